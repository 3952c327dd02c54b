#pragma once

#include "gui/frame/padded_delegate.h"

namespace aurora::gui {

/// For a column of sentences in a table whose other cells hold paths: of a sentence the beginning tells, of a path both
/// ends do.
class SentenceDelegate final : public PaddedDelegate
{
public:
    using PaddedDelegate::PaddedDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        PaddedDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
    }
};

}  // namespace aurora::gui
