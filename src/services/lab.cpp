#include "aurora/services/lab.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/cyclers/server_kinds.h"
#include "aurora/remote/local_host.h"
#include "simulated_folder.h"

#include <algorithm>
#include <map>

namespace aurora::services {

namespace {

/// Of a harvested folder's label, which may be that of a cycler server or of its own: only the PC matters.
std::string connectionKey(const config::SshAccess& access)
{
    return access.username + "@" + access.hostname + ":" + std::to_string(access.port) + " by " + access.proxyUsername +
           "@" + access.proxyHostname + ":" + std::to_string(access.proxyPort);
}

/// Of a cycler server, or of a PC that is only harvested. @throws Error when nothing has this label
std::optional<config::SshAccess> accessOf(const Lab& lab, const std::string& label)
{
    const config::SharedConfig& config = lab.project().config();
    const std::vector<std::string> servers = lab.serverLabels();
    if (std::find(servers.begin(), servers.end(), label) == servers.end()) {
        for (const auto* const folders : {&config.harvesters.eclab, &config.harvesters.neware}) {
            for (const config::HarvestedFolder& folder : *folders) {
                if (folder.label == label) {
                    return folder.access;
                }
            }
        }
    }
    return lab.serverEntry(label).access;
}

}  // namespace

/// A server for one thread at a time; both of an entry share the connection.
struct Lab::InUse
{
    std::unique_ptr<cyclers::CyclerServer> server;
    std::timed_mutex use;
};

struct Lab::Servers
{
    struct Entry
    {
        InUse control;
        InUse fetching;
        ServerState state;
    };

    [[nodiscard]] Entry& entry(const std::string& label)
    {
        const std::lock_guard lock(mutex);
        return entries.at(label);
    }

    std::mutex mutex;                                            ///< of the maps and the states
    std::map<std::string, Entry> entries;                        ///< by label
    std::map<std::string, std::shared_ptr<remote::Host>> hosts;  ///< by connectionKey
};

Lab::Lab(Project project, config::UserConfig user)
    : m_project(std::move(project)), m_user(std::move(user)), m_servers(std::make_unique<Servers>())
{
    for (const config::Server& server : m_project.config().servers) {
        ServerState& state = m_servers->entries[server.label].state;
        state.label = server.label;
        state.kind = server.serverType;
    }
}

Lab::~Lab() = default;

std::vector<std::string> Lab::serverLabels() const
{
    std::vector<std::string> labels;
    for (const config::Server& server : m_project.config().servers) {
        labels.push_back(server.label);
    }
    return labels;
}

std::vector<ServerState> Lab::states() const
{
    const std::lock_guard lock(m_servers->mutex);
    std::vector<ServerState> states;
    for (const config::Server& server : m_project.config().servers) {
        states.push_back(m_servers->entries.at(server.label).state);
    }
    return states;
}

const config::Server& Lab::serverEntry(const std::string& label) const
{
    std::string known;
    for (const config::Server& server : m_project.config().servers) {
        if (server.label == label) {
            return server;
        }
        known += (known.empty() ? "" : ", ") + server.label;
    }
    throw Error("There is no server \"" + label + "\" in the project. " +
                (known.empty() ? std::string("It has no servers: add them under \"Servers\" in its shared_config.json.")
                               : "It has " + known + "."));
}

ServerInUse Lab::server(const std::string& label, const Progress& progress)
{
    static_cast<void>(serverEntry(label));
    return takeServer(label, m_servers->entry(label).control, progress);
}

ServerInUse Lab::serverToFetchFrom(const std::string& label, const Progress& progress)
{
    static_cast<void>(serverEntry(label));
    return takeServer(label, m_servers->entry(label).fetching, progress);
}

ServerInUse Lab::takeServer(const std::string& label, InUse& one, const Progress& progress)
{
    constexpr auto betweenLooks = std::chrono::milliseconds(50);
    std::unique_lock use(one.use, std::defer_lock);
    while (!use.try_lock_for(betweenLooks)) {
        progress.throwIfCancelled();
    }
    if (!one.server) {
        one.server = cyclers::makeServer(
            serverEntry(label),
            {.hostOf = [this](const config::Server& server) { return sshHost(server.label, server.access); },
             .simulatedFolder = simulatedFolder(m_project)});
    }
    return {*one.server, std::move(use)};
}

std::shared_ptr<remote::Host> Lab::harvestHost(const config::HarvestedFolder& folder)
{
    return folder.access ? sshHost(folder.label, *folder.access) : std::make_shared<remote::LocalFolder>();
}

remote::SshSettings Lab::sshSettings(const std::string& label, const config::SshAccess& access) const
{
    remote::SshSettings settings;
    settings.label = label;
    settings.hostname = access.hostname;
    settings.port = access.port;
    settings.username = access.username;
    settings.proxyHostname = access.proxyHostname;
    settings.proxyPort = access.proxyPort;
    settings.proxyUsername = access.proxyUsername;
    settings.privateKeyPath = m_user.sshPrivateKeyPath.value_or(std::filesystem::path());
    settings.knownHostsPath = m_user.sshKnownHostsPath.value_or(std::filesystem::path());
    return settings;
}

std::shared_ptr<remote::Host> Lab::sshHost(const std::string& label, const config::SshAccess& access)
{
    const std::lock_guard lock(m_servers->mutex);
    std::shared_ptr<remote::Host>& host = m_servers->hosts[connectionKey(access)];
    if (!host) {
        host = std::make_shared<remote::SshHost>(sshSettings(label, access));
    }
    return host;
}

void Lab::noteAnswer(const std::string& label)
{
    const std::lock_guard lock(m_servers->mutex);
    const auto entry = m_servers->entries.find(label);
    if (entry == m_servers->entries.end()) {
        return;
    }
    ServerState& state = entry->second.state;
    state.connection = ServerConnection::Online;
    state.problem.clear();
    state.hostKeyFingerprint.clear();
    state.hostKeyType.clear();
    state.hostKeyComputer.clear();
    state.lastAnswer_uts = nowUts();
}

void Lab::noteFailure(const std::string& label, const Error& error)
{
    const std::lock_guard lock(m_servers->mutex);
    const auto entry = m_servers->entries.find(label);
    if (entry == m_servers->entries.end()) {
        return;
    }
    ServerState& state = entry->second.state;
    state.connection = ServerConnection::Failed;
    state.problem = error.what();
    const auto* const connection = dynamic_cast<const remote::ConnectionError*>(&error);
    const bool canBeTrusted =
        connection != nullptr && connection->problem() == remote::ConnectionProblem::HostKeyUnknown;
    state.hostKeyFingerprint = canBeTrusted ? connection->fingerprint() : std::string();
    state.hostKeyType = canBeTrusted ? connection->keyType() : std::string();
    state.hostKeyComputer = canBeTrusted ? connection->computer() : std::string();
}

cyclers::ServerTest testServer(Lab& lab, const std::string& label, Progress& progress)
{
    cyclers::ServerTest test = lab.server(label, progress)->test(progress);
    const auto failed = std::find_if(test.steps.begin(), test.steps.end(), [](const cyclers::TestStep& step) {
        return step.outcome == cyclers::TestStep::Outcome::Failed;
    });
    if (failed == test.steps.end()) {
        lab.noteAnswer(label);
        return test;
    }
    lab.noteFailure(label, Error(failed->message, failed->cause));
    try {
        static_cast<void>(lab.server(label, progress)->pipelines(progress));
    } catch (const remote::ConnectionError& error) {
        lab.noteFailure(label, error);  // it knows the fingerprint that the user may accept
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) {
        return test;  // the test has told it
    }
    return test;
}

bool isReachedOverSsh(const Lab& lab, const std::string& label)
{
    const std::optional<config::SshAccess> access = accessOf(lab, label);
    return access && !access->hostname.empty();
}

std::string trustServer(Lab& lab, const std::string& label, const std::string& fingerprint, Progress& progress)
{
    const std::optional<config::SshAccess> access = accessOf(lab, label);
    if (!access || !isReachedOverSsh(lab, label)) {
        throw Error("The server " + label + " is not reached over SSH: there is no host key to accept.");
    }
    return remote::trustHostKey(lab.sshSettings(label, *access), fingerprint, progress).computer;
}

}  // namespace aurora::services
