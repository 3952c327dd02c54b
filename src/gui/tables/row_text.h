#pragma once

#include "aurora/core/cell_value.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::gui {

/// Where a column stands; past the end when it is not there.
[[nodiscard]] inline std::size_t columnOf(const Table& table, std::string_view name)
{
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [name](const Table::ColumnInfo& column) { return column.name == name; });
    return static_cast<std::size_t>(found - table.columns.begin());
}

/// What a cell says; empty in a column that is not there.
[[nodiscard]] inline std::string textAt(const std::vector<CellValue>& row, std::size_t column)
{
    return column < row.size() ? toText(row[column]) : std::string();
}

}  // namespace aurora::gui
