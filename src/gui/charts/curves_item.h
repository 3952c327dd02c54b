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
        Picture  ///< for files: every line smooth, whatever it takes
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

    /// Whether markers of a series were left out because they would touch one another.
    [[nodiscard]] bool leavesMarkersOut(std::size_t series) const { return m_curves[series].leavesMarkersOut; }

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
        PlotStyle style = PlotStyle::Line;
        bool leavesMarkersOut = false;
        double length_px = 0.0;  ///< of its lines together
    };

    /// How the curves of the second axis are drawn.
    enum class Tone
    {
        Full,
        Pale  ///< where the same colour is a curve of the first axis too
    };

    [[nodiscard]] static Curve curveOf(const PlotSeries& series, const std::vector<Polyline>& lines, const Place& place,
                                       const ChartTheme& theme, Tone tone);

    void paintFills(QPainter& painter) const;
    void paintLines(QPainter& painter, const Curve& curve) const;
    /// Markers that would touch one another hide the curves: all become smaller, or give way to the lines.
    void fitMarkers();

    std::vector<Curve> m_curves;
    double m_marker_px = 0.0;
    QRectF m_area;
    QRectF m_bounds;
    Quality m_quality = Quality::Picture;
};

/// A marker around a point, as curve and legend draw it with pen and brush of the painter.
void drawMarker(QPainter& painter, Marker marker, const QPointF& at, double size_px);

}  // namespace aurora::gui
