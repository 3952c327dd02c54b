#pragma once

#include "gui/frame/failure.h"

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <type_traits>
#include <utility>
#include <variant>

namespace aurora::gui {

/// The threads of short work in the background. They are not those of QThreadPool::globalInstance(): Qt paints with
/// these too, and the window's thread would wait until long work leaves one free. There are many more than cores: what
/// they read may wait for a share that does not answer, and the next page must not wait with it.
[[nodiscard]] QThreadPool& backgroundThreads();

/// The threads of what takes long and comes in numbers, see long_work.h. Some work of each kind goes on side by side.
[[nodiscard]] QThreadPool& longWorkThreads();

/// Makes the calling thread give way to the window's thread, which on two cores would else wait for what it has set
/// going. For a thread of one of these pools.
void letTheWindowGoFirst() noexcept;

/// Runs work on a pool thread and hands its result to `done`, or why there is none to `failed`, on the window's thread.
/// Neither is called once the receiver is gone. For short reading that the page itself shows; what a user waits for and
/// may cancel is a task (task_runner.h).
template <class Work, class Done, class Failed>
void inBackground(QObject* receiver, Work work, Done done, Failed failed, QThreadPool& threads = backgroundThreads())
{
    using Result = std::invoke_result_t<Work>;
    using Outcome = std::variant<Result, Failure>;
    auto* watcher = new QFutureWatcher<Outcome>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver,
                     [watcher, done = std::move(done), failed = std::move(failed)]() mutable {
                         watcher->deleteLater();
                         Outcome outcome = watcher->future().takeResult();
                         if (auto* failure = std::get_if<Failure>(&outcome)) {
                             failed(*failure);
                             return;
                         }
                         done(std::move(std::get<Result>(outcome)));
                     });
    watcher->setFuture(QtConcurrent::run(&threads, [work = std::move(work)]() mutable -> Outcome {
        letTheWindowGoFirst();
        try {
            return Outcome(std::in_place_type<Result>, work());
        } catch (...) {
            return Outcome(std::in_place_type<Failure>, describe(std::current_exception()));
        }
    }));
}

}  // namespace aurora::gui
