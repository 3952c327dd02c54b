#include "gui/frame/follow_action.h"

#include <QAbstractButton>
#include <QAction>

namespace aurora::gui {

void followAction(QAbstractButton& button, QAction& action)
{
    followState(button, action);
    QObject::connect(&button, &QAbstractButton::clicked, &action, &QAction::trigger);
}

void followState(QAbstractButton& button, QAction& action)
{
    const auto follow = [&button, &action] {
        button.setEnabled(action.isEnabled());
        button.setToolTip(action.toolTip());
    };
    QObject::connect(&action, &QAction::changed, &button, follow);
    follow();
}

}  // namespace aurora::gui
