#include "gui/tables/table_selection.h"

#include "gui/frame/qt_text.h"
#include "gui/tables/table_view.h"

#include <utility>

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
    const TableModel& model = *view.tableModel();
    const int at = model.table()->column(column);
    QStringList texts;
    if (at < 0) {
        return texts;
    }
    const std::vector<int> rows = view.selectedRows();
    texts.reserve(static_cast<qsizetype>(rows.size()));
    for (const int row : rows) {
        if (QString text = toQString(toText(model.cell(row, at))); !text.isEmpty()) {
            texts.append(std::move(text));
        }
    }
    if (at != model.table()->keyColumn()) {  // a key names one row
        texts.removeDuplicates();
    }
    return texts;
}

}  // namespace aurora::gui
