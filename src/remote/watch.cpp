#include "watch.h"

namespace aurora::remote {

namespace {

using std::chrono::milliseconds;

// Together below the 100 ms after which somebody who cancelled has his program back.
constexpr milliseconds lookEvery{15};
constexpr milliseconds graceAfterCancel{50};

}  // namespace

Watch::Watch(const Progress& progress, std::vector<const Socket*> lines, milliseconds patience)
    : m_progress(progress), m_lines(std::move(lines)), m_patience(patience), m_thread([this] { keepLooking(); })
{
}

Watch::~Watch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Watch::keepLooking()
{
    std::unique_lock lock(m_mutex);
    const auto over = [this] { return m_over; };
    for (;;) {
        if (m_wake.wait_for(lock, lookEvery, over)) {
            return;
        }
        if (m_progress.cancelRequested()) {
            if (m_wake.wait_for(lock, graceAfterCancel, over)) {
                return;
            }
            m_end = End::Cancelled;
            break;
        }
        if (Clock::now() - m_lastAnswer.load() >= m_patience) {
            m_end = End::TimedOut;
            break;
        }
    }
    for (const Socket* line : m_lines) {
        shutDown(*line);
    }
}

}  // namespace aurora::remote
