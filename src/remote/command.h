#pragma once

#include "connection.h"

namespace aurora::remote {

/// Runs a command in a channel of its own.
/// @param patience  for the opening of the channel
/// @throws LineBroken: heardSomething() is false while the command cannot have reached the server; CommandTimedOut;
/// Cancelled
[[nodiscard]] CommandResult runCommand(Connection& connection, const std::string& commandLine,
                                       std::chrono::milliseconds timeout, std::chrono::milliseconds patience,
                                       const Progress& progress);

}  // namespace aurora::remote
