#pragma once

#include "gui/frame/padded_delegate.h"

namespace aurora::gui {

/// For a column of paths that are read whole: they are broken behind the signs that divide names. Names of one run
/// differ in their middle, where a cut would hide it.
class PathDelegate final : public PaddedDelegate
{
public:
    using PaddedDelegate::PaddedDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        PaddedDelegate::initStyleOption(option, index);
        constexpr char16_t mayBreak = 0x200B;  // a space without a width
        QString broken;
        for (const QChar sign : option->text) {
            broken.append(sign);
            if (sign == QLatin1Char('/') || sign == QLatin1Char('_') || sign == QLatin1Char('-')) {
                broken.append(QChar(mayBreak));
            }
        }
        option->text = broken;
        option->features |= QStyleOptionViewItem::WrapText;
        option->textElideMode = Qt::ElideNone;
    }
};

}  // namespace aurora::gui
