#pragma once

#include <QStyledItemDelegate>

namespace aurora::gui {

/// Edits the sample of a planned file: a list of the project's samples in which one can search, the nearest to the
/// file's name first.
class SampleDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

}  // namespace aurora::gui
