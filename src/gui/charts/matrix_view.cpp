#include "gui/charts/matrix_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace aurora::gui {

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
    if (!m_hover) {
        return {};
    }
    const MatrixModel& model = m_scene->model();
    const auto [row, column] = *m_hover;
    const MatrixModel::Cell& cell =
        model.cells[static_cast<std::size_t>(row * model.labels.size()) + static_cast<std::size_t>(column)];
    const QString value = cell.value ? QString::number(*cell.value, 'f', 3).replace(QLatin1Char('-'), QChar(0x2212))
                                     : tr("not defined: too few samples have both");
    return tr("%1\n%2\n%3, n = %4").arg(model.labels[row], model.labels[column], value).arg(cell.samples);
}

void MatrixView::choose(int row, int column)
{
    m_chosen = Cell{row, column};
    viewport()->update();
}

std::optional<MatrixView::Cell> MatrixView::cellAt(const QPointF& place) const
{
    const int count = static_cast<int>(m_scene->model().labels.size());
    if (count == 0) {
        return std::nullopt;
    }
    const QRectF first = m_scene->cellPlace(0, 0);
    const double column = (place.x() - first.left()) / first.width();
    const double row = (place.y() - first.top()) / first.height();
    if (column < 0.0 || row < 0.0 || column >= count || row >= count) {
        return std::nullopt;
    }
    return Cell{static_cast<int>(row), static_cast<int>(column)};
}

void MatrixView::resizeEvent(QResizeEvent* event)
{
    SceneView::resizeEvent(event);
    m_scene->setSize(viewport()->size());
}

void MatrixView::mouseMoveEvent(QMouseEvent* event)
{
    const std::optional<Cell> cell = cellAt(event->position());
    if (cell == m_hover) {
        return;
    }
    m_hover = cell;
    viewport()->setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QToolTip::showText(event->globalPosition().toPoint(), hoverText(), this);
    viewport()->update();
}

void MatrixView::mouseReleaseEvent(QMouseEvent* event)
{
    const std::optional<Cell> cell = cellAt(event->position());
    if (cell && event->button() == Qt::LeftButton) {
        choose(cell->first, cell->second);
        Q_EMIT cellClicked(cell->first, cell->second);
    }
}

void MatrixView::moveChoice(int rows, int columns)
{
    const int last = static_cast<int>(m_scene->model().labels.size()) - 1;
    if (last < 0) {
        return;
    }
    const Cell from = m_chosen.value_or(Cell{-rows, -columns});
    choose(std::clamp(from.first + rows, 0, last), std::clamp(from.second + columns, 0, last));
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
    frame(m_hover, 1.0);
    frame(m_chosen, 2.0);
}

}  // namespace aurora::gui
