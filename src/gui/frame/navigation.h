#pragma once

#include <QListWidget>

namespace aurora::gui {

/// The list of pages at the left edge of the window.
class Navigation final : public QListWidget
{
    Q_OBJECT

public:
    explicit Navigation(QWidget* parent = nullptr);

    void addPage(const QString& title, const QString& iconName);

    /// An entry that cannot be chosen says why.
    void setAvailable(int row, const QString& whyNot);

    /// @return -1 while no page is selected
    [[nodiscard]] int selectedRow() const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    /// A page is always left for another one: a click beside the entries, or one more on the chosen entry, does
    /// nothing.
    [[nodiscard]] QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex& index,
                                                                       const QEvent* event) const override;
};

}  // namespace aurora::gui
