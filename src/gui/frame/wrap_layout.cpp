#include "gui/frame/wrap_layout.h"

#include <QWidget>

#include <algorithm>

namespace aurora::gui {

namespace {

bool expands(const QLayoutItem& item)
{
    return (item.expandingDirections() & Qt::Horizontal) != 0;
}

int widthIn(const QLayoutItem& item, int available, WrapLayout::Room room)
{
    const int smallest = item.minimumSize().width();
    const int largest = item.maximumSize().width();
    int wanted = std::max(item.sizeHint().width(), smallest);
    if (expands(item)) {
        wanted = room == WrapLayout::Room::Ample && largest < QWIDGETSIZE_MAX ? largest : smallest;
    }
    return std::min(wanted, available);
}

int heightOf(const QLayoutItem& item, int width)
{
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

/// Gives what is left to the items that expand, the first of them first.
void widen(const std::vector<QLayoutItem*>& items, std::vector<int>& widths, int left)
{
    for (std::size_t i = 0; i < items.size() && left > 0; ++i) {
        const int more = expands(*items[i]) ? std::clamp(items[i]->maximumSize().width() - widths[i], 0, left) : 0;
        widths[i] += more;
        left -= more;
    }
}

}  // namespace

WrapLayout::~WrapLayout()
{
    qDeleteAll(m_items);
}

void WrapLayout::addItem(QLayoutItem* item)
{
    m_items.push_back(item);
    invalidate();
}

int WrapLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem* WrapLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* WrapLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (item != nullptr) {
        m_items.erase(m_items.begin() + index);
        invalidate();
    }
    return item;
}

std::vector<WrapLayout::Row> WrapLayout::rowsFor(int width) const
{
    // Items that expand are narrow where that saves a row, not where there are several anyway.
    std::vector<Row> rows = brokenInto(width, Room::Scarce);
    if (rows.size() > 1) {
        rows = brokenInto(width, Room::Ample);
    }
    for (Row& row : rows) {
        int left = width - spacing() * (static_cast<int>(row.items.size()) - 1);
        for (const int one : row.widths) {
            left -= one;
        }
        widen(row.items, row.widths, left);
        for (std::size_t i = 0; i < row.items.size(); ++i) {
            row.height = std::max(row.height, heightOf(*row.items[i], row.widths[i]));
        }
    }
    return rows;
}

std::vector<WrapLayout::Row> WrapLayout::brokenInto(int width, Room room) const
{
    std::vector<Row> rows;
    int used = 0;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) {
            continue;
        }
        const int wanted = widthIn(*item, width, room);
        if (rows.empty() || used + spacing() + wanted > width) {
            rows.emplace_back();
            used = wanted;
        } else {
            used += spacing() + wanted;
        }
        rows.back().items.push_back(item);
        rows.back().widths.push_back(wanted);
    }
    return rows;
}

int WrapLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int height = margins.top() + margins.bottom();
    bool first = true;
    for (const Row& row : rowsFor(width - margins.left() - margins.right())) {
        height += row.height + (first ? 0 : spacing());
        first = false;
    }
    return height;
}

void WrapLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const QRect inner = rect.marginsRemoved(contentsMargins());
    const bool rightToLeft = parentWidget() != nullptr && parentWidget()->isRightToLeft();
    int y = inner.top();
    for (const Row& row : rowsFor(inner.width())) {
        int x = inner.left();
        for (std::size_t i = 0; i < row.items.size(); ++i) {
            const int height = std::min(row.height, heightOf(*row.items[i], row.widths[i]));
            const QRect place(x, y + (row.height - height) / 2, row.widths[i], height);
            row.items[i]->setGeometry(
                rightToLeft ? place.translated(inner.left() + inner.right() - place.left() - place.right(), 0) : place);
            x += row.widths[i] + spacing();
        }
        y += row.height + spacing();
    }
}

QSize WrapLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty()) {
            const QSize wanted = item->sizeHint().expandedTo(item->minimumSize());
            size.setWidth(size.width() + wanted.width() + (size.width() > 0 ? spacing() : 0));
            size.setHeight(std::max(size.height(), wanted.height()));
        }
    }
    return size.grownBy(contentsMargins());
}

QSize WrapLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty()) {
            size = size.expandedTo(item->minimumSize());
        }
    }
    return size.grownBy(contentsMargins());
}

}  // namespace aurora::gui
