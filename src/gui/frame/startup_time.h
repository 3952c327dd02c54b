#pragma once

class QWidget;

namespace aurora::gui {

/// With AURORA_STARTUP_TIME set: prints to standard error how long after the start of the process the widget, which has
/// just got its first content, is painted.
void reportStartupTime(QWidget* widget);

}  // namespace aurora::gui
