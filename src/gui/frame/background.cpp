#include "gui/frame/background.h"

#include <QCoreApplication>

namespace aurora::gui {

QThreadPool& backgroundThreads()
{
    static QThreadPool threads;
    // Work may use what ends with the program's last object.
    static const bool endsWithTheProgram = [] {
        qAddPostRoutine([] { threads.waitForDone(); });
        return true;
    }();
    static_cast<void>(endsWithTheProgram);
    return threads;
}

}  // namespace aurora::gui
