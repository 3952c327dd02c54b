#include "gui/frame/background.h"

#include "aurora/core/process_state.h"

#include <QCoreApplication>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int threadsForShortWork = 32;
constexpr int fewestForLongWork = 4;
constexpr int patienceAtTheEnd_ms = 5000;

/// Work may use what ends with the program's last object, so the program waits for it. Not for ever: a read from a
/// share that does not answer ends with the process. The threads are never deleted, since that would wait without an
/// end.
QThreadPool* makeThreads(int most)
{
    auto* threads = new QThreadPool;
    threads->setMaxThreadCount(most);
    threads->setThreadPriority(QThread::LowPriority);  // Linux knows none, see letTheWindowGoFirst()
    static const bool endsWithTheProgram = [] {
        qAddPostRoutine([] {
            for (QThreadPool* pool : {&longWorkThreads(), &backgroundThreads()}) {
                pool->waitForDone(patienceAtTheEnd_ms);
            }
        });
        return true;
    }();
    static_cast<void>(endsWithTheProgram);
    return threads;
}

}  // namespace

QThreadPool& backgroundThreads()
{
    static QThreadPool* const threads = makeThreads(threadsForShortWork);
    return *threads;
}

void letTheWindowGoFirst() noexcept
{
    thread_local const bool isLow = [] {
        lowerThreadPriority();
        return true;
    }();
    static_cast<void>(isLow);
}

QThreadPool& longWorkThreads()
{
    static QThreadPool* const threads = makeThreads(std::max(QThread::idealThreadCount(), fewestForLongWork));
    return *threads;
}

}  // namespace aurora::gui
