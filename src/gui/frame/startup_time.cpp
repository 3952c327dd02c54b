#include "gui/frame/startup_time.h"

#include <QFile>
#include <QMetaObject>
#include <QWidget>

#include <cstdio>

#ifdef Q_OS_LINUX
#    include <ctime>
#    include <unistd.h>
#endif

namespace aurora::gui {

namespace {

/// Seconds since the process was started; negative where the system does not tell.
double processAge_s()
{
#ifdef Q_OS_LINUX
    // proc(5): the 22nd field of stat is the start in clock ticks after boot; the 2nd, in brackets, may hold blanks.
    constexpr int fieldsAfterName = 22 - 3;
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    if (fields.size() <= fieldsAfterName || clock_gettime(CLOCK_BOOTTIME, &now) != 0) {
        return -1;
    }
    const double started_s =
        static_cast<double>(fields.at(fieldsAfterName).toLongLong()) / static_cast<double>(sysconf(_SC_CLK_TCK));
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 - started_s;
#else
    return -1;
#endif
}

}  // namespace

void reportStartupTime(QWidget* widget)
{
    static bool reported = false;
    if (reported || !qEnvironmentVariableIsSet("AURORA_STARTUP_TIME")) {
        return;
    }
    reported = true;
    const auto paintAndTell = [widget] {
        widget->window()->repaint();
        std::fprintf(stderr, "usable after %.2f s\n", processAge_s());
    };
    QMetaObject::invokeMethod(widget, paintAndTell, Qt::QueuedConnection);
}

}  // namespace aurora::gui
