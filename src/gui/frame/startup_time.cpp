#include "gui/frame/startup_time.h"

#include "aurora/core/process_state.h"

#include <QMetaObject>
#include <QWidget>

#include <cstdio>

namespace aurora::gui {

void reportStartupTime(QWidget* widget)
{
    static bool reported = false;
    if (reported || !qEnvironmentVariableIsSet("AURORA_STARTUP_TIME")) {
        return;
    }
    reported = true;
    const auto paintAndTell = [widget] {
        widget->window()->repaint();
        std::fprintf(stderr, "usable after %.2f s\n", processAge_s().value_or(-1));
    };
    QMetaObject::invokeMethod(widget, paintAndTell, Qt::QueuedConnection);
}

}  // namespace aurora::gui
