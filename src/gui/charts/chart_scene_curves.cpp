// What a chart draws of its series, and the thread it is drawn on.

#include "gui/charts/chart_scene.h"
#include "gui/charts/curves_item.h"
#include "gui/charts/series_colours.h"

#include <algorithm>
#include <utility>

namespace aurora::gui {

namespace {

using Quality = CurvesDrawing::Quality;

// A thousand points take about a millisecond of the window's time, two where the lines are long.
constexpr std::size_t pointsWhileMoving = 8000;
constexpr std::size_t pointsOfDraft = 2000;
constexpr std::size_t curvesOfDraft = 200;  ///< of more, some stand for all
constexpr std::size_t pointsStill = 400000;
constexpr std::size_t pointsAtOnce = 6000;  ///< more are painted in the background, a draft stands for them
constexpr qsizetype mostMarks = 200;

int pixelsOf(double length, double density)
{
    return static_cast<int>(length * density);
}

/// Few curves, evenly among those that are shown.
std::vector<bool> someOf(std::vector<bool> shown)
{
    const auto count = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
    const std::size_t step = (count + curvesOfDraft - 1) / curvesOfDraft;
    std::size_t number = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        shown[i] = shown[i] && number++ % step == 0;
    }
    return shown;
}

/// What is drawn of each series with so many points in all; nothing of a hidden one.
std::vector<std::vector<Polyline>> linesOf(const PlotModel& model, const std::vector<bool>& shown,
                                           const CurvesDrawing::Place& place, double density, std::size_t budget)
{
    const auto count = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
    const std::size_t each = budget / std::max<std::size_t>(count, 1);
    const Care care = budget == pointsStill ? Care::Exact : Care::Quick;
    std::vector<std::vector<Polyline>> lines(model.series.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const PlotSeries& series = model.series[i];
        const PixelGrid grid{.x = place.view.x,
                             .y = place.view.y(series.side),
                             .columns = pixelsOf(place.area.width(), density),
                             .rows = pixelsOf(place.area.height(), density)};
        if (shown[i]) {
            lines[i] = thinned(series, grid, each, care);
        }
    }
    return lines;
}

/// About how many points there will be to paint, counting the work of finding them.
std::size_t effortOf(const PlotModel& model, const std::vector<bool>& shown, int columns)
{
    constexpr std::size_t pointsPerColumn = 4;
    constexpr std::size_t outlined = 3;       ///< a short line that turns back is painted by way of its outline
    constexpr std::size_t rowsLookedAt = 64;  ///< in the time that a point takes
    std::size_t effort = 0;
    for (std::size_t i = 0; i < model.series.size(); ++i) {
        const PlotSeries& series = model.series[i];
        const std::size_t rows = std::min(series.x.size(), series.y.size());
        const std::size_t points = std::min(rows, static_cast<std::size_t>(std::max(columns, 1)) * pointsPerColumn);
        const std::size_t markers = series.style == PlotStyle::Line ? 0 : points;
        if (shown[i]) {
            effort += markers + series.deviation.size();
            effort += series.pyramid ? points : outlined * points + rows / rowsLookedAt;
        }
    }
    return effort;
}

}  // namespace

/// What was found and painted on a pool thread.
struct ChartScene::Exact
{
    std::vector<std::vector<Polyline>> lines;
    std::shared_ptr<const CurvesDrawing> drawing;
    CurvesPicture picture;
};

void ChartScene::drawCurves()
{
    const CurvesDrawing::Place place{m_view, plotArea()};
    if (place.area.width() < 1.0 || place.area.height() < 1.0) {
        return;
    }
    ++m_curvesAsked;
    const std::vector<bool> shown = shownSeries();
    m_isDraft = m_keepsPicture && m_motion == Motion::Still &&
                effortOf(m_model, shown, pixelsOf(place.area.width(), m_density)) > pointsAtOnce;
    const Quality quality = m_isDraft || m_motion == Motion::Moving ? Quality::Fast
                            : m_keepsPicture                        ? Quality::Screen
                                                                    : Quality::Picture;
    const std::size_t budget = m_motion == Motion::Moving ? pointsWhileMoving : m_isDraft ? pointsOfDraft : pointsStill;
    m_drawn = linesOf(m_model, m_isDraft ? someOf(shown) : shown, place, m_density, budget);
    // Curves that are drawn anew where they stood, as when data was added, stay in sight until the new ones are there.
    if (!m_isDraft || !m_curves->showsPictureAt(place)) {
        m_curves->show(std::make_shared<CurvesDrawing>(m_model, m_drawn, place, quality, m_theme));
    }
    if (m_isDraft) {
        m_exactCurves.ask();
    } else if (m_motion == Motion::Still) {  // what moves is drawn with fewer points
        showMarkersInLegend();
    }
}

/// The sign of a group has a marker as long as one of its curves has.
void ChartScene::showMarkersInLegend()
{
    QSet<QString> without;
    QSet<QString> with;
    for (std::size_t i = 0; i < m_model.series.size(); ++i) {
        (m_curves->leavesMarkersOut(i) ? without : with).insert(m_model.series[i].group);
    }
    m_legend->setWithoutMarkers(without.subtract(with));
}

std::function<std::vector<std::vector<Polyline>>()> ChartScene::pointsAtRest() const
{
    return [model = m_model, shown = shownSeries(), place = CurvesDrawing::Place{m_view, plotArea()},
            density = m_density] { return linesOf(model, shown, place, density, pointsStill); };
}

void ChartScene::paintExactCurves()
{
    if (!m_isDraft) {  // by now there is less to draw
        return;
    }
    m_exactCurves.read(
        [model = m_model, shown = shownSeries(), place = CurvesDrawing::Place{m_view, plotArea()}, density = m_density,
         theme = m_theme] {
            Exact exact;
            exact.lines = linesOf(model, shown, place, density, pointsStill);
            exact.drawing = std::make_shared<const CurvesDrawing>(model, exact.lines, place, Quality::Screen, theme);
            exact.picture = pictureOf(*exact.drawing, density);
            return exact;
        },
        [this, asked = m_curvesAsked](Exact exact) {
            if (asked == m_curvesAsked) {
                m_isDraft = false;
                m_drawn = std::move(exact.lines);
                m_curves->show(std::move(exact.drawing), std::move(exact.picture));
                showMarkersInLegend();
                drawOutsideMarks();
            }
        },
        [](const Failure& /*without the memory for it, the draft stays*/) {});
}

void ChartScene::drawOutsideMarks()
{
    m_outside.clear();
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        markOutside(i);
    }
    // Counting looks at rows that are not drawn: only where there is a mark, and not while it moves.
    const bool counts = !m_outside.empty() && m_motion == Motion::Still;
    m_marks->setLook(plotArea(), m_theme, m_font);
    m_marks->show(std::move(m_outside),
                  counts ? pointsOutside(m_model, shownSeries(), m_view, m_home) : PointsOutside(), m_hint);
}

/// An end the user has chosen needs no mark.
void ChartScene::markOutside(std::size_t index)
{
    using Edge = OutsideMarks::Edge;
    constexpr double distance_px = 4.0;
    const PlotSeries& series = m_model.series[index];
    const Range& y = m_view.y(series.side);
    const bool marksY = y == m_home.y(series.side);
    const bool marksX = m_model.x.tails == Tails::Heavy && m_view.x == m_home.x;
    if (!marksY && !marksX) {
        return;
    }
    const QRectF area = plotArea();
    const QColor colour = visibleOn(m_theme.ground, series.colour);
    QPointF last(-distance_px, -distance_px);
    for (const Polyline& line : m_drawn[index]) {
        for (const QPointF& point : line) {
            const bool inX = m_view.x.contains(point.x());
            const bool inY = y.contains(point.y());
            if (inX == inY || (inX ? !marksY : !marksX) || static_cast<qsizetype>(m_outside.size()) >= mostMarks) {
                continue;
            }
            const QPointF place = toScene(point, series.side);
            const Edge edge = inX ? (point.y() > y.upper ? Edge::Top : Edge::Bottom)
                                  : (point.x() > m_view.x.upper ? Edge::Right : Edge::Left);
            const QPointF at = inX ? QPointF(place.x(), edge == Edge::Top ? area.top() : area.bottom())
                                   : QPointF(edge == Edge::Left ? area.left() : area.right(), place.y());
            if ((at - last).manhattanLength() >= distance_px) {
                m_outside.push_back({at, edge, colour});
                last = at;
            }
        }
    }
}

}  // namespace aurora::gui
