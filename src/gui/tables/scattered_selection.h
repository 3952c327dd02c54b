#pragma once

#include <QItemSelectionModel>

namespace aurora::gui {

/// A selection that may have very many ranges, as of rows that were neighbours before a filter was taken back. Qt
/// compares every new range with every one of before, and again what both share with all of them: half a second for all
/// rows in place of 30 000 ranges. Here the old ones go first.
class ScatteredSelection final : public QItemSelectionModel
{
public:
    using QItemSelectionModel::QItemSelectionModel;
    using QItemSelectionModel::select;

    void select(const QItemSelection& selection, QItemSelectionModel::SelectionFlags command) override;
};

}  // namespace aurora::gui
