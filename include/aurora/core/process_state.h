#pragma once

#include <cstdint>
#include <optional>

namespace aurora {

/// What the system says of a process of this PC.
enum class ProcessState
{
    Runs,
    Gone,
    Unknown  ///< the system does not tell, or it is no number that a process can have
};

/// Asks by the number of the process. A number comes again: one that runs may be another process by now.
[[nodiscard]] ProcessState processState(std::int64_t number) noexcept;

/// Seconds since this program was started, before its first line of code; nothing where the system does not tell.
[[nodiscard]] std::optional<double> processAge_s();

/// Makes the calling thread give way to those of the usual priority, for as long as it lives. Never raises one. On
/// Linux only, where QThread::setPriority does nothing.
void lowerThreadPriority() noexcept;

}  // namespace aurora
