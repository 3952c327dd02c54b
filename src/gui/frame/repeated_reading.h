#pragma once

#include "gui/frame/background.h"

#include <functional>
#include <utility>

namespace aurora::gui {

/// What is read again whenever it may have changed: one reading at a time, and what is asked for while one runs is read
/// once more after it.
class RepeatedReading
{
public:
    /// @param receiver  has this as a member; nothing is called once it is gone
    /// @param begin     calls read() with what is to be read now, or does nothing where there is nothing to read
    RepeatedReading(QObject* receiver, std::function<void()> begin) : m_receiver(receiver), m_begin(std::move(begin)) {}

    /// Begins now, or when the reading that runs has ended.
    void ask()
    {
        if (m_running) {
            m_again = true;
            return;
        }
        m_begin();
    }

    /// As inBackground; for `begin` alone.
    template <class Work, class Done, class Failed>
    void read(Work work, Done done, Failed failed)
    {
        m_running = true;
        inBackground(
            m_receiver, std::move(work),
            [this, done = std::move(done)](auto result) mutable {
                done(std::move(result));
                end();
            },
            [this, failed = std::move(failed)](const Failure& failure) mutable {
                failed(failure);
                end();
            });
    }

    /// Whether there is another reading after the one that runs: what this one finds may be old already.
    [[nodiscard]] bool isAskedAgain() const noexcept { return m_again; }

private:
    void end()
    {
        m_running = false;
        if (std::exchange(m_again, false)) {
            m_begin();
        }
    }

    QObject* m_receiver;
    std::function<void()> m_begin;
    bool m_running = false;
    bool m_again = false;
};

}  // namespace aurora::gui
