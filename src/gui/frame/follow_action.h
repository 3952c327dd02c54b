#pragma once

class QAbstractButton;
class QAction;

namespace aurora::gui {

/// A button with words of its own for a command: enabled when the command is, with the command's tooltip, which says
/// why not. A tool button that takes the command's words as well has setDefaultAction for that.
void followAction(QAbstractButton& button, QAction& action);

}  // namespace aurora::gui
