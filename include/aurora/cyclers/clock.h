#pragma once

#include "aurora/core/progress.h"

#include <chrono>

namespace aurora::cyclers {

/// The time as a server sees it, so that tests need not wait for it.
class Clock
{
public:
    virtual ~Clock() = default;

    [[nodiscard]] virtual double now_uts() const = 0;

    /// @throws Cancelled within 100 ms of a request
    virtual void wait(std::chrono::milliseconds time, const Progress& progress) = 0;

    /// The clock of this computer.
    [[nodiscard]] static Clock& ofThisComputer();
};

}  // namespace aurora::cyclers
