#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace aurora {

/// One cell of a database table: nothing (NULL), an integer, a real number or text.
using CellValue = std::variant<std::monostate, std::int64_t, double, std::string>;

[[nodiscard]] inline bool isEmpty(const CellValue& value)
{
    return std::holds_alternative<std::monostate>(value);
}

/// Text of a cell as files and the clipboard show it: shortest number that reads back exactly, empty for nothing.
[[nodiscard]] std::string toText(const CellValue& value);

/// What a column holds, for alignment, sorting and filters.
enum class CellType
{
    Text,
    Integer,
    Real,
    DateTime
};

/// A table as the command line, the window and exports show it, kept by rows.
struct Table
{
    struct ColumnInfo
    {
        std::string name;
        CellType type = CellType::Text;
    };

    std::vector<ColumnInfo> columns;
    std::vector<std::vector<CellValue>> rows;
};

}  // namespace aurora
