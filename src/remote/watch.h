#pragma once

#include "sockets.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace aurora::remote {

/// Ends a line while a call of libssh waits on it, when the user cancels or the server is silent for too long: most
/// calls wait for as long as the server likes. The connection is lost by that, the program is not.
///
/// Work that looks at the progress by itself is given a moment to stop first, and keeps its connection.
class Watch
{
public:
    enum class End
    {
        None,
        Cancelled,
        TimedOut
    };

    /// @param lines     must outlive the watch
    /// @param patience  how long the server may be silent
    Watch(const Progress& progress, std::vector<const Socket*> lines, std::chrono::milliseconds patience);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// The server has said something: the patience begins anew.
    void answered() noexcept { m_lastAnswer = Clock::now(); }

    /// Anything said during this watch?
    [[nodiscard]] bool heardSomething() const noexcept { return m_lastAnswer.load() != m_start; }

    /// Why the line was ended by the watch; None when it was not.
    [[nodiscard]] End end() const noexcept { return m_end; }

    [[nodiscard]] std::chrono::milliseconds patience() const noexcept { return m_patience; }

    [[nodiscard]] const Progress& progress() const noexcept { return m_progress; }

private:
    void keepLooking();

    const Progress& m_progress;
    std::vector<const Socket*> m_lines;
    std::chrono::milliseconds m_patience;
    Clock::time_point m_start = Clock::now();
    std::atomic<Clock::time_point> m_lastAnswer{m_start};
    std::atomic<End> m_end{End::None};
    bool m_over = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::thread m_thread;  // last: it uses the others
};

}  // namespace aurora::remote
