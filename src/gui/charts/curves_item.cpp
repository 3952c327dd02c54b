#include "gui/charts/curves_item.h"

#include "gui/charts/line_clip.h"
#include "gui/charts/series_colours.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double line_px = 1.5;
constexpr double marker_px = 7.0;
constexpr double barCap_px = 3.0;
constexpr double paleness = 0.5;
constexpr float fillStrength = 0.18F;
constexpr double longestSmooth_px = 40000.0;  ///< what smoothing costs grows with the length of the line
constexpr qsizetype mostShapes = 600;         ///< more markers are stamped

/// The curves of the second axis in the colour of their sample, but paler.
QColor blended(const QColor& colour, const QColor& ground, double share)
{
    const auto between = [share](float a, float b) { return static_cast<float>(a + share * (b - a)); };
    return QColor::fromRgbF(between(colour.redF(), ground.redF()), between(colour.greenF(), ground.greenF()),
                            between(colour.blueF(), ground.blueF()));
}

/// Values of the data → coordinates of the scene.
class Mapping
{
public:
    Mapping(const CurvesItem::Place& place, Side side)
        : m_area(place.area),
          m_x(place.view.x),
          m_y(place.view.y(side)),
          m_perX(place.area.width() / m_x.span()),
          m_perY(place.area.height() / m_y.span())
    {
    }

    [[nodiscard]] QPointF operator()(double x, double y) const
    {
        return {m_area.left() + (x - m_x.lower) * m_perX, m_area.bottom() - (y - m_y.lower) * m_perY};
    }

private:
    QRectF m_area;
    Range m_x;
    Range m_y;
    double m_perX;
    double m_perY;
};

/// The bands between mean − deviation and mean + deviation; a row without a deviation parts them.
std::vector<QPolygonF> fillsOf(const PlotSeries& series, const Mapping& map)
{
    std::vector<QPolygonF> fills;
    QPolygonF upper;
    QPolygonF lower;
    const auto finish = [&] {
        if (upper.size() > 1) {
            std::reverse(lower.begin(), lower.end());
            fills.push_back(upper + lower);
        }
        upper.clear();
        lower.clear();
    };
    for (std::size_t row = 0; row < series.deviation.size(); ++row) {
        const double deviation = series.deviation[row];
        if (!std::isfinite(deviation) || !std::isfinite(series.y[row])) {
            finish();
            continue;
        }
        upper.append(map(series.x[row], series.y[row] + deviation));
        lower.append(map(series.x[row], series.y[row] - deviation));
    }
    finish();
    return fills;
}

std::vector<QLineF> barsOf(const PlotSeries& series, const Mapping& map, const QRectF& area)
{
    std::vector<QLineF> bars;
    for (std::size_t row = 0; row < series.deviation.size(); ++row) {
        const double deviation = series.deviation[row];
        const QPointF top = map(series.x[row], series.y[row] + deviation);
        const QPointF bottom = map(series.x[row], series.y[row] - deviation);
        const bool seen = std::isfinite(top.y()) && top.x() >= area.left() && top.x() <= area.right() &&
                          bottom.y() >= area.top() && top.y() <= area.bottom();
        if (!seen) {
            continue;
        }
        const double upper = std::max(top.y(), area.top());
        const double lower = std::min(bottom.y(), area.bottom());
        bars.emplace_back(top.x(), upper, top.x(), lower);
        for (const double end : {top.y(), bottom.y()}) {
            if (end >= area.top() && end <= area.bottom()) {
                bars.emplace_back(top.x() - barCap_px, end, top.x() + barCap_px, end);
            }
        }
    }
    return bars;
}

double lengthOf(const QPolygonF& line)
{
    double length = 0.0;
    for (qsizetype i = 1; i < line.size(); ++i) {
        length += (line[i] - line[i - 1]).manhattanLength();
    }
    return length;
}

/// Pixels of the device a unit of the painter.
double density(const QPainter& painter)
{
    return std::sqrt(std::abs(painter.deviceTransform().determinant()));
}

void drawMarkers(QPainter& painter, const QPolygonF& places, Marker marker)
{
    const bool toPixels = painter.paintEngine()->type() == QPaintEngine::Raster;
    if (places.size() <= mostShapes || !toPixels) {
        for (const QPointF& place : places) {
            drawMarker(painter, marker, place, marker_px);
        }
        return;
    }
    constexpr double room_px = marker_px + 3.0;
    const double ratio = density(painter);
    const int pixels = static_cast<int>(std::ceil(room_px * ratio));
    QPixmap stamp(pixels, pixels);
    stamp.setDevicePixelRatio(ratio);
    stamp.fill(Qt::transparent);
    QPainter inner(&stamp);
    inner.setRenderHint(QPainter::Antialiasing);
    inner.setPen(painter.pen());
    inner.setBrush(painter.brush());
    drawMarker(inner, marker, QPointF(room_px / 2, room_px / 2), marker_px);
    inner.end();
    for (const QPointF& place : places) {
        painter.drawPixmap(place - QPointF(room_px / 2, room_px / 2), stamp);
    }
}

}  // namespace

void drawMarker(QPainter& painter, Marker marker, const QPointF& at, double size_px)
{
    const double half = size_px / 2.0;
    switch (marker) {
    case Marker::Circle:
        painter.drawEllipse(at, half, half);
        return;
    case Marker::Square:
        painter.drawRect(QRectF(at.x() - 0.9 * half, at.y() - 0.9 * half, 1.8 * half, 1.8 * half));
        return;
    case Marker::Triangle:
        painter.drawPolygon(QPolygonF({at + QPointF(0.0, -1.15 * half), at + QPointF(1.1 * half, 0.8 * half),
                                       at + QPointF(-1.1 * half, 0.8 * half)}));
        return;
    case Marker::Diamond:
        painter.drawPolygon(QPolygonF({at + QPointF(0.0, -1.25 * half), at + QPointF(1.1 * half, 0.0),
                                       at + QPointF(0.0, 1.25 * half), at + QPointF(-1.1 * half, 0.0)}));
        return;
    case Marker::Cross:
        painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half));
        painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half));
        return;
    }
}

CurvesItem::Curve CurvesItem::curveOf(const PlotSeries& series, const std::vector<Polyline>& lines, const Place& place,
                                      const ChartTheme& theme)
{
    const Mapping map(place, series.side);
    const bool right = series.side == Side::Right;
    const QColor colour = visibleOn(theme.ground, series.colour);
    const QColor lineColour = right ? blended(colour, theme.ground, paleness) : colour;
    Curve curve;
    curve.marker = series.marker;
    curve.pen = QPen(lineColour, line_px, series.stroke, Qt::RoundCap, Qt::RoundJoin);
    curve.markerPen = QPen(colour, right || series.marker == Marker::Cross ? 1.5 : 0.5);
    curve.markerBrush = right ? theme.ground : colour;
    double length_px = 0.0;
    for (const Polyline& line : lines) {
        QPolygonF mapped;
        mapped.reserve(line.size());
        for (const QPointF& point : line) {
            mapped.append(map(point.x(), point.y()));
        }
        if (series.style != PlotStyle::Line) {
            std::copy_if(mapped.begin(), mapped.end(), std::back_inserter(curve.markers),
                         [&](const QPointF& point) { return place.area.contains(point); });
        }
        if (series.style != PlotStyle::Markers) {
            for (QPolygonF& part : clippedLine(mapped, place.area)) {
                length_px += lengthOf(part);
                curve.lines.push_back(std::move(part));
            }
        }
    }
    curve.dense = length_px > longestSmooth_px;
    if (!lines.empty() && (series.spread == Spread::Fill || series.spread == Spread::FillAndBars)) {
        curve.fills = fillsOf(series, map);
        QColor pale = lineColour;
        pale.setAlphaF(fillStrength);
        curve.fillBrush = pale;
    }
    if (!lines.empty() && (series.spread == Spread::Bars || series.spread == Spread::FillAndBars)) {
        curve.bars = barsOf(series, map, place.area);
    }
    return curve;
}

void CurvesItem::show(const PlotModel& model, std::span<const std::vector<Polyline>> lines, const Place& place,
                      Quality quality, const ChartTheme& theme)
{
    constexpr double overhang_px = marker_px;
    prepareGeometryChange();
    m_quality = quality;
    m_area = place.area;
    m_bounds = place.area.adjusted(-overhang_px, -overhang_px, overhang_px, overhang_px);
    m_curves.clear();
    m_curves.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        m_curves.push_back(curveOf(model.series[i], lines[i], place, theme));
    }
    update();
}

void CurvesItem::paintFills(QPainter& painter) const
{
    const bool clips = painter.paintEngine()->type() == QPaintEngine::Raster;
    painter.save();
    if (clips) {
        painter.setClipRect(m_area, Qt::IntersectClip);
    }
    painter.setPen(Qt::NoPen);
    for (const Curve& curve : m_curves) {
        painter.setBrush(curve.fillBrush);
        for (const QPolygonF& fill : curve.fills) {
            // A picture of lines may know no clipping; there is time to cut the band itself.
            painter.drawPolygon(clips ? fill : fill.intersected(QPolygonF(m_area)));
        }
    }
    painter.restore();
}

void CurvesItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    const bool smooth = m_quality != Quality::Fast;
    painter->setRenderHint(QPainter::Antialiasing, smooth);
    paintFills(*painter);
    for (const Curve& curve : m_curves) {
        const bool thin = m_quality == Quality::Fast || (curve.dense && m_quality == Quality::Screen);
        painter->setRenderHint(QPainter::Antialiasing, smooth && !curve.dense);
        QPen pen = curve.pen;
        if (thin) {
            pen = QPen(curve.pen.color(), 1.0, curve.dense ? Qt::SolidLine : curve.pen.style());
            pen.setCosmetic(true);
        }
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        for (const QPolygonF& line : curve.lines) {
            painter->drawPolyline(line);
        }
        painter->setRenderHint(QPainter::Antialiasing, smooth);
        painter->setPen(QPen(curve.pen.color(), 1.0));
        for (const QLineF& bar : curve.bars) {
            painter->drawLine(bar);
        }
        painter->setPen(curve.markerPen);
        painter->setBrush(curve.markerBrush);
        drawMarkers(*painter, curve.markers, curve.marker);
    }
}

}  // namespace aurora::gui
