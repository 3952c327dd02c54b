#pragma once

#include "aurora/core/progress.h"

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>

namespace aurora::remote {

/// One at a time, in the order in which they came: who lets go and asks again stands behind those who waited.
class Turn
{
public:
    /// Somebody's turn, until it is gone.
    class Held
    {
    public:
        explicit Held(Turn& turn) noexcept : m_turn(&turn) {}

        ~Held() { m_turn->end(); }

        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;

    private:
        Turn* m_turn;
    };

    Turn() = default;
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    /// Waits for the turn, looking at the progress. @throws Cancelled
    [[nodiscard]] Held wait(const Progress& progress);

    /// Nothing when somebody has it, or waits for it.
    [[nodiscard]] std::unique_ptr<Held> tryNow();

    /// Does anybody wait?
    [[nodiscard]] bool isWanted() const;

private:
    void begin(const Progress& progress);
    void end() noexcept;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::list<std::uint64_t> m_waiting;  ///< numbers, in their order
    std::uint64_t m_next = 0;
    bool m_taken = false;
};

}  // namespace aurora::remote
