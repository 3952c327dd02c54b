#include "gui/frame/navigation.h"

#include "gui/frame/icons.h"

namespace aurora::gui {

namespace {

constexpr int navigationIcon_px = 20;
constexpr int rowHeight_px = 36;
constexpr int margin_px = 40;  // icon, gaps and frame beside the text

}  // namespace

Navigation::Navigation(QWidget* parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Pages"));
    setIconSize(QSize(navigationIcon_px, navigationIcon_px));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setUniformItemSizes(true);
    viewport()->setBackgroundRole(QPalette::Window);
}

void Navigation::addPage(const QString& title, const QString& iconName)
{
    auto* item = new QListWidgetItem(lineIcon(iconName), title, this);
    item->setSizeHint(QSize(0, rowHeight_px));
}

void Navigation::setAvailable(int row, const QString& whyNot)
{
    QListWidgetItem* entry = item(row);
    entry->setFlags(whyNot.isEmpty() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    entry->setToolTip(whyNot);
}

int Navigation::selectedRow() const
{
    const QList<QListWidgetItem*> selected = selectedItems();
    return selected.isEmpty() ? -1 : row(selected.front());
}

QItemSelectionModel::SelectionFlags Navigation::selectionCommand(const QModelIndex& index, const QEvent* event) const
{
    const bool isEntry = index.isValid() && index.flags().testFlag(Qt::ItemIsEnabled);
    const QItemSelectionModel::SelectionFlags command = QListWidget::selectionCommand(index, event);
    return isEntry && command != QItemSelectionModel::NoUpdate ? QItemSelectionModel::ClearAndSelect
                                                               : QItemSelectionModel::NoUpdate;
}

QSize Navigation::sizeHint() const
{
    constexpr int minimumWidth_px = 168;
    return {std::max(minimumWidth_px, sizeHintForColumn(0) + margin_px), QListWidget::sizeHint().height()};
}

}  // namespace aurora::gui
