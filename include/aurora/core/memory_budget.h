#pragma once

#include "aurora/core/progress.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>

namespace aurora {

/// Memory that parallel jobs share: a job takes what it is going to need, and waits while the others have it.
///
/// Jobs are served in the order in which they ask, so that a large one is not put off for ever by small ones. One that
/// needs more than the whole budget gets it all, and is alone meanwhile. Nothing is allocated here: it is a promise.
class MemoryBudget
{
public:
    explicit MemoryBudget(std::uint64_t bytes) : m_total(bytes) {}

    MemoryBudget(const MemoryBudget&) = delete;
    MemoryBudget& operator=(const MemoryBudget&) = delete;
    ~MemoryBudget() = default;

    /// A part of the budget, given back at the end of the scope.
    class Share
    {
    public:
        Share(MemoryBudget& budget, std::uint64_t bytes) : m_budget(&budget), m_bytes(bytes) {}

        Share(Share&& other) noexcept : m_budget(std::exchange(other.m_budget, nullptr)), m_bytes(other.m_bytes) {}

        Share& operator=(Share&&) = delete;
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        ~Share()
        {
            if (m_budget != nullptr) {
                m_budget->giveBack(m_bytes);
            }
        }

    private:
        MemoryBudget* m_budget;
        std::uint64_t m_bytes;
    };

    /// Waits until the job may have so much. Nobody who holds a share asks for another: both would wait for ever.
    /// @throws Cancelled
    [[nodiscard]] Share take(std::uint64_t bytes, const Progress& progress);

    /// How many jobs wait for their share now.
    [[nodiscard]] std::size_t waiting() const;

private:
    void giveBack(std::uint64_t bytes);
    void leaveQueue(std::uint64_t ticket);

    const std::uint64_t m_total;
    std::uint64_t m_taken = 0;
    std::uint64_t m_nextTicket = 0;
    std::deque<std::uint64_t> m_waiting;  ///< tickets, the next one first
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
};

}  // namespace aurora
