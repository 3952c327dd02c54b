#include "gui/tables/filter_header.h"

#include "gui/frame/icons.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int funnel_px = 16;
constexpr int margin_px = 4;

/// Of a section with this left and right end.
QRect funnelRect(int right, int bottom)
{
    return {right - funnel_px - margin_px, bottom - funnel_px - margin_px, funnel_px, funnel_px};
}

}  // namespace

FilterHeader::FilterHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
}

void FilterHeader::setFilterable(bool filterable)
{
    m_filterable = filterable;
    setMouseTracking(filterable);
    viewport()->setMouseTracking(filterable);
}

void FilterHeader::setFiltered(const std::vector<int>& columns)
{
    m_filtered = columns;
    viewport()->update();
}

bool FilterHeader::isFiltered(int section) const
{
    return std::find(m_filtered.begin(), m_filtered.end(), section) != m_filtered.end();
}

int FilterHeader::funnelAt(const QPoint& position) const
{
    const int section = logicalIndexAt(position);
    if (!m_filterable || section < 0) {
        return -1;
    }
    const int right = sectionViewportPosition(section) + sectionSize(section);
    return funnelRect(right, height()).contains(position) ? section : -1;
}

void FilterHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (m_filterable && (isFiltered(section) || section == m_hovered)) {
        const Tone tone = isFiltered(section) ? Tone::Busy : Tone::Faint;
        lineIcon(QStringLiteral("filter"), tone).paint(painter, funnelRect(rect.right() + 1, rect.bottom() + 1));
    }
}

void FilterHeader::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton ? funnelAt(event->position().toPoint()) : -1;
    if (m_pressed < 0) {
        QHeaderView::mousePressEvent(event);
    }
}

void FilterHeader::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(logicalIndexAt(event->position().toPoint()));
    if (m_pressed < 0) {
        QHeaderView::mouseMoveEvent(event);
    }
}

void FilterHeader::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_pressed < 0) {
        QHeaderView::mouseReleaseEvent(event);
        return;
    }
    const int pressed = std::exchange(m_pressed, -1);
    if (funnelAt(event->position().toPoint()) == pressed) {
        const QPoint below(sectionViewportPosition(pressed), height());
        Q_EMIT filterRequested(pressed, viewport()->mapToGlobal(below));
    }
}

void FilterHeader::leaveEvent(QEvent* event)
{
    setHovered(-1);
    QHeaderView::leaveEvent(event);
}

void FilterHeader::setHovered(int section)
{
    if (section != m_hovered) {
        m_hovered = section;
        viewport()->update();
    }
}

}  // namespace aurora::gui
