#include "turn.h"

#include "aurora/core/error.h"

#include <chrono>

namespace aurora::remote {

Turn::Held Turn::wait(const Progress& progress)
{
    begin(progress);
    return Held(*this);
}

void Turn::begin(const Progress& progress)
{
    constexpr auto betweenLooks = std::chrono::milliseconds(20);
    std::unique_lock lock(m_mutex);
    const auto place = m_waiting.insert(m_waiting.end(), m_next++);
    while (m_taken || place != m_waiting.begin()) {
        if (progress.cancelRequested()) {
            m_waiting.erase(place);
            m_changed.notify_all();  // somebody may be the first now
            throw Cancelled();
        }
        m_changed.wait_for(lock, betweenLooks);
    }
    m_waiting.erase(place);
    m_taken = true;
}

std::unique_ptr<Turn::Held> Turn::tryNow()
{
    const std::lock_guard lock(m_mutex);
    if (m_taken || !m_waiting.empty()) {
        return nullptr;
    }
    auto held = std::make_unique<Held>(*this);
    m_taken = true;
    return held;
}

bool Turn::isWanted() const
{
    const std::lock_guard lock(m_mutex);
    return !m_waiting.empty();
}

void Turn::end() noexcept
{
    {
        const std::lock_guard lock(m_mutex);
        m_taken = false;
    }
    m_changed.notify_all();
}

}  // namespace aurora::remote
