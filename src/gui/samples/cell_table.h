#pragma once

#include "aurora/config/sample_columns.h"
#include "aurora/services/edit_samples.h"

#include <QWidget>

#include <vector>

class QTableWidget;
class QTableWidgetItem;

namespace aurora::gui {

/// The columns of a sample one below the other, to be searched and filled in. Changed cells are bold; one that its
/// column cannot hold is marked and says why. Numbers are shown with the digits that they are known to; the whole
/// number is in the tool tip, is what is edited, and stays what it is while nothing else is typed.
class CellTable final : public QWidget
{
    Q_OBJECT

public:
    CellTable(std::vector<config::SampleColumn> columns, QWidget* parent);

    /// What the cells hold before anything is typed.
    /// @param row  a table with one row
    void setValues(const Table& row);

    /// The cells that hold something else than before.
    [[nodiscard]] std::vector<services::TypedCell> changes() const;

    /// About the first cell that its column cannot hold, a whole sentence; empty when all are right.
    [[nodiscard]] QString mistake() const;

Q_SIGNALS:
    void changed();

private:
    void search(const QString& text);
    void look(int row);
    [[nodiscard]] QString mistakeIn(int row) const;
    [[nodiscard]] QString typed(int row) const;

    std::vector<config::SampleColumn> m_columns;
    std::vector<QString> m_before;
    QTableWidget* m_table;
    bool m_filling = false;
};

}  // namespace aurora::gui
