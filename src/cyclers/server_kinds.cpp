#include "aurora/cyclers/server_kinds.h"

#include "aurora/core/error.h"
#include "aurora/cyclers/simulated_server.h"
#include "aurora/cyclers/tomato_server.h"

#include <array>

namespace aurora::cyclers {

namespace {

using Made = std::unique_ptr<CyclerServer>;

Made makeTomato(const config::Server& server, const ServerSurroundings& surroundings, Clock& clock)
{
    return std::make_unique<TomatoServer>(surroundings.hostOf(server), server, clock);
}

Made makeSimulated(const config::Server& server, const ServerSurroundings& surroundings, Clock& clock)
{
    return std::make_unique<SimulatedServer>(server, surroundings.simulatedFolder, clock);
}

struct Kind
{
    std::string_view serverType;
    Made (*make)(const config::Server&, const ServerSurroundings&, Clock&);
};

constexpr std::array kindTable{
    Kind{"tomato", &makeTomato},
    Kind{"simulated", &makeSimulated},
};

}  // namespace

std::unique_ptr<CyclerServer> makeServer(const config::Server& server, const ServerSurroundings& surroundings,
                                         Clock& clock)
{
    std::string known;
    for (const Kind& kind : kindTable) {
        if (kind.serverType == server.serverType) {
            return kind.make(server, surroundings, clock);
        }
        known += (known.empty() ? "" : ", ") + std::string(kind.serverType);
    }
    throw Error("The server " + server.label + " is of the kind \"" + server.serverType +
                "\", which this program cannot drive. It knows " + known + ".");
}

}  // namespace aurora::cyclers
