#pragma once

#include <QStyledItemDelegate>

namespace aurora::gui {

/// For a column of sentences in a table whose other cells hold paths: of a sentence the beginning tells, of a path both
/// ends do.
class SentenceDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
    }
};

}  // namespace aurora::gui
