#pragma once

#include "gui/charts/chart_theme.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPointF>

#include <vector>

namespace aurora::gui {

/// Small triangles at the upper or lower edge of the plot area, where points lie beyond it, and a word that says so.
class OutsideMarks final : public QGraphicsItem
{
public:
    struct Mark
    {
        double x;
        bool above;
        QColor colour;
    };

    void show(std::vector<Mark> marks, const QRectF& plotArea, const ChartTheme& theme, const QFont& font);

    [[nodiscard]] bool any() const noexcept { return !m_marks.empty(); }

    [[nodiscard]] QRectF boundingRect() const override { return m_plotArea; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    std::vector<Mark> m_marks;
    QRectF m_plotArea;
    ChartTheme m_theme = lightChartTheme();
    QFont m_font;
};

}  // namespace aurora::gui
