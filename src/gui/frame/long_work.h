#pragma once

#include "aurora/core/error.h"
#include "gui/frame/background.h"
#include "gui/frame/task.h"

#include <atomic>
#include <memory>
#include <utility>

namespace aurora::gui {

/// Long work in the background whose result may not be wanted any more before it is there. Made by longInBackground.
class LongWork
{
public:
    /// Its result is not wanted: neither `done` nor `failed` is called. What was not begun is not done, what runs is
    /// asked to stop and gives its thread to the next: it may wait for a share that never answers.
    void leave();

    [[nodiscard]] bool isLeft() const noexcept { return m_left; }

    /// Asks it to stop, with what it has by then as its result.
    void requestCancel() noexcept { m_progress.requestCancel(); }

    [[nodiscard]] const TaskProgress& progress() const noexcept { return m_progress; }

    /// On the thread that does it. @throws Cancelled when it was left before
    template <class Work>
    auto run(Work& work)
    {
        begin();

        struct AtEnd
        {
            LongWork& work;

            ~AtEnd() { work.end(); }
        } const atEnd{*this};

        return work(m_progress);
    }

private:
    enum class State
    {
        Waits,
        Runs,
        HasNoThread,  ///< runs, but its thread counts no more
        Over
    };

    void begin();
    void end();

    TaskProgress m_progress;
    std::atomic<State> m_state{State::Waits};
    std::atomic<bool> m_left{false};
};

/// As inBackground, for what takes long and comes in numbers.
/// @param work  called with a Progress&
/// @return to be left once nobody wants the result
template <class Work, class Done, class Failed>
[[nodiscard]] std::shared_ptr<LongWork> longInBackground(QObject* receiver, Work work, Done done, Failed failed)
{
    auto handle = std::make_shared<LongWork>();
    inBackground(
        receiver, [handle, work = std::move(work)]() mutable { return handle->run(work); },
        [handle, done = std::move(done)](auto result) mutable {
            if (!handle->isLeft()) {
                done(std::move(result));
            }
        },
        [handle, failed = std::move(failed)](const Failure& failure) mutable {
            if (!handle->isLeft()) {
                failed(failure);
            }
        },
        longWorkThreads());
    return handle;
}

}  // namespace aurora::gui
