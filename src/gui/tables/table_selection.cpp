#include "gui/tables/table_selection.h"

#include "gui/frame/qt_text.h"
#include "gui/tables/table_view.h"

namespace aurora::gui {

std::vector<QStringList> selectedCells(const TableView& view, const std::vector<std::string_view>& columns)
{
    const TableModel& model = *view.tableModel();
    std::vector<QStringList> rows;
    for (const int row : view.selectedRows()) {
        QStringList cells;
        for (const std::string_view name : columns) {
            const int column = model.table()->column(name);
            cells.append(column < 0 ? QString() : toQString(toText(model.cell(row, column))));
        }
        rows.push_back(cells);
    }
    return rows;
}

QStringList selectedTexts(const TableView& view, std::string_view column)
{
    QStringList texts;
    for (const QStringList& cells : selectedCells(view, {column})) {
        if (!cells.front().isEmpty()) {
            texts.append(cells.front());
        }
    }
    texts.removeDuplicates();
    return texts;
}

}  // namespace aurora::gui
