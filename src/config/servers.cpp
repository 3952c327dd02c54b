#include "server_keys.h"

#include "aurora/core/error.h"
#include "aurora/core/sample_id.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::config {

namespace {

constexpr std::string_view tomato = "tomato";
constexpr std::string_view simulated = "simulated";

struct TextKey
{
    const char* key;
    std::string Server::*text;
};

constexpr std::array textKeys{
    TextKey{"server_type", &Server::serverType},
    TextKey{"shell_type", &Server::shellType},
    TextKey{"command_prefix", &Server::commandPrefix},
    TextKey{"command_suffix", &Server::commandSuffix},
    TextKey{"tomato_scripts_path", &Server::tomatoScriptsPath},
    TextKey{"tomato_data_path", &Server::tomatoDataPath},
    TextKey{"save_location", &Server::saveLocation},
};

int readPort(const Keys& entry, std::string_view key)
{
    constexpr std::int64_t standardPort = 22;
    constexpr std::int64_t highestPort = 65535;
    const Json* const found = entry.value(key);
    if (found == nullptr) {
        return static_cast<int>(standardPort);
    }
    const auto port = found->is_number_integer() ? found->get<std::int64_t>() : 0;
    if (port < 1 || port > highestPort) {
        entry.refuse(key, *found, "a whole number from 1 to 65535");
    }
    return static_cast<int>(port);
}

double readSpeed(const Keys& entry)
{
    constexpr double fastest = 1e6;
    const Json* const found = entry.value("speed");
    if (found == nullptr) {
        return Server{}.speed;
    }
    const double speed = found->is_number() ? found->get<double>() : 0;
    if (!(speed > 0) || speed > fastest) {
        entry.refuse("speed", *found, "a number above 0 and up to a million");
    }
    return speed;
}

void checkTomato(const Server& server, const Keys& entry)
{
    static constexpr std::array shells{"powershell", "cmd", "bash"};
    if (server.access.hostname.empty()) {
        entry.refuse("hostname", nullptr, "the name of the PC, as in \"cycler-pc-1\"");
    }
    if (std::find(shells.begin(), shells.end(), server.shellType) == shells.end()) {
        entry.refuse("shell_type", server.shellType, R"("powershell", "cmd" or "bash")");
    }
}

Server readServer(const Keys& entry, std::vector<std::string>& labelsBefore)
{
    Server server;
    server.label = readLabel(entry, labelsBefore);
    for (const TextKey& key : textKeys) {
        server.*key.text = entry.text(key.key).value_or(server.*key.text);
    }
    server.access = readAccess(entry);
    server.speed = readSpeed(entry);
    if (server.serverType == tomato) {
        checkTomato(server, entry);
    }
    if (server.serverType == simulated) {
        server.shellType.clear();
    }
    return server;
}

}  // namespace

SshAccess readAccess(const Keys& entry)
{
    SshAccess access;
    access.hostname = entry.text("hostname").value_or("");
    access.username = entry.text("username").value_or("");
    access.port = readPort(entry, "port");
    access.proxyHostname = entry.text("proxy_hostname").value_or("");
    access.proxyUsername = entry.text("proxy_username").value_or("");
    access.proxyPort = readPort(entry, "proxy_port");
    return access;
}

std::string readLabel(const Keys& entry, std::vector<std::string>& labelsBefore)
{
    auto label = entry.text("label");
    if (!label) {
        entry.refuse("label", nullptr, "a short name of the server, as in \"tt1\"");
    }
    if (const std::string why = whyNoName(*label); !why.empty()) {
        entry.refuse("label", *label, "a name that can be a folder: this one " + why);
    }
    if (std::find(labelsBefore.begin(), labelsBefore.end(), *label) != labelsBefore.end()) {
        entry.refuse("label", *label, "a name that no other entry of the list has");
    }
    labelsBefore.push_back(*label);
    return *std::move(label);
}

std::vector<Server> readServers(const Keys& keys)
{
    const Json* const servers = keys.value("Servers");
    if (servers == nullptr) {
        return {};
    }
    if (!servers->is_array() && !servers->is_object()) {
        keys.refuse("Servers", *servers, R"(a list, as in [{"label": "tt1", "hostname": "…"}])");
    }
    std::vector<Server> read;
    std::vector<std::string> labels;
    for (const auto& [label, server] : servers->items()) {  // of a list: "0", "1", …
        if (!server.is_object()) {
            keys.refuse("Servers", server, R"(a list of objects, as in {"label": "tt1", "hostname": "…"})");
        }
        Json entry = server;
        if (servers->is_object()) {
            entry["label"] = label;
        }
        read.push_back(readServer(keys.inside(entry, "Servers", label), labels));
    }
    return read;
}

}  // namespace aurora::config
