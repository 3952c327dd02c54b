#include "gui/charts/matrix_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double wheelStep = 120.0;
constexpr double zoomPerStep = 0.8;
constexpr double shortestBand_px = 6.0;

}  // namespace

MatrixView::MatrixView(QWidget* parent) : SceneView(parent), m_scene(new MatrixScene(this))
{
    setScene(m_scene);
    m_scene->setTheme(chartTheme(palette()));
    m_scene->setTextFont(font());
}

void MatrixView::setModel(MatrixModel model)
{
    m_hover.reset();
    m_chosen.reset();
    setAccessibleDescription(model.labels.isEmpty() ? model.note : model.caption);
    m_scene->setModel(std::move(model));
}

QString MatrixView::hoverText() const
{
    return textOf(m_hover);
}

QString MatrixView::textOf(const std::optional<Cell>& told) const
{
    if (!told) {
        return {};
    }
    const MatrixModel& model = m_scene->model();
    const auto [row, column] = *told;
    const MatrixModel::Cell& cell = model.cell(row, column);
    const auto text = [](double value, int digits) {
        return QString::number(value, 'f', digits).replace(QLatin1Char('-'), QChar(0x2212));
    };
    const QString value = !cell.value  ? tr("not defined: too few samples have both, n = %1").arg(cell.samples)
                          : cell.plain ? tr("%1 = %2 (%3 with n = %4)")
                                             .arg(cell.symbol, text(*cell.plain, 2), text(*cell.value, 2))
                                             .arg(cell.samples)
                                       : tr("%1, n = %2").arg(text(*cell.value, 3)).arg(cell.samples);
    return tr("%1\n%2\n%3").arg(model.labels[row], model.labels[column], value);
}

void MatrixView::choose(int row, int column)
{
    m_chosen = Cell{row, column};
    setAccessibleDescription(textOf(m_chosen).replace(QLatin1Char('\n'), QStringLiteral(", ")));
    viewport()->update();
}

void MatrixView::bringIntoSight(const Cell& cell)
{
    const double side = 1.0 / static_cast<double>(m_scene->model().labels.size());
    const QRectF& seen = m_scene->seen();
    const auto missing = [side](int index, double from, double to) {
        const double first = index * side;
        return first < from ? first - from : std::max(0.0, first + side - to);
    };
    m_scene->setSeen(seen.translated(missing(cell.second, seen.left(), seen.right()),
                                     missing(cell.first, seen.top(), seen.bottom())));
}

std::optional<MatrixView::Cell> MatrixView::cellAt(const QPointF& place) const
{
    const int count = static_cast<int>(m_scene->model().labels.size());
    if (count == 0 || !m_scene->cellsArea().contains(place)) {
        return std::nullopt;
    }
    const QPointF share = shareAt(place);
    return Cell{std::clamp(static_cast<int>(share.y() * count), 0, count - 1),
                std::clamp(static_cast<int>(share.x() * count), 0, count - 1)};
}

QPointF MatrixView::shareAt(const QPointF& place) const
{
    const QRectF& area = m_scene->cellsArea();
    const QRectF& seen = m_scene->seen();
    return {seen.left() + (place.x() - area.left()) / area.width() * seen.width(),
            seen.top() + (place.y() - area.top()) / area.height() * seen.height()};
}

void MatrixView::resetView()
{
    m_scene->setSeen(QRectF(0.0, 0.0, 1.0, 1.0));
}

void MatrixView::zoom(const QPointF& around, double factor)
{
    const QPointF fixed = shareAt(around);
    const QRectF& seen = m_scene->seen();
    m_scene->setSeen({fixed + (seen.topLeft() - fixed) * factor, seen.size() * factor});
}

void MatrixView::pan(const QPointF& by_px)
{
    m_scene->setSeen(m_scene->seen().translated(shareAt(QPointF()) - shareAt(by_px)));
}

bool MatrixView::isDrag() const
{
    return (m_to - m_from).manhattanLength() >= shortestBand_px;
}

void MatrixView::resizeEvent(QResizeEvent* event)
{
    SceneView::resizeEvent(event);
    m_scene->setSize(viewport()->size());
}

void MatrixView::wheelEvent(QWheelEvent* event)
{
    // With Shift or Alt some platforms turn the wheel sideways.
    const QPoint delta = event->angleDelta();
    const double steps = (delta.y() != 0 ? delta.y() : delta.x()) / wheelStep;
    if (steps != 0.0 && !m_scene->model().labels.isEmpty()) {
        zoom(event->position(), std::pow(zoomPerStep, steps));
    }
    event->accept();
}

void MatrixView::mousePressEvent(QMouseEvent* event)
{
    m_from = event->position();
    m_to = m_from;
    const bool left = event->button() == Qt::LeftButton;
    if (!m_scene->cellsArea().contains(m_from) || m_scene->model().labels.isEmpty()) {
        m_hand = Hand::Free;
    } else if (event->button() == Qt::MiddleButton || (left && event->modifiers().testFlag(Qt::ShiftModifier))) {
        m_hand = Hand::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
    } else if (left) {
        m_hand = Hand::Band;
    }
}

void MatrixView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_hand == Hand::Pan) {
        pan(event->position() - m_to);
    } else if (m_hand == Hand::Free) {
        hover(*event);
    }
    m_to = event->position();
    viewport()->update();
}

void MatrixView::hover(const QMouseEvent& event)
{
    const std::optional<Cell> cell = cellAt(event.position());
    if (cell == m_hover) {
        return;
    }
    m_hover = cell;
    viewport()->setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QToolTip::showText(event.globalPosition().toPoint(), hoverText(), this);
}

/// A mouse that rests asks for a tip: without an answer Qt shows the empty one of the scene, which hides ours.
bool MatrixView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) {
        return SceneView::viewportEvent(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    m_hover = cellAt(help->pos());
    QToolTip::showText(help->globalPos(), hoverText(), this);
    return true;
}

void MatrixView::mouseReleaseEvent(QMouseEvent* event)
{
    m_to = event->position();
    const Hand hand = std::exchange(m_hand, Hand::Free);
    viewport()->unsetCursor();
    viewport()->update();
    if (hand != Hand::Band) {
        return;
    }
    if (isDrag()) {
        const QRectF area = m_scene->cellsArea();
        const QRectF band = QRectF(m_from, m_to).normalized().intersected(area);
        m_scene->setSeen(QRectF(shareAt(band.topLeft()), shareAt(band.bottomRight())));
    } else if (const std::optional<Cell> cell = cellAt(m_to)) {
        choose(cell->first, cell->second);
        Q_EMIT cellClicked(cell->first, cell->second);
    }
}

void MatrixView::mouseDoubleClickEvent(QMouseEvent* /*event*/)
{
    m_hand = Hand::Free;
    resetView();
}

void MatrixView::moveChoice(int rows, int columns)
{
    const int last = static_cast<int>(m_scene->model().labels.size()) - 1;
    if (last < 0) {
        return;
    }
    const Cell from = m_chosen.value_or(Cell{-rows, -columns});
    const Cell to{std::clamp(from.first + rows, 0, last), std::clamp(from.second + columns, 0, last)};
    choose(to.first, to.second);
    bringIntoSight(to);
    const QPointF place = m_scene->cellPlace(to.first, to.second).center();
    QToolTip::showText(viewport()->mapToGlobal(mapFromScene(place)), textOf(to), this);
}

void MatrixView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveChoice(0, -1);
    case Qt::Key_Right:
        return moveChoice(0, 1);
    case Qt::Key_Up:
        return moveChoice(-1, 0);
    case Qt::Key_Down:
        return moveChoice(1, 0);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(m_scene->cellsArea().center(), zoomPerStep);
    case Qt::Key_Minus:
        return zoom(m_scene->cellsArea().center(), 1.0 / zoomPerStep);
    case Qt::Key_Home:
        return resetView();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_chosen) {
            Q_EMIT cellClicked(m_chosen->first, m_chosen->second);
        }
        return;
    default:
        SceneView::keyPressEvent(event);
    }
}

void MatrixView::forgetHover()
{
    m_hover.reset();
}

void MatrixView::applyTheme(const ChartTheme& theme)
{
    m_scene->setTheme(theme);
}

void MatrixView::applyFont(const QFont& font)
{
    m_scene->setTextFont(font);
}

void MatrixView::drawForeground(QPainter* painter, const QRectF& /*rect*/)
{
    const auto frame = [&](const std::optional<Cell>& cell, double width_px) {
        if (cell) {
            painter->setPen(QPen(m_scene->theme().text, width_px));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(m_scene->cellPlace(cell->first, cell->second).adjusted(0.5, 0.5, -0.5, -0.5));
        }
    };
    painter->setClipRect(m_scene->cellsArea());
    frame(m_hover, 1.0);
    frame(m_chosen, 2.0);
    if (m_hand == Hand::Band && isDrag()) {
        QColor fill = palette().color(QPalette::Highlight);
        painter->setPen(fill);
        fill.setAlphaF(0.18F);
        painter->setBrush(fill);
        painter->drawRect(QRectF(m_from, m_to).normalized());
    }
}

}  // namespace aurora::gui
