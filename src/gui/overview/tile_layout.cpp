#include "gui/overview/tile_layout.h"

#include <algorithm>

namespace aurora::gui {

TileLayout::TileLayout(QSize tile, int spacing_px, QWidget* parent)
    : QLayout(parent), m_tile(tile), m_spacing_px(spacing_px)
{
    setContentsMargins(0, 0, 0, 0);
}

TileLayout::~TileLayout()
{
    for (QLayoutItem* item : m_items) {
        delete item;
    }
}

void TileLayout::addItem(QLayoutItem* item)
{
    m_items.push_back(item);
    invalidate();
}

QLayoutItem* TileLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* TileLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (item != nullptr) {
        m_items.erase(m_items.begin() + index);
        invalidate();
    }
    return item;
}

int TileLayout::columns(int width) const
{
    return std::max(1, (width + m_spacing_px) / (m_tile.width() + m_spacing_px));
}

int TileLayout::heightForWidth(int width) const
{
    const int across = columns(width);
    const int rows = (count() + across - 1) / across;
    return std::max(0, rows * (m_tile.height() + m_spacing_px) - m_spacing_px);
}

void TileLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const int across = columns(rect.width());
    const int width = (rect.width() + m_spacing_px) / across - m_spacing_px;
    for (int index = 0; index < count(); ++index) {
        const QPoint corner(rect.x() + (index % across) * (width + m_spacing_px),
                            rect.y() + (index / across) * (m_tile.height() + m_spacing_px));
        m_items[static_cast<std::size_t>(index)]->setGeometry(QRect(corner, QSize(width, m_tile.height())));
    }
}

}  // namespace aurora::gui
