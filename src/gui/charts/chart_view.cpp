#include "gui/charts/chart_view.h"

#include "gui/charts/chart_hover.h"

#include <QKeyEvent>
#include <QKeySequence>
#include <QMouseEvent>
#include <QPixmapCache>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace aurora::gui {

namespace {

constexpr int restAfter_ms = 100;
constexpr double wheelStep = 120.0;
constexpr double zoomPerStep = 0.8;
constexpr double hoverWithin_px = 28.0;
constexpr double clickWithin_px = 12.0;
constexpr double shortestBand_px = 6.0;
constexpr double keyPan_px = 60.0;
constexpr int pictures_KiB = 128 * 1024;  ///< the curves of a page's charts on a large screen

Range zoomed(const Range& range, double around, double factor)
{
    return {around + (range.lower - around) * factor, around + (range.upper - around) * factor};
}

/// The part of a range between two shares of it.
Range part(const Range& range, double from, double to)
{
    return {range.lower + from * range.span(), range.lower + to * range.span()};
}

bool sameAxis(const AxisSpec& a, const AxisSpec& b)
{
    return a.title == b.title && a.scale == b.scale;
}

}  // namespace

ChartView::ChartView(QWidget* parent) : SceneView(parent), m_scene(new ChartScene(this))
{
    setScene(m_scene);
    setRenderHint(QPainter::Antialiasing);
    setAccessibleName(tr("Chart"));
    m_scene->setTheme(chartTheme(palette()));
    m_scene->setTextFont(font());
    m_scene->keepPicture();
    m_scene->setOutsideHint(
        tr("%1 shows all")
            .arg(QKeySequence(Qt::SHIFT | Qt::Key_F9).toString(QKeySequence::NativeText)));  // as the menu says
    QPixmapCache::setCacheLimit(std::max(QPixmapCache::cacheLimit(), pictures_KiB));
    m_rest.setSingleShot(true);
    m_rest.setInterval(restAfter_ms);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        setRenderHint(QPainter::Antialiasing, true);
        m_scene->setMotion(ChartScene::Motion::Still);
    });
    connect(m_scene, &ChartScene::shownChanged, this, [this] { m_hit.reset(); });
}

void ChartView::setModel(PlotModel model)
{
    if (!m_scene->model().isComing) {
        const PlotModel& before = m_scene->model();
        m_zoom = m_zoomed ? std::optional(Zoom{before.x, before.left, before.right, m_scene->view()}) : std::nullopt;
    }
    m_hit.reset();
    setAccessibleDescription(model.note.isEmpty() ? tr("%1 against %2").arg(model.left.title, model.x.title)
                                                  : model.note);
    m_scene->setModel(std::move(model));
    m_zoomed = false;
    keepZoom();
}

/// Where x means the same, every axis that is still there stays as it was; another y axis shows all of its own.
void ChartView::keepZoom()
{
    const PlotModel& now = m_scene->model();
    if (!m_zoom || now.series.empty() || !sameAxis(m_zoom->x, now.x)) {
        return;
    }
    PlotView view = m_scene->view();
    view.x = m_zoom->view.x;
    view.left = sameAxis(m_zoom->left, now.left) ? m_zoom->view.left : view.left;
    const bool bothRight = m_zoom->right && now.right;
    if (bothRight ? sameAxis(*m_zoom->right, *now.right) : !m_zoom->right && !now.right) {
        view.right = m_zoom->view.right;
    }
    m_zoomed = true;
    m_scene->setView(view);
}

void ChartView::resetView()
{
    m_zoomed = false;
    m_scene->setView(m_scene->home());
    m_zoomed = false;
}

void ChartView::showEverything()
{
    move(m_scene->everything());
}

void ChartView::showX(const Range& x)
{
    PlotView view = m_scene->view();
    view.x = x;
    m_zoomed = true;
    m_scene->setView(view);
}

void ChartView::move(const PlotView& view)
{
    setRenderHint(QPainter::Antialiasing, false);
    m_scene->setMotion(ChartScene::Motion::Moving);
    m_hit.reset();
    m_zoomed = true;
    m_scene->setView(view);
    m_rest.start();
}

void ChartView::zoom(const QPointF& around, double factor, Axes axes)
{
    const QRectF area = m_scene->plotArea();
    const QPointF place(std::clamp(around.x(), area.left(), area.right()),
                        std::clamp(around.y(), area.top(), area.bottom()));
    PlotView view = m_scene->view();
    const bool equal = m_scene->model().aspect == Aspect::Equal;
    if (axes != Axes::Y || equal) {
        view.x = zoomed(view.x, m_scene->toValue(place).x(), factor);
    }
    if (axes != Axes::X || equal) {
        view.left = zoomed(view.left, m_scene->toValue(place, Side::Left).y(), factor);
        view.right = zoomed(view.right, m_scene->toValue(place, Side::Right).y(), factor);
    }
    move(view);
}

void ChartView::pan(const QPointF& by_px)
{
    const QRectF area = m_scene->plotArea();
    const double dx = by_px.x() / area.width();
    const double dy = by_px.y() / area.height();
    PlotView view = m_scene->view();
    view.x = part(view.x, -dx, 1.0 - dx);
    view.left = part(view.left, dy, 1.0 + dy);
    view.right = part(view.right, dy, 1.0 + dy);
    move(view);
}

QRectF ChartView::band() const
{
    const QRectF area = m_scene->plotArea();
    QRectF rect = QRectF(m_from, m_to).normalized();
    // A band that is nearly flat means one axis.
    if (rect.height() < shortestBand_px) {
        rect = QRectF(rect.left(), area.top(), rect.width(), area.height());
    } else if (rect.width() < shortestBand_px) {
        rect = QRectF(area.left(), rect.top(), area.width(), rect.height());
    }
    return rect.intersected(area);
}

void ChartView::zoomToBand()
{
    const QRectF area = m_scene->plotArea();
    const QRectF rect = band();
    if (rect.isEmpty()) {
        return;
    }
    PlotView view = m_scene->view();
    const double bottom = (area.bottom() - rect.bottom()) / area.height();
    const double top = (area.bottom() - rect.top()) / area.height();
    view.x = part(view.x, (rect.left() - area.left()) / area.width(), (rect.right() - area.left()) / area.width());
    view.left = part(view.left, bottom, top);
    view.right = part(view.right, bottom, top);
    if (m_scene->model().aspect == Aspect::Equal) {
        view = withEqualAxes(view, area.width(), area.height());
    }
    move(view);
}

ChartView::Axes ChartView::axesAt(const QPointF& place, Qt::KeyboardModifiers keys) const
{
    const QRectF area = m_scene->plotArea();
    if (keys.testFlag(Qt::ControlModifier) || place.y() > area.bottom()) {
        return Axes::X;
    }
    if (keys.testFlag(Qt::ShiftModifier) || place.x() < area.left() || place.x() > area.right()) {
        return Axes::Y;
    }
    return Axes::Both;
}

void ChartView::resizeEvent(QResizeEvent* event)
{
    SceneView::resizeEvent(event);
    m_scene->setDensity(devicePixelRatioF());
    m_scene->setSize(viewport()->size());
}

void ChartView::wheelEvent(QWheelEvent* event)
{
    // With Shift or Alt some platforms turn the wheel sideways.
    const QPoint delta = event->angleDelta();
    const double steps = (delta.y() != 0 ? delta.y() : delta.x()) / wheelStep;
    if (steps != 0.0 && !m_scene->model().series.empty()) {
        zoom(event->position(), std::pow(zoomPerStep, steps), axesAt(event->position(), event->modifiers()));
    }
    event->accept();
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    const QPointF place = event->position();
    if (!m_scene->plotArea().contains(place) || m_scene->model().series.empty()) {
        SceneView::mousePressEvent(event);
        return;
    }
    m_from = place;
    m_to = place;
    m_hit.reset();
    const bool shifted = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && shifted)) {
        m_hand = Hand::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        m_hand = Hand::Band;
    }
    event->accept();
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF place = event->position();
    if (m_hand == Hand::Pan) {
        pan(place - m_to);
        m_to = place;
    } else if (m_hand == Hand::Band) {
        m_to = place;
        viewport()->update();
    } else {
        hover(place);
        SceneView::mouseMoveEvent(event);
    }
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    const Hand hand = std::exchange(m_hand, Hand::Free);
    viewport()->unsetCursor();
    if (hand == Hand::Free) {
        SceneView::mouseReleaseEvent(event);
        return;
    }
    m_to = event->position();
    const bool moved = (m_to - m_from).manhattanLength() >= shortestBand_px;
    if (hand == Hand::Band && moved) {
        zoomToBand();
    } else if (hand == Hand::Band) {
        if (const auto hit = m_scene->nearest(m_to, clickWithin_px)) {
            Q_EMIT pointClicked(static_cast<qsizetype>(hit->series), hit->value);
        }
    }
    viewport()->update();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_hand = Hand::Free;
    if (m_scene->plotArea().contains(event->position())) {
        resetView();
        return;
    }
    SceneView::mouseDoubleClickEvent(event);
}

bool ChartView::pressInLegend(const QKeyEvent& event)
{
    LegendItem& legend = m_scene->legend();
    switch (event.key()) {
    case Qt::Key_L:
        legend.moveMark(event.modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        setAccessibleDescription(tr("Legend: %1").arg(legend.marked()));
        return true;
    case Qt::Key_Space:
        return legend.clickMarked();
    case Qt::Key_Escape: {
        const bool wasMarked = !legend.marked().isEmpty();
        legend.clearMark();
        return wasMarked;
    }
    default:
        return false;
    }
}

void ChartView::focusOutEvent(QFocusEvent* event)
{
    m_scene->legend().clearMark();
    QGraphicsView::focusOutEvent(event);
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    if (pressInLegend(*event)) {
        return;
    }
    const QPointF middle = m_scene->plotArea().center();
    switch (event->key()) {
    case Qt::Key_Left:
        return pan({keyPan_px, 0});
    case Qt::Key_Right:
        return pan({-keyPan_px, 0});
    case Qt::Key_Up:
        return pan({0, keyPan_px});
    case Qt::Key_Down:
        return pan({0, -keyPan_px});
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(middle, zoomPerStep, Axes::Both);
    case Qt::Key_Minus:
        return zoom(middle, 1.0 / zoomPerStep, Axes::Both);
    case Qt::Key_Home:
        return resetView();
    default:
        SceneView::keyPressEvent(event);
    }
}

void ChartView::forgetHover()
{
    m_hit.reset();
}

void ChartView::applyTheme(const ChartTheme& theme)
{
    m_scene->setTheme(theme);
}

void ChartView::applyFont(const QFont& font)
{
    m_scene->setTextFont(font);
}

void ChartView::hover(const QPointF& place)
{
    m_hit = m_scene->plotArea().contains(place) ? m_scene->nearest(place, hoverWithin_px) : std::nullopt;
    viewport()->update();
}

QString ChartView::emptyText() const
{
    return m_scene->isEmptyHere() ? tr("Nothing here: double-click for the whole chart") : QString();
}

QString ChartView::hoverText() const
{
    return m_hit ? gui::hoverText(m_scene->model(), *m_hit) : QString();
}

void ChartView::drawForeground(QPainter* painter, const QRectF& /*rect*/)
{
    const ChartTheme& theme = m_scene->theme();
    if (m_scene->model().series.empty()) {
        painter->setPen(theme.faintText);
        painter->setFont(font());
        constexpr double margin_px = 24.0;
        const QRectF room = sceneRect().adjusted(margin_px, margin_px, -margin_px, -margin_px);
        painter->drawText(room, Qt::AlignCenter | Qt::TextWordWrap, m_scene->model().note);
        return;
    }
    if (m_scene->isEmptyHere()) {
        painter->setPen(theme.faintText);
        painter->setFont(font());
        painter->drawText(m_scene->plotArea(), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
    }
    if (m_hand == Hand::Band && (m_to - m_from).manhattanLength() >= shortestBand_px) {
        QColor fill = palette().color(QPalette::Highlight);
        painter->setPen(fill);
        fill.setAlphaF(0.18F);
        painter->setBrush(fill);
        painter->drawRect(band());
    }
    if (m_hit) {
        painter->setFont(font());
        drawHover(*painter, *m_scene, *m_hit, palette());
    }
}

}  // namespace aurora::gui
