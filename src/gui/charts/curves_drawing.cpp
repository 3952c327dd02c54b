#include "gui/charts/curves_drawing.h"

#include "gui/charts/line_clip.h"
#include "gui/charts/series_colours.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double line_px = 1.5;
constexpr double marker_px = 7.0;
constexpr double barCap_px = 3.0;
constexpr double paleness = 0.5;
constexpr float fillStrength = 0.18F;
constexpr double smallestMarker_px = 3.0;
constexpr double markerShare = 0.65;            ///< of the distance of markers: what a marker may take
constexpr double closestMarkers_px = 4.0;       ///< closer ones are left out where a line shows the points as well
constexpr double longestSmooth_px = 1500000.0;  ///< pixels of the device; more would keep the user waiting
constexpr double longestJoined_px = 4000.0;     ///< an outline of longer lines takes a hundred times as long
constexpr double longestDashed_px = 40000.0;
constexpr qsizetype mostShapes = 600;       ///< more markers are stamped
constexpr qsizetype mostMarkersFast = 500;  ///< of lines that are drawn fast: a marker takes as long as three points

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
    Mapping(const CurvesDrawing::Place& place, Side side)
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

/// The line piece by piece: Qt draws such lines right away, without an outline of the whole.
void drawPieces(QPainter& painter, const QPolygonF& line)
{
    QList<QLineF> pieces;
    pieces.reserve(line.size());
    for (qsizetype i = 1; i < line.size(); ++i) {
        pieces.append(QLineF(line[i - 1], line[i]));
    }
    painter.drawLines(pieces);
}

/// The usual distance of markers along their line.
double distanceOf(const QPolygonF& markers)
{
    std::vector<double> distances;
    for (qsizetype i = 1; i < markers.size(); ++i) {
        distances.push_back(std::hypot(markers[i].x() - markers[i - 1].x(), markers[i].y() - markers[i - 1].y()));
    }
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

void drawMarkers(QPainter& painter, const QPolygonF& places, Marker marker, double size_px)
{
    const bool toPixels = painter.paintEngine()->type() == QPaintEngine::Raster;
    if (places.size() <= mostShapes || !toPixels) {
        for (const QPointF& place : places) {
            drawMarker(painter, marker, place, size_px);
        }
        return;
    }
    const double room_px = size_px + 3.0;
    const double ratio = density(painter);
    const int pixels = static_cast<int>(std::ceil(room_px * ratio));
    QImage stamp(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    stamp.setDevicePixelRatio(ratio);
    stamp.fill(Qt::transparent);
    QPainter inner(&stamp);
    inner.setRenderHint(QPainter::Antialiasing);
    inner.setPen(painter.pen());
    inner.setBrush(painter.brush());
    drawMarker(inner, marker, QPointF(room_px / 2, room_px / 2), size_px);
    inner.end();
    for (const QPointF& place : places) {
        painter.drawImage(place - QPointF(room_px / 2, room_px / 2), stamp);
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

CurvesDrawing::Curve CurvesDrawing::curveOf(const PlotSeries& series, const std::vector<Polyline>& lines,
                                            const Place& place, const ChartTheme& theme, Tone tone)
{
    const Mapping map(place, series.side);
    const bool pale = tone == Tone::Pale;
    const QColor colour = visibleOn(theme.ground, series.colour);
    const QColor lineColour = pale ? blended(colour, theme.ground, paleness) : colour;
    Curve curve;
    curve.marker = series.marker;
    curve.style = series.style;
    curve.pen = QPen(lineColour, line_px, series.stroke, Qt::RoundCap, Qt::RoundJoin);
    curve.markerPen = QPen(colour, pale || series.marker == Marker::Cross ? 1.5 : 0.5);
    curve.markerBrush = pale ? theme.ground : colour;
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
                curve.length_px += lengthOf(part);
                curve.lines.push_back(std::move(part));
            }
        }
    }
    if (!lines.empty() && (series.spread == Spread::Fill || series.spread == Spread::FillAndBars)) {
        curve.fills = fillsOf(series, map);
        QColor fill = lineColour;
        fill.setAlphaF(fillStrength);
        curve.fillBrush = fill;
    }
    if (!lines.empty() && (series.spread == Spread::Bars || series.spread == Spread::FillAndBars)) {
        curve.bars = barsOf(series, map, place.area);
    }
    return curve;
}

CurvesDrawing::CurvesDrawing(const PlotModel& model, std::span<const std::vector<Polyline>> lines, const Place& place,
                             Quality quality, const ChartTheme& theme)
    : m_place(place), m_quality(quality)
{
    m_curves.reserve(lines.size());
    QSet<QString> onTheLeft;
    for (const PlotSeries& series : model.series) {
        if (series.side == Side::Left) {
            onTheLeft.insert(series.group);
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const PlotSeries& series = model.series[i];
        const bool twice = series.side == Side::Right && onTheLeft.contains(series.group);
        m_curves.push_back(curveOf(series, lines[i], place, theme, twice ? Tone::Pale : Tone::Full));
    }
    fitMarkers();
}

QRectF CurvesDrawing::bounds() const
{
    constexpr double overhang_px = marker_px;
    return m_place.area.adjusted(-overhang_px, -overhang_px, overhang_px, overhang_px);
}

void CurvesDrawing::fitMarkers()
{
    double distance_px = std::numeric_limits<double>::infinity();
    qsizetype count = 0;
    for (const Curve& curve : m_curves) {
        if (curve.style == PlotStyle::LineAndMarkers && curve.markers.size() > 2) {
            distance_px = std::min(distance_px, distanceOf(curve.markers));
        }
        count += curve.style == PlotStyle::LineAndMarkers ? curve.markers.size() : 0;
    }
    const bool tooMany = distance_px < closestMarkers_px || (m_quality == Quality::Fast && count > mostMarkersFast);
    m_marker_px = std::clamp(markerShare * distance_px, smallestMarker_px, marker_px);
    for (Curve& curve : m_curves) {
        if (curve.style == PlotStyle::LineAndMarkers && tooMany && !curve.lines.empty()) {
            curve.markers.clear();
            curve.leavesMarkersOut = true;
        }
    }
}

void CurvesDrawing::paintFills(QPainter& painter) const
{
    const bool clips = painter.paintEngine()->type() == QPaintEngine::Raster;
    painter.save();
    if (clips) {
        painter.setClipRect(m_place.area, Qt::IntersectClip);
    }
    painter.setPen(Qt::NoPen);
    for (const Curve& curve : m_curves) {
        painter.setBrush(curve.fillBrush);
        for (const QPolygonF& fill : curve.fills) {
            // A picture of lines may know no clipping; there is time to cut the band itself.
            painter.drawPolygon(clips ? fill : fill.intersected(QPolygonF(m_place.area)));
        }
    }
    painter.restore();
}

void CurvesDrawing::paintLines(QPainter& painter, const Curve& curve) const
{
    const double ratio = density(painter);
    const bool toPixels = painter.paintEngine()->type() == QPaintEngine::Raster;
    const bool fast = m_quality == Quality::Fast;
    const bool endless = m_quality == Quality::Screen && curve.length_px * ratio > longestSmooth_px;
    const bool dashed = curve.pen.style() != Qt::SolidLine;
    const bool joined = !toPixels || curve.length_px <= (dashed ? longestDashed_px : longestJoined_px) ||
                        (dashed && m_quality == Quality::Picture);
    painter.setRenderHint(QPainter::Antialiasing, !fast && !endless);
    QPen pen = curve.pen;
    pen.setStyle(joined ? curve.pen.style() : Qt::SolidLine);  // dashes would begin anew at each piece
    if (fast || endless) {
        pen.setWidthF(dashed && joined ? 1.0 : std::max(1.0, std::round(ratio)));
        pen.setCosmetic(true);
    } else if (!joined) {
        pen.setCapStyle(Qt::SquareCap);  // Qt draws pieces with round ends by way of their outline
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& line : curve.lines) {
        if (joined) {
            painter.drawPolyline(line);
        } else {
            drawPieces(painter, line);
        }
    }
}

void CurvesDrawing::paint(QPainter& painter) const
{
    const bool smooth = m_quality != Quality::Fast;
    painter.setRenderHint(QPainter::Antialiasing, smooth);
    paintFills(painter);
    for (const Curve& curve : m_curves) {
        paintLines(painter, curve);
        painter.setRenderHint(QPainter::Antialiasing, smooth);
        painter.setPen(QPen(curve.pen.color(), 1.0));
        for (const QLineF& bar : curve.bars) {
            painter.drawLine(bar);
        }
        painter.setPen(curve.markerPen);
        painter.setBrush(curve.markerBrush);
        drawMarkers(painter, curve.markers, curve.marker, m_marker_px);
    }
}

}  // namespace aurora::gui
