#pragma once

#include <QStringList>

#include <string_view>
#include <vector>

namespace aurora::gui {

class TableView;

/// Texts of the selected rows in a column, each once, in the order of the table; empty cells are left out.
[[nodiscard]] QStringList selectedTexts(const TableView& view, std::string_view column);

/// The cells of every selected row in these columns, from top to bottom; a column that is not there gives empty texts.
[[nodiscard]] std::vector<QStringList> selectedCells(const TableView& view,
                                                     const std::vector<std::string_view>& columns);

}  // namespace aurora::gui
