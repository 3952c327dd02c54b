#include "gui/charts/outside_marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
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
        const double edge = mark.above ? m_plotArea.top() : m_plotArea.bottom();
        const double base = mark.above ? edge + 2 * triangle_px : edge - 2 * triangle_px;
        painter->setBrush(mark.colour);
        painter->drawPolygon(QPolygonF({{mark.x, edge}, {mark.x - triangle_px, base}, {mark.x + triangle_px, base}}));
    }
    const auto word = [&](bool above, const QString& text) {
        if (std::none_of(m_marks.begin(), m_marks.end(), [above](const Mark& mark) { return mark.above == above; })) {
            return;
        }
        const QFontMetricsF metrics(m_font);
        const double width = metrics.horizontalAdvance(text) + 2 * margin_px;
        const double top =
            above ? m_plotArea.top() + 3 * triangle_px : m_plotArea.bottom() - 3 * triangle_px - metrics.height();
        const QRectF place(m_plotArea.right() - width - margin_px, top, width, metrics.height());
        QColor ground = m_theme.ground;
        ground.setAlphaF(0.8F);
        painter->fillRect(place, ground);
        painter->setFont(m_font);
        painter->setPen(m_theme.faintText);
        painter->drawText(place, Qt::AlignCenter, text);
    };
    word(true, QCoreApplication::translate("aurora::gui::OutsideMarks", "points above"));
    word(false, QCoreApplication::translate("aurora::gui::OutsideMarks", "points below"));
}

}  // namespace aurora::gui
