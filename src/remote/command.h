#pragma once

#include "connection.h"

#include <functional>

namespace aurora::remote {

/// Runs a command in a channel of its own.
/// @param patience  for the opening of the channel
/// @param whenSent  see Host::run
/// @throws LineBroken: heardSomething() is false while the command cannot have reached the server; CommandTimedOut;
/// Cancelled
[[nodiscard]] CommandResult runCommand(Connection& connection, const std::string& commandLine,
                                       std::chrono::milliseconds timeout, std::chrono::milliseconds patience,
                                       const Progress& progress, const std::function<void()>& whenSent);

}  // namespace aurora::remote
