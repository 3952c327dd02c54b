#pragma once

class QAbstractButton;
class QAction;

namespace aurora::gui {

/// A button with words of its own for a command: enabled when the command is, with the command's tooltip, which says
/// why not. A tool button that takes the command's words as well has setDefaultAction for that.
void followAction(QAbstractButton& button, QAction& action);

/// A button that does a part of what a command does: it is enabled when the command is, with the command's reason why
/// not. What a click does is the caller's.
void followState(QAbstractButton& button, QAction& action);

}  // namespace aurora::gui
