#include "gui/tables/scattered_selection.h"

namespace aurora::gui {

void ScatteredSelection::select(const QItemSelection& selection, QItemSelectionModel::SelectionFlags command)
{
    constexpr qsizetype manyRanges = 1000;
    const auto isScattered = [](const QItemSelection& one) { return one.size() > manyRanges; };
    if (command.testFlag(Clear) && !selection.isEmpty() && (isScattered(selection) || isScattered(this->selection()))) {
        QItemSelectionModel::select(QItemSelection(), Clear);
    }
    QItemSelectionModel::select(selection, command);
}

}  // namespace aurora::gui
