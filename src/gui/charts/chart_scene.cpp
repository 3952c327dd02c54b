#include "gui/charts/chart_scene.h"

#include "gui/charts/axes_item.h"
#include "gui/charts/colour_bar_item.h"
#include "gui/charts/curves_item.h"
#include "gui/charts/legend_entries.h"
#include "gui/charts/line_clip.h"
#include "gui/charts/outside_marks.h"
#include "gui/charts/series_colours.h"

#include <QGuiApplication>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double legendShare = 0.3;  ///< of the height, at most

}  // namespace

ChartScene::ChartScene(QObject* parent)
    : QGraphicsScene(parent),
      m_axes(new AxesItem),
      m_rings(new ChosenRings),
      m_chosen(new ChosenMarks(*m_rings)),
      m_legend(new LegendItem),
      m_curves(new CurvesItem),
      m_colourBar(new ColourBarItem),
      m_marks(new OutsideMarks),
      m_font(QGuiApplication::font())
{
    for (QGraphicsItem* item :
         std::initializer_list<QGraphicsItem*>{m_axes, m_chosen, m_curves, m_rings, m_marks, m_legend, m_colourBar})
    {
        addItem(item);  // one above the other in this order
    }
    connect(m_legend, &LegendItem::clicked, this, [this](const QString& group) { setShown(group, !isShown(group)); });
    connect(m_legend, &LegendItem::heightChanged, this, [this] { arrange(); });
    applyLook();
    arrange();
}

void ChartScene::setModel(PlotModel model)
{
    m_model = std::move(model);
    m_drawn.assign(m_model.series.size(), {});
    m_axes->setSpecs(m_model);
    const bool empty = m_model.series.empty();
    m_axes->setVisible(!empty);
    m_colourBar->setBar(empty ? std::nullopt : m_model.colourBar);
    updateLegend();
    m_home = home();
    m_view = m_home;
    arrange();
    Q_EMIT viewChanged(m_view);
}

std::vector<bool> ChartScene::shownSeries() const
{
    std::vector<bool> shown;
    shown.reserve(m_model.series.size());
    for (const PlotSeries& series : m_model.series) {
        shown.push_back(isShown(series.group));
    }
    return shown;
}

PlotView ChartScene::home() const
{
    const PlotView view = robustView(m_model, shownSeries());
    return m_model.aspect == Aspect::Equal ? withEqualAxes(view, plotArea().width(), plotArea().height()) : view;
}

PlotView ChartScene::everything() const
{
    const PlotView view = fullView(m_model, shownSeries());
    return m_model.aspect == Aspect::Equal ? withEqualAxes(view, plotArea().width(), plotArea().height()) : view;
}

void ChartScene::setView(const PlotView& view)
{
    const auto usable = [](const Range& range) {
        const double magnitude = std::max(std::abs(range.lower), std::abs(range.upper));
        return std::isfinite(range.span()) && range.span() > magnitude * 1e-12 && range.span() > 1e-300;
    };
    if (view == m_view || !usable(view.x) || !usable(view.left) || !usable(view.right)) {
        return;
    }
    m_view = view;
    draw();
    Q_EMIT viewChanged(m_view);
}

void ChartScene::setSize(const QSizeF& size)
{
    if (m_size != size) {
        m_size = size;
        arrange();
    }
}

void ChartScene::setTheme(const ChartTheme& theme)
{
    m_theme = theme;
    applyLook();
    updateLegend();
    draw();
}

void ChartScene::growByLegend()
{
    constexpr double tallest = 6000.0;  // a raster image has 32767 pixels at most, about three a unit
    const double folded = m_legend->boundingRect().height();
    m_legend->unfold();
    m_legendRoom = tallest;
    m_size.rheight() += m_legend->arrange(m_size.width(), tallest) - folded;
    arrange();
}

void ChartScene::setTextFont(const QFont& font)
{
    m_font = font;
    applyLook();
    arrange();
}

void ChartScene::keepPicture()
{
    m_keepsPicture = true;
    m_curves->setCacheMode(QGraphicsItem::DeviceCoordinateCache);
}

void ChartScene::setMotion(Motion motion)
{
    if (m_motion != motion) {
        m_motion = motion;
        const bool keeps = m_keepsPicture && motion == Motion::Still;
        m_curves->setCacheMode(keeps ? QGraphicsItem::DeviceCoordinateCache : QGraphicsItem::NoCache);
        drawCurves();
        drawOutsideMarks();
    }
}

void ChartScene::setDensity(double pixelsPerUnit)
{
    if (m_density != pixelsPerUnit) {
        m_density = pixelsPerUnit;
        draw();
    }
}

void ChartScene::setShown(const QString& group, bool shown)
{
    if (shown == isShown(group)) {
        return;
    }
    const bool wasHome = m_view == m_home;
    if (shown) {
        m_hidden.remove(group);
    } else {
        m_hidden.insert(group);
    }
    updateLegend();
    m_home = home();
    const std::vector<bool> left = shownSeries();
    if (wasHome && std::find(left.begin(), left.end(), true) != left.end()) {
        m_view = m_home;
        Q_EMIT viewChanged(m_view);
    }
    draw();
    Q_EMIT shownChanged();
}

void ChartScene::applyLook()
{
    setBackgroundBrush(m_theme.ground);
    m_axes->setLook(m_theme, m_font);
    m_colourBar->setLook(m_theme, m_font);
    m_legend->setTheme(m_theme);
    m_legend->setFont(m_font);
}

void ChartScene::updateLegend()
{
    m_legend->setEntries(legendEntries(m_model, m_hidden), m_model.legendNote);
}

QRectF ChartScene::room() const
{
    const double top = m_legend->boundingRect().height();
    return {0.0, top, std::max(m_size.width() - m_colourBar->width(), 1.0), std::max(m_size.height() - top, 1.0)};
}

void ChartScene::arrange()
{
    setSceneRect(QRectF(QPointF(), m_size));
    m_legend->arrange(m_size.width(), m_legendRoom.value_or(m_size.height() * legendShare));
    m_axes->show(m_view, room());
    if (m_model.aspect == Aspect::Equal) {
        // The labels of the new range may need other room: the second time it is known.
        const bool wasHome = m_view == m_home;
        for (int pass = 0; pass < 2; ++pass) {
            m_home = home();
            m_view = wasHome ? m_home : withEqualAxes(m_view, plotArea().width(), plotArea().height());
            m_axes->show(m_view, room());
        }
    }
    draw();
}

QRectF ChartScene::plotArea() const
{
    return m_axes->plotArea();
}

void ChartScene::draw()
{
    const QSizeF before = plotArea().size();
    m_axes->show(m_view, room());
    if (m_model.aspect == Aspect::Equal && plotArea().size() != before) {
        m_view = withEqualAxes(m_view, plotArea().width(), plotArea().height());
        m_axes->show(m_view, room());
    }
    m_colourBar->arrange(m_size, plotArea());
    drawChosen();
    drawCurves();
    drawOutsideMarks();
}

void ChartScene::setChosen(std::vector<ChosenMarks::Band> bands, std::vector<ChosenMarks::Ring> rings)
{
    m_chosenBands = std::move(bands);
    m_chosenRings = std::move(rings);
    drawChosen();
}

void ChartScene::drawChosen()
{
    const QRectF area = plotArea();
    std::vector<std::pair<QRectF, QColor>> bands;
    for (const ChosenMarks::Band& band : m_chosenBands) {
        if (isShown(band.group) && !m_model.series.empty()) {
            const double left = toScene({band.x.lower, 0.0}).x();
            const double right = toScene({band.x.upper, 0.0}).x();
            bands.emplace_back(QRectF(left, area.top(), right - left, area.height()),
                               visibleOn(m_theme.ground, band.colour));
        }
    }
    ChosenRings::Rings rings;
    for (const ChosenMarks::Ring& ring : m_chosenRings) {
        if (isShown(ring.group) && !m_model.series.empty()) {
            rings.emplace_back(toScene(ring.value, ring.side), visibleOn(m_theme.ground, ring.colour));
        }
    }
    m_chosen->show(std::move(bands), std::move(rings), area);
}

bool ChartScene::marksPointsOutside() const
{
    return m_marks->any();
}

QStringList ChartScene::wordsOfOutside() const
{
    return m_marks->words();
}

void ChartScene::setOutsideHint(const QString& hint)
{
    m_hint = hint;
    drawOutsideMarks();
}

bool ChartScene::isEmptyHere() const
{
    const std::vector<bool> shown = shownSeries();
    if (m_motion == Motion::Moving || m_isDraft || std::find(shown.begin(), shown.end(), true) == shown.end()) {
        return false;
    }
    const QRectF area = plotArea();
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        const PlotSeries& series = m_model.series[i];
        const Range& y = m_view.y(series.side);
        for (const Polyline& line : m_drawn[i]) {
            QPolygonF places;  // few where no point is inside: of what lies outside only the nearest are drawn
            for (const QPointF& point : line) {
                if (m_view.x.contains(point.x()) && y.contains(point.y())) {
                    return false;
                }
                places.append(toScene(point, series.side));
            }
            if (series.style != PlotStyle::Markers && !clippedLine(places, area).empty()) {
                return false;
            }
        }
    }
    return true;
}

QPointF ChartScene::toScene(QPointF value, Side side) const
{
    const QRectF area = plotArea();
    const Range& y = m_view.y(side);
    return {area.left() + (value.x() - m_view.x.lower) / m_view.x.span() * area.width(),
            area.bottom() - (value.y() - y.lower) / y.span() * area.height()};
}

QPointF ChartScene::toValue(QPointF place, Side side) const
{
    const QRectF area = plotArea();
    const Range& y = m_view.y(side);
    return {m_view.x.lower + (place.x() - area.left()) / area.width() * m_view.x.span(),
            y.lower + (area.bottom() - place.y()) / area.height() * y.span()};
}

std::optional<ChartScene::Hit> ChartScene::nearest(QPointF place, double within_px) const
{
    std::optional<Hit> best;
    double bestDistance = within_px * within_px;
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        const Side side = m_model.series[i].side;
        const QPointF origin = toScene({0.0, 0.0}, side);
        const QPointF one = toScene({1.0, 1.0}, side) - origin;
        const QPointF at((place.x() - origin.x()) / one.x(), (place.y() - origin.y()) / one.y());
        for (const Polyline& line : m_drawn[i]) {
            for (const QPointF& point : line) {
                const double dx = (point.x() - at.x()) * one.x();
                const double dy = (point.y() - at.y()) * one.y();
                if (dx * dx + dy * dy < bestDistance) {
                    bestDistance = dx * dx + dy * dy;
                    best = Hit{i, point};
                }
            }
        }
    }
    return best;
}

}  // namespace aurora::gui
