#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/level_of_detail.h"

#include <QBrush>
#include <QGraphicsItem>
#include <QLineF>
#include <QPen>
#include <QPolygonF>
#include <QRectF>

#include <span>
#include <vector>

namespace aurora::gui {

/// The curves of a chart: lines, markers and spreads, cut at the edges of the plot area.
///
/// Qt Charts' own series build an outline of every line for the mouse, and draw a gap as a line; ten times the work of
/// drawing them.
class CurvesItem final : public QGraphicsItem
{
public:
    enum class Quality
    {
        Fast,    ///< thin lines without smoothing, as good as a moving picture needs
        Screen,  ///< the same only for lines so long that they would keep the user waiting
        Picture  ///< for files: every line in its width
    };

    /// Where the curves are drawn.
    struct Place
    {
        PlotView view;
        QRectF area;
    };

    /// @param lines  what is drawn of each series of the model; an empty one is hidden
    void show(const PlotModel& model, std::span<const std::vector<Polyline>> lines, const Place& place, Quality quality,
              const ChartTheme& theme);

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    struct Curve
    {
        std::vector<QPolygonF> lines;
        QPolygonF markers;
        std::vector<QPolygonF> fills;
        std::vector<QLineF> bars;
        QPen pen;
        QPen markerPen;
        QBrush markerBrush;
        QBrush fillBrush;
        Marker marker = Marker::Circle;
        bool dense = false;  ///< so long that a smoothed line would look the same and take its time
    };

    [[nodiscard]] static Curve curveOf(const PlotSeries& series, const std::vector<Polyline>& lines, const Place& place,
                                       const ChartTheme& theme);

    void paintFills(QPainter& painter) const;

    std::vector<Curve> m_curves;
    QRectF m_area;
    QRectF m_bounds;
    Quality m_quality = Quality::Picture;
};

/// A marker around a point, as curve and legend draw it with pen and brush of the painter.
void drawMarker(QPainter& painter, Marker marker, const QPointF& at, double size_px);

}  // namespace aurora::gui
