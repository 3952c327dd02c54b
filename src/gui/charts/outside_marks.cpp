#include "gui/charts/outside_marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double triangle_px = 4.5;
constexpr double margin_px = 6.0;

}  // namespace

void OutsideMarks::show(std::vector<Mark> marks, const QRectF& plotArea, const ChartTheme& theme, const QFont& font)
{
    prepareGeometryChange();
    m_marks = std::move(marks);
    m_plotArea = plotArea;
    m_theme = theme;
    m_font = font;
    setVisible(any());
    update();
}

void OutsideMarks::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.ground, 0.8));
    for (const Mark& mark : m_marks) {
        const bool vertical = mark.edge == Edge::Top || mark.edge == Edge::Bottom;
        const double inwards = mark.edge == Edge::Top || mark.edge == Edge::Left ? 1.0 : -1.0;
        const QPointF in = vertical ? QPointF(0.0, inwards) : QPointF(inwards, 0.0);
        const QPointF along = vertical ? QPointF(1.0, 0.0) : QPointF(0.0, 1.0);
        const QPointF base = mark.at + 2 * triangle_px * in;
        painter->setBrush(mark.colour);
        painter->drawPolygon(QPolygonF({mark.at, base - triangle_px * along, base + triangle_px * along}));
    }
    paintWords(*painter);
}

void OutsideMarks::paintWords(QPainter& painter) const
{
    struct Word
    {
        Edge edge;
        const char* text;
    };

    static constexpr std::array words{
        Word{Edge::Top, QT_TRANSLATE_NOOP("aurora::gui::OutsideMarks", "points above")},
        Word{Edge::Bottom, QT_TRANSLATE_NOOP("aurora::gui::OutsideMarks", "points below")},
        Word{Edge::Left, QT_TRANSLATE_NOOP("aurora::gui::OutsideMarks", "points to the left")},
        Word{Edge::Right, QT_TRANSLATE_NOOP("aurora::gui::OutsideMarks", "points to the right")},
    };
    const QFontMetricsF metrics(m_font);
    constexpr double indent_px = 3 * triangle_px;
    for (const auto& [edge, source] : words) {
        const Edge wanted = edge;
        if (std::none_of(m_marks.begin(), m_marks.end(), [wanted](const Mark& mark) { return mark.edge == wanted; })) {
            continue;
        }
        const QString text = QCoreApplication::translate("aurora::gui::OutsideMarks", source);
        QRectF place(0.0, 0.0, metrics.horizontalAdvance(text) + 2 * margin_px, metrics.height());
        place.moveRight(m_plotArea.right() - indent_px);
        place.moveTop(m_plotArea.top() + indent_px);
        if (edge == Edge::Bottom) {
            place.moveBottom(m_plotArea.bottom() - indent_px);
        } else if (edge == Edge::Left) {
            place.moveLeft(m_plotArea.left() + indent_px);
            place.moveTop(m_plotArea.center().y());
        } else if (edge == Edge::Right) {
            place.moveTop(m_plotArea.center().y());
        }
        QColor ground = m_theme.ground;
        ground.setAlphaF(0.8F);
        painter.fillRect(place, ground);
        painter.setFont(m_font);
        painter.setPen(m_theme.faintText);
        painter.drawText(place, Qt::AlignCenter, text);
    }
}

}  // namespace aurora::gui
