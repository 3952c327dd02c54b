#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/level_of_detail.h"

#include <QChart>
#include <QLineSeries>
#include <QPen>
#include <QScatterSeries>

#include <vector>

namespace aurora::gui {

/// One curve in a chart of Qt Charts: as many line series as it has pieces, and one scatter series for its markers.
/// They belong to the chart.
class DrawnSeries
{
public:
    DrawnSeries(QChart& chart, QAbstractAxis* x, QAbstractAxis* y, const PlotSeries& series);

    void setLook(const ChartTheme& theme);

    /// Replaces the points without telling anybody; announce() does, where no axis changes afterwards.
    void draw(std::vector<Polyline> lines);
    void announce();

    [[nodiscard]] const std::vector<Polyline>& lines() const noexcept { return m_lines; }

private:
    QLineSeries& piece(std::size_t index);

    QChart& m_chart;
    QAbstractAxis* m_x;
    QAbstractAxis* m_y;
    PlotStyle m_style;
    Side m_side;
    QColor m_colour;
    QPen m_pen;
    std::vector<QLineSeries*> m_pieces;
    QScatterSeries* m_markers = nullptr;
    std::vector<Polyline> m_lines;
};

}  // namespace aurora::gui
