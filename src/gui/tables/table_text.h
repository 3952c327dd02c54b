#pragma once

#include "gui/tables/table_model.h"

#include <string>
#include <vector>

namespace aurora::gui {

/// Rows and columns of the model, in this order, as a table of their own.
[[nodiscard]] Table shownTable(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns);

/// Rows and columns of the model as text with a header line, columns divided by tabs (blanks instead of tabs and line
/// breaks inside a cell). Whole values, decimal points whatever the language of the desktop.
[[nodiscard]] std::string tabSeparated(const TableModel& model, const std::vector<int>& rows,
                                       const std::vector<int>& columns);

/// A table as CSV (RFC 4180, UTF-8, lines end with CR LF).
[[nodiscard]] std::string commaSeparated(const Table& table);

}  // namespace aurora::gui
