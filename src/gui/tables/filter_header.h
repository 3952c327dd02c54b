#pragma once

#include <QHeaderView>

#include <vector>

namespace aurora::gui {

/// The header of a table whose columns can be filtered: a funnel in the lower right corner of a section, seen while the
/// mouse is over it and as long as the column is filtered. Clicking it asks for the filter.
class FilterHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit FilterHeader(QWidget* parent);

    void setFilterable(bool filterable);
    void setFiltered(const std::vector<int>& columns);

Q_SIGNALS:
    void filterRequested(int column, const QPoint& globalPosition);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] bool isFiltered(int section) const;
    /// The section whose funnel is at this place, -1 where there is none.
    [[nodiscard]] int funnelAt(const QPoint& position) const;
    void setHovered(int section);

    std::vector<int> m_filtered;
    int m_hovered = -1;
    int m_pressed = -1;
    bool m_filterable = false;
};

}  // namespace aurora::gui
