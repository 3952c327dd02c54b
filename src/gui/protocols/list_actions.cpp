#include "gui/protocols/list_actions.h"

#include "gui/frame/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QLayout>
#include <QToolButton>

namespace aurora::gui {

namespace {

constexpr const char* tipOf = "tip";  ///< the property in which an action keeps what it does, while it says why not

}  // namespace

QAction* addListAction(QAbstractItemView& list, QWidget& bar, const ListAction& offered)
{
    auto* action = new QAction(lineIcon(QString::fromLatin1(offered.icon)), offered.text, &list);
    action->setShortcut(offered.keys);
    action->setShortcutContext(Qt::WidgetShortcut);  // Delete in a field beside the list is for its text
    action->setProperty(tipOf, offered.tip);
    list.addAction(action);
    auto* button = new QToolButton(&bar);
    button->setObjectName(QString::fromLatin1(offered.name));
    button->setDefaultAction(action);
    button->setAccessibleName(offered.tip);
    button->setAutoRaise(true);
    bar.layout()->addWidget(button);
    return action;
}

void setWhyNot(QAction& listAction, const QString& whyNot)
{
    listAction.setEnabled(whyNot.isEmpty());
    const QString tip = whyNot.isEmpty() ? listAction.property(tipOf).toString() : whyNot;
    const QString keys = listAction.shortcut().toString(QKeySequence::NativeText);
    listAction.setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
}

}  // namespace aurora::gui
