#pragma once

#include <QTableView>

namespace aurora::gui {

class FilterHeader;
class TableView;

/// The key column of a TableView as a view of its own that lies over the left edge and does not scroll sideways.
class PinnedColumn final : public QTableView
{
    Q_OBJECT

public:
    explicit PinnedColumn(TableView* view);

    [[nodiscard]] FilterHeader* header() const noexcept { return m_header; }

    /// To be called after the view got its model, and after every reset of it.
    void follow();
    /// Lies down over the left edge again.
    void place();
    /// Takes over height, width and sort order of the view's header.
    void copyHeader();

private:
    TableView* m_view;
    FilterHeader* m_header;
};

}  // namespace aurora::gui
