#pragma once

#include "aurora/config/servers.h"
#include "aurora/cyclers/clock.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/remote/host.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace aurora::cyclers {

/// What kinds of servers need from outside.
struct ServerSurroundings
{
    /// The PC of a server: over SSH, or a stand-in. Called once, when the server is made; not yet connected.
    std::function<std::shared_ptr<remote::Host>(const config::Server&)> hostOf;
    /// Where simulated servers keep their state; a folder of the project.
    std::filesystem::path simulatedFolder;
};

/// The server of a configuration entry, by its `server_type`. Nothing is connected yet.
/// @throws Error naming the entry and the kinds there are
[[nodiscard]] std::unique_ptr<CyclerServer> makeServer(const config::Server& server,
                                                       const ServerSurroundings& surroundings,
                                                       Clock& clock = Clock::ofThisComputer());

}  // namespace aurora::cyclers
