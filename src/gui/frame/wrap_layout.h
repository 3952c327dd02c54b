#pragma once

#include <QLayout>

#include <vector>

namespace aurora::gui {

/// Items one beside the other, in further rows where a row is full: nothing is cut in a narrow window. Items that
/// expand are as narrow as they may be before a further row begins, and get what a row has left.
class WrapLayout final : public QLayout
{
public:
    explicit WrapLayout(QWidget* parent = nullptr) : QLayout(parent) {}

    ~WrapLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;

    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    /// All in one row.
    [[nodiscard]] QSize sizeHint() const override;
    /// As wide as the widest item.
    [[nodiscard]] QSize minimumSize() const override;

    /// For items that expand: as much as they need, or as much as they may have.
    enum class Room
    {
        Scarce,
        Ample
    };

private:
    struct Row
    {
        std::vector<QLayoutItem*> items;
        std::vector<int> widths;
        int height = 0;
    };

    [[nodiscard]] std::vector<Row> rowsFor(int width) const;
    [[nodiscard]] std::vector<Row> brokenInto(int width, Room room) const;

    std::vector<QLayoutItem*> m_items;
};

}  // namespace aurora::gui
