#include "aurora/core/memory_budget.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <chrono>

namespace aurora {

MemoryBudget::Share MemoryBudget::take(std::uint64_t bytes, const Progress& progress)
{
    constexpr auto betweenLooks = std::chrono::milliseconds(50);
    const std::uint64_t wanted = std::min(bytes, m_total);
    std::unique_lock lock(m_mutex);
    const std::uint64_t ticket = m_nextTicket++;
    m_waiting.push_back(ticket);
    const auto isNext = [&] { return m_waiting.front() == ticket && m_taken + wanted <= m_total; };
    while (!m_changed.wait_for(lock, betweenLooks, isNext)) {
        if (progress.cancelRequested()) {
            leaveQueue(ticket);
            throw Cancelled();
        }
    }
    leaveQueue(ticket);
    m_taken += wanted;
    return {*this, wanted};
}

std::size_t MemoryBudget::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

void MemoryBudget::giveBack(std::uint64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_taken -= bytes;
    m_changed.notify_all();
}

void MemoryBudget::leaveQueue(std::uint64_t ticket)
{
    m_waiting.erase(std::find(m_waiting.begin(), m_waiting.end(), ticket));
    m_changed.notify_all();
}

}  // namespace aurora
