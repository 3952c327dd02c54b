#pragma once

#include "aurora/core/cell_value.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// Cells of rows by the name of their column.
class CellsByName
{
public:
    explicit CellsByName(const Table& table)
    {
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            m_columns[table.columns[column].name] = column;
        }
    }

    [[nodiscard]] std::string text(const std::vector<CellValue>& row, const std::string& column) const
    {
        const auto found = m_columns.find(column);
        return found == m_columns.end() ? std::string() : toText(row[found->second]);
    }

private:
    std::map<std::string, std::size_t> m_columns;
};

}  // namespace aurora::services
