#pragma once

#include <QLayout>

#include <vector>

namespace aurora::gui {

/// Widgets of one size in as many columns as fit, row after row.
class TileLayout final : public QLayout
{
public:
    /// @param tile  smallest size; tiles grow in width until the row is full
    TileLayout(QSize tile, int spacing_px, QWidget* parent);
    ~TileLayout() override;

    void addItem(QLayoutItem* item) override;

    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }

    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;

    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    [[nodiscard]] int heightForWidth(int width) const override;

    [[nodiscard]] QSize sizeHint() const override { return m_tile; }

    [[nodiscard]] QSize minimumSize() const override { return m_tile; }

    void setGeometry(const QRect& rect) override;

private:
    [[nodiscard]] int columns(int width) const;

    QSize m_tile;
    int m_spacing_px;
    std::vector<QLayoutItem*> m_items;
};

}  // namespace aurora::gui
