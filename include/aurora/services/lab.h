#pragma once

#include "aurora/config/user_config.h"
#include "aurora/core/progress.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/remote/ssh_host.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// What is known of the connection to a server.
enum class ServerConnection
{
    NotTried,
    Online,
    Failed
};

struct ServerState
{
    std::string label;
    std::string kind;  ///< "tomato", "simulated"
    ServerConnection connection = ServerConnection::NotTried;
    std::string problem;             ///< whole sentence, of a failed one
    std::string hostKeyFingerprint;  ///< "SHA256:…" when the problem is an unknown host key that the user may accept
    std::string hostKeyType;         ///< of that key: "ssh-ed25519"
    std::string hostKeyComputer;     ///< who showed it: the server, or "tt1's jump host (gate:22)"
    std::optional<double> lastAnswer_uts;  ///< also of one that failed since: its rows are that old
};

/// A server that one thread has for itself.
class ServerInUse
{
public:
    ServerInUse(cyclers::CyclerServer& server, std::unique_lock<std::timed_mutex> lock)
        : m_server(&server), m_lock(std::move(lock))
    {
    }

    [[nodiscard]] cyclers::CyclerServer* operator->() const noexcept { return m_server; }

    [[nodiscard]] cyclers::CyclerServer& operator*() const noexcept { return *m_server; }

private:
    cyclers::CyclerServer* m_server;
    std::unique_lock<std::timed_mutex> m_lock;
};

/// The lab of an open project: its servers with their connections, made at the first use and kept. Shared by all
/// threads. Of each server there are two, one for what is done there and one for fetching data: each of them is used by
/// one thread at a time.
class Lab
{
public:
    /// @throws nothing: what is wrong with a server is told when it is used
    Lab(Project project, config::UserConfig user);
    ~Lab();
    Lab(const Lab&) = delete;
    Lab& operator=(const Lab&) = delete;

    [[nodiscard]] const Project& project() const noexcept { return m_project; }

    [[nodiscard]] const config::UserConfig& user() const noexcept { return m_user; }

    /// Labels of the configured cycler servers, in their order.
    [[nodiscard]] std::vector<std::string> serverLabels() const;

    [[nodiscard]] std::vector<ServerState> states() const;

    /// The configured entry. @throws Error naming the known ones when there is no such server
    [[nodiscard]] const config::Server& serverEntry(const std::string& label) const;

    /// The server, for this thread alone until the result is gone; waits while another has it.
    /// @throws Error when there is no such server, or its settings cannot be used; Cancelled
    [[nodiscard]] ServerInUse server(const std::string& label, const Progress& progress);

    /// The same server for fetching data, which changes nothing there: another thread may have server() meanwhile, so
    /// that states are read and jobs cancelled while a large file comes.
    /// @throws Error when there is no such server, or its settings cannot be used; Cancelled
    [[nodiscard]] ServerInUse serverToFetchFrom(const std::string& label, const Progress& progress);

    /// The PC that holds a harvested folder: over SSH, or this one. Folders on one PC share a connection.
    /// @throws Error for bad settings
    [[nodiscard]] std::shared_ptr<remote::Host> harvestHost(const config::HarvestedFolder& folder);

    /// What the state of a server is after it answered, or after this error.
    void noteAnswer(const std::string& label);
    void noteFailure(const std::string& label, const Error& error);

private:
    struct Servers;
    struct InUse;

    [[nodiscard]] ServerInUse takeServer(const std::string& label, InUse& one, const Progress& progress);
    [[nodiscard]] remote::SshSettings sshSettings(const std::string& label, const config::SshAccess& access) const;
    [[nodiscard]] std::shared_ptr<remote::Host> sshHost(const std::string& label, const config::SshAccess& access);
    friend std::string trustServer(Lab& lab, const std::string& label, const std::string& fingerprint,
                                   Progress& progress);

    Project m_project;
    config::UserConfig m_user;
    std::unique_ptr<Servers> m_servers;
};

/// Tries a server step by step, up to the first that fails. @throws Error when there is none of this label; Cancelled
[[nodiscard]] cyclers::ServerTest testServer(Lab& lab, const std::string& label, Progress& progress);

/// Whether the server or harvested folder of this label is reached over SSH, with keys and host keys.
/// @throws Error when nothing has this label
[[nodiscard]] bool isReachedOverSsh(const Lab& lab, const std::string& label);

/// Adds the host key with this fingerprint to the user's known hosts; that of the jump host where it is the jump host
/// that shows it.
/// @return the computer: "tt1 (10.0.0.5:22)", "tt1's jump host (gate:22)"
/// @throws Error when the server shows another
std::string trustServer(Lab& lab, const std::string& label, const std::string& fingerprint, Progress& progress);

}  // namespace aurora::services
