#include "gui/charts/colour_bar_item.h"

#include "gui/charts/series_colours.h"
#include "gui/charts/ticks.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr double scale_px = 14.0;
constexpr double gap_px = 6.0;
constexpr double margin_px = 8.0;
constexpr double distanceOfTicks_px = 44.0;
constexpr int stops = 32;
constexpr int usualTicks = 6;

}  // namespace

void ColourBarItem::setBar(std::optional<ColourBar> bar)
{
    m_bar = std::move(bar);
    setVisible(m_bar.has_value());
}

void ColourBarItem::setLook(const ChartTheme& theme, const QFont& font)
{
    m_theme = theme;
    m_font = font;
    update();
}

double ColourBarItem::widestLabel() const
{
    const QFontMetricsF metrics(m_font);
    double widest = 0.0;
    for (const Tick& tick : ticks(Scale::Linear, m_bar->range, usualTicks, {})) {
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    }
    return widest;
}

double ColourBarItem::width() const
{
    if (!m_bar) {
        return 0.0;
    }
    return margin_px + scale_px + gap_px + widestLabel() + gap_px + QFontMetricsF(m_font).height() + margin_px;
}

void ColourBarItem::arrange(const QSizeF& chart, const QRectF& plotArea)
{
    prepareGeometryChange();
    if (!m_bar) {
        m_bounds = {};
        return;
    }
    const double missing = m_bar->missing.isEmpty() ? 0.0 : QFontMetricsF(m_font).height() + 2 * gap_px;
    const double left = chart.width() - width();
    m_bounds = QRectF(left, plotArea.top() - margin_px, width(), chart.height() - plotArea.top() + margin_px);
    m_scale = QRectF(left + margin_px, plotArea.top(), scale_px, std::max(plotArea.height() - missing, 1.0));
    update();
}

void ColourBarItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    if (!m_bar) {
        return;  // a chart is painted before it has its first model, too
    }
    QLinearGradient gradient(m_scale.bottomLeft(), m_scale.topLeft());
    for (int i = 0; i <= stops; ++i) {
        const double share = static_cast<double>(i) / stops;
        gradient.setColorAt(share, visibleOn(m_theme.ground, m_bar->scale.at(share)));
    }
    painter->fillRect(m_scale, gradient);
    painter->setPen(m_theme.frame);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(m_scale);
    painter->setFont(m_font);
    painter->setPen(m_theme.text);
    const QFontMetricsF metrics(m_font);
    const int most = std::clamp(static_cast<int>(m_scale.height() / distanceOfTicks_px), 2, usualTicks);
    for (const Tick& tick : ticks(Scale::Linear, m_bar->range, most, {})) {
        const double y = m_scale.bottom() - (tick.value - m_bar->range.lower) / m_bar->range.span() * m_scale.height();
        painter->drawText(
            QRectF(m_scale.right() + gap_px, y - metrics.height() / 2, widestLabel() + 2.0, metrics.height()),
            static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), tick.label);
    }
    painter->save();
    painter->translate(m_bounds.right() - margin_px - metrics.height() / 2, m_scale.center().y());
    painter->rotate(-90.0);
    painter->drawText(QRectF(-m_scale.height() / 2, -metrics.height() / 2, m_scale.height(), metrics.height()),
                      Qt::AlignCenter, metrics.elidedText(m_bar->title, Qt::ElideMiddle, m_scale.height()));
    painter->restore();
    if (!m_bar->missing.isEmpty()) {
        const QRectF swatch(m_scale.left(), m_scale.bottom() + 2 * gap_px, scale_px, metrics.height() - 2.0);
        painter->fillRect(swatch, missingColour());
        const double room = m_bounds.right() - swatch.right() - gap_px;
        painter->drawText(QRectF(swatch.right() + gap_px, swatch.top(), room, metrics.height()),
                          static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                          metrics.elidedText(m_bar->missing, Qt::ElideRight, room));
    }
}

}  // namespace aurora::gui
