#pragma once

#include "gui/tables/column_width.h"
#include "gui/tables/table_model.h"

#include <QTableView>
#include <QTimer>

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace aurora::gui {

class FilterHeader;
class PinnedColumn;

/// Shows a TableModel: whole rows are selected, the key column stays in sight while the others scroll, and a table that
/// is read again keeps selection, current row and scroll position by key.
class TableView final : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget* parent = nullptr);

    void setTableModel(TableModel* model);

    [[nodiscard]] TableModel* tableModel() const noexcept { return m_model; }

    /// Selected rows from top to bottom.
    [[nodiscard]] std::vector<int> selectedRows() const;
    [[nodiscard]] int selectedCount() const;
    /// The topmost of them, -1 for none.
    [[nodiscard]] int firstSelected() const;

    /// Shown columns (of the table) from left to right.
    [[nodiscard]] std::vector<int> shownColumns() const;

    /// Offers a filter in the header of each column.
    void setFilterable(bool filterable);

    /// The column whose header is at this place, -1 for none.
    [[nodiscard]] int headerColumnAt(const QPoint& globalPosition) const;

    /// Selects these rows alone and brings the first into sight; there is at least one.
    void goToRows(const std::vector<int>& rows);

    /// Width from the header and the first rows, or from all where the column names the row or its sample.
    void fitColumn(int column);
    /// The same, but never narrower than it is.
    void widenColumn(int column);

Q_SIGNALS:
    void selectionChangedByAnything();
    void filterRequested(int column, const QPoint& globalPosition);
    /// A search or a filter has hidden selected rows, which are therefore no longer selected.
    void selectedRowsHidden(int count);
    void headerMenuRequested(const QPoint& globalPosition);
    void rowMenuRequested(const QPoint& globalPosition);
    void rowActivated();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void scrollTo(const QModelIndex& index, ScrollHint hint) override;

private:
    /// Rows are remembered as those of the table; a table that is read again finds them by their keys.
    struct Remembered
    {
        std::shared_ptr<const TableData> table;
        std::vector<int> selected;
        int current = -1;
        int top = -1;
        int horizontalScroll = 0;
    };

    void fitHeader();
    [[nodiscard]] HeaderArrow arrowOf(int column) const;
    void remember();
    void restore();
    [[nodiscard]] int selectRemembered();
    /// Shown rows, in ascending order, that were selected.
    [[nodiscard]] std::vector<int> rememberedRows() const;
    [[nodiscard]] std::vector<int> rememberedKeys() const;
    [[nodiscard]] std::unordered_set<std::string> namesRemembered() const;
    [[nodiscard]] int rememberedThatAreGone() const;
    /// The shown row that a remembered one has become; -1 where it is not shown.
    [[nodiscard]] int shownRow(int remembered) const;
    /// @param rows  in ascending order
    [[nodiscard]] QItemSelection wholeRows(const std::vector<int>& rows) const;

    TableModel* m_model = nullptr;
    FilterHeader* m_header;
    PinnedColumn* m_pinned = nullptr;
    QTimer m_headerSoon;
    int m_fewestHeaderLines = 1;
    Remembered m_remembered;
    bool m_restoring = false;
};

}  // namespace aurora::gui
