#pragma once

#include <QString>

class QPlainTextEdit;

namespace aurora::gui {

/// Shows the lines of a log that grows at its end, and of which the oldest are forgotten. What is there already stays
/// in its place and selected; who looks at the end sees what is new.
void showLog(QPlainTextEdit& log, const QString& text);

}  // namespace aurora::gui
