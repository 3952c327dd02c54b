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

    /// What is being read is of another project than the one that is open: its answer is dropped, and what is asked
    /// next does not wait for it, since it may never come.
    void forget() noexcept
    {
        ++m_generation;
        m_running = false;
        m_again = false;
    }

    /// As inBackground; for `begin` alone.
    template <class Work, class Done, class Failed>
    void read(Work work, Done done, Failed failed)
    {
        m_running = true;
        inBackground(
            m_receiver, std::move(work),
            [this, of = m_generation, done = std::move(done)](auto result) mutable {
                if (of == m_generation) {
                    done(std::move(result));
                    end(of);
                }
            },
            [this, of = m_generation, failed = std::move(failed)](const Failure& failure) mutable {
                if (of == m_generation) {
                    failed(failure);
                    end(of);
                }
            });
    }

    /// Whether there is another reading after the one that runs: what this one finds may be old already.
    [[nodiscard]] bool isAskedAgain() const noexcept { return m_again; }

private:
    void end(int generation)
    {
        if (generation != m_generation) {  // what came of it has opened another project
            return;
        }
        m_running = false;
        if (std::exchange(m_again, false)) {
            m_begin();
        }
    }

    QObject* m_receiver;
    std::function<void()> m_begin;
    int m_generation = 0;
    bool m_running = false;
    bool m_again = false;
};

}  // namespace aurora::gui
