#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/database/database.h"
#include "aurora/database/samples_table.h"

#include <string>

namespace aurora::services {

/// A cell of a row as text; empty when the row has no such column.
[[nodiscard]] inline std::string cellText(const database::Row& row, const std::string& column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : toText(found->second);
}

/// Text as a cell; an empty one is no value.
[[nodiscard]] inline CellValue textCell(const std::string& text)
{
    return text.empty() ? CellValue() : CellValue(text);
}

}  // namespace aurora::services
