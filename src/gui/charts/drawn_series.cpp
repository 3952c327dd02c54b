#include "gui/charts/drawn_series.h"

#include "gui/charts/series_colours.h"

#include <QSignalBlocker>

#include <utility>

namespace aurora::gui {

namespace {

constexpr double line_px = 1.5;
constexpr double marker_px = 7.0;
constexpr double paleness = 0.5;

/// The curves of the second axis in the colour of their sample, but paler.
QColor blended(const QColor& colour, const QColor& ground, double share)
{
    const auto between = [share](float a, float b) { return static_cast<float>(a + share * (b - a)); };
    return QColor::fromRgbF(between(colour.redF(), ground.redF()), between(colour.greenF(), ground.greenF()),
                            between(colour.blueF(), ground.blueF()));
}

void attach(QChart& chart, QXYSeries* series, QAbstractAxis* x, QAbstractAxis* y)
{
    chart.addSeries(series);
    series->attachAxis(x);
    series->attachAxis(y);
}

}  // namespace

DrawnSeries::DrawnSeries(QChart& chart, QAbstractAxis* x, QAbstractAxis* y, const PlotSeries& series)
    : m_chart(chart), m_x(x), m_y(y), m_style(series.style), m_side(series.side), m_colour(series.colour)
{
    if (m_style != PlotStyle::Line) {
        m_markers = new QScatterSeries;
        m_markers->setMarkerSize(marker_px);
        attach(chart, m_markers, x, y);
    }
}

void DrawnSeries::setLook(const ChartTheme& theme)
{
    const QColor colour = visibleOn(theme.ground, m_colour);
    const QColor lineColour = m_side == Side::Right ? blended(colour, theme.ground, paleness) : colour;
    m_pen = QPen(lineColour, line_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    for (QLineSeries* piece : m_pieces) {
        piece->setPen(m_pen);
    }
    if (m_markers != nullptr) {
        m_markers->setPen(QPen(colour, m_side == Side::Right ? 1.5 : 0.5));
        m_markers->setBrush(m_side == Side::Right ? theme.ground : colour);
    }
}

QLineSeries& DrawnSeries::piece(std::size_t index)
{
    if (index == m_pieces.size()) {
        auto* series = new QLineSeries;
        series->setPen(m_pen);
        attach(m_chart, series, m_x, m_y);
        m_pieces.push_back(series);
    }
    return *m_pieces[index];
}

void DrawnSeries::draw(std::vector<Polyline> lines)
{
    m_lines = std::move(lines);
    if (m_style != PlotStyle::Markers) {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            QLineSeries& series = piece(i);
            const QSignalBlocker quiet(series);
            series.replace(m_lines[i]);
        }
        for (std::size_t i = m_lines.size(); i < m_pieces.size(); ++i) {
            if (m_pieces[i]->count() > 0) {
                m_pieces[i]->clear();
            }
        }
    }
    if (m_markers != nullptr) {
        Polyline points;
        for (const Polyline& line : m_lines) {
            points += line;
        }
        const QSignalBlocker quiet(m_markers);
        m_markers->replace(points);
    }
}

void DrawnSeries::announce()
{
    for (QLineSeries* series : m_pieces) {
        Q_EMIT series->pointsReplaced();
    }
    if (m_markers != nullptr) {
        Q_EMIT m_markers->pointsReplaced();
    }
}

}  // namespace aurora::gui
