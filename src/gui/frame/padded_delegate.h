#pragma once

#include <QStyledItemDelegate>

namespace aurora::gui {

/// For tables whose rows are as high as their wrapped texts: some air above and below, or the texts of two rows read as
/// one.
class PaddedDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr int padding_px = 4;
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 2 * padding_px);
    }
};

}  // namespace aurora::gui
