#pragma once

#include "gui/charts/chart_theme.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPointF>

#include <cstdint>
#include <vector>

namespace aurora::gui {

/// Small triangles at the edges of the plot area, where points lie beyond it, and words that say so.
class OutsideMarks final : public QGraphicsItem
{
public:
    enum class Edge : std::uint8_t
    {
        Top,
        Bottom,
        Left,
        Right
    };

    struct Mark
    {
        QPointF at;  ///< on the edge
        Edge edge;
        QColor colour;
    };

    void show(std::vector<Mark> marks, const QRectF& plotArea, const ChartTheme& theme, const QFont& font);

    [[nodiscard]] bool any() const noexcept { return !m_marks.empty(); }

    [[nodiscard]] QRectF boundingRect() const override { return m_plotArea; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintWords(QPainter& painter) const;

    std::vector<Mark> m_marks;
    QRectF m_plotArea;
    ChartTheme m_theme = lightChartTheme();
    QFont m_font;
};

}  // namespace aurora::gui
