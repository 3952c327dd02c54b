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

void OutsideMarks::show(std::vector<Mark> marks, const PointsOutside& counts, const QString& hint)
{
    m_marks = std::move(marks);
    m_counts = counts;
    m_hint = hint;
    setVisible(any());
    update();
}

void OutsideMarks::setLook(const QRectF& plotArea, const ChartTheme& theme, const QFont& font)
{
    prepareGeometryChange();
    m_plotArea = plotArea;
    m_theme = theme;
    m_font = font;
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

QString OutsideMarks::wordsAt(Edge edge) const
{
    struct Words
    {
        Edge edge;
        const char* one;
        const char* several;
        std::size_t PointsOutside::*count;
    };

#define TEXT(source) QT_TRANSLATE_NOOP("aurora::gui::OutsideMarks", source)
    static constexpr std::array table{
        Words{Edge::Top, TEXT("1 point above"), TEXT("%1 points above"), &PointsOutside::above},
        Words{Edge::Bottom, TEXT("1 point below"), TEXT("%1 points below"), &PointsOutside::below},
        Words{Edge::Left, TEXT("1 point to the left"), TEXT("%1 points to the left"), &PointsOutside::left},
        Words{Edge::Right, TEXT("1 point to the right"), TEXT("%1 points to the right"), &PointsOutside::right},
    };
    if (std::none_of(m_marks.begin(), m_marks.end(), [edge](const Mark& mark) { return mark.edge == edge; })) {
        return {};
    }
    const auto tr = [](const char* text) { return QCoreApplication::translate("aurora::gui::OutsideMarks", text); };
    const auto words = std::find_if(table.begin(), table.end(), [edge](const Words& one) { return one.edge == edge; });
    const std::size_t count = m_counts.*words->count;
    if (count == 1) {
        return tr(words->one);
    }
    // Not counted while a chart moves; and the marks are of what is drawn, a count of what there is.
    const QString number = count == 0            ? QString()
                           : count > mostCounted ? tr(TEXT("more than %1")).arg(mostCounted)
                                                 : QString::number(count);
    return tr(words->several).arg(number).trimmed();
#undef TEXT
}

QStringList OutsideMarks::words() const
{
    QStringList all;
    for (const Edge edge : {Edge::Top, Edge::Bottom, Edge::Left, Edge::Right}) {
        QString text = wordsAt(edge);
        if (!text.isEmpty() && all.isEmpty() && !m_hint.isEmpty()) {
            text += QStringLiteral(" · ") + m_hint;  // said once
        }
        if (!text.isEmpty()) {
            all.append(text);
        }
    }
    return all;
}

void OutsideMarks::paintWords(QPainter& painter) const
{
    const QFontMetricsF metrics(m_font);
    constexpr double indent_px = 3 * triangle_px;
    QStringList texts = words();
    for (const Edge edge : {Edge::Top, Edge::Bottom, Edge::Left, Edge::Right}) {
        if (wordsAt(edge).isEmpty()) {
            continue;
        }
        const QString text = texts.takeFirst();
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
