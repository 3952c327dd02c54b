#pragma once

#include <vector>

namespace aurora::test {

/// Asks a process of this computer to end. Windows has no such wish for programs without a window: it ends at once.
void endProcess(int process);

/// Ends it at once, without a word to anybody.
void killProcess(int process);

/// Lets it stand still for good. @throws std::runtime_error on Windows
void freezeProcess(int process);

/// Whether the system tells who started whom (descendantsOf).
[[nodiscard]] bool processesAreListed();

/// Processes that were started by this one, and by those. @throws std::filesystem::filesystem_error where none are
/// listed
[[nodiscard]] std::vector<int> descendantsOf(int process);

}  // namespace aurora::test
