#pragma once

#include "aurora/remote/host.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace aurora::remote {

/// How a lab PC is reached. Only keys open it: no password is known, and no passphrase asked for.
struct SshSettings
{
    std::string label;  ///< names the server in messages: "tt1"
    std::string hostname;
    int port = 22;
    std::string username;       ///< empty: the user of this PC
    std::string proxyHostname;  ///< the jump host; empty: none
    int proxyPort = 22;
    std::string proxyUsername;             ///< empty: as username
    std::filesystem::path privateKeyPath;  ///< tried first; empty: none
    std::filesystem::path knownHostsPath;  ///< the only file that is asked about host keys; empty: `~/.ssh/known_hosts`
    std::filesystem::path keysFolder;      ///< where `id_*` are looked for, after the agent; empty: `~/.ssh`
    std::string agentPath;                 ///< socket of the agent; empty: what SSH_AUTH_SOCK names
    std::chrono::milliseconds connectTimeout{10'000};  ///< for the network and the keys of the host, and for logging in
    std::chrono::milliseconds answerTimeout{30'000};   ///< how long the server may be silent during a transfer
    std::chrono::milliseconds keepAlive{30'000};       ///< an idle connection says something this often
};

/// A host key that was accepted.
struct TrustedKey
{
    std::string host;         ///< as it stands in the file: "[10.0.0.5]:2222"
    std::string keyType;      ///< "ssh-ed25519"
    std::string fingerprint;  ///< "SHA256:…"
    std::string computer;     ///< for people: "tt1 (10.0.0.5:2222)", "tt1's jump host (gate:22)"
};

/// Accepts the key of a host that is not known yet: connects up to the exchange of keys, compares with the fingerprint
/// that the user was told, and appends the key to the known hosts file (made for the user alone where it is missing).
/// When it is the jump host that is not known, the fingerprint is taken for its key; the host itself comes next time.
/// A key that is known already is answered as accepted when it has that fingerprint.
/// @param fingerprint  "SHA256:…"
/// @throws ConnectionError: HostKeyUnknown when the host shows another key than that, HostKeyChanged when another key
/// is known; Cancelled
TrustedKey trustHostKey(const SshSettings& settings, const std::string& fingerprint, const Progress& progress);

/// A lab PC over SSH. Connects at the first call and keeps the connection. A call that finds the idle connection gone
/// makes a new one, but no command is ever sent twice.
class SshHost final : public Host
{
public:
    using Host::run;

    explicit SshHost(SshSettings settings);
    ~SshHost() override;

    /// Connects and logs in, unless that is done. @throws ConnectionError; Cancelled
    void connect(const Progress& progress);

    [[nodiscard]] CommandResult run(const std::string& commandLine, std::chrono::milliseconds timeout,
                                    const Progress& progress, const std::function<void()>& whenSent) override;
    [[nodiscard]] std::vector<RemoteFile> list(const std::string& folder, const Progress& progress) override;
    [[nodiscard]] std::optional<RemoteFile> find(const std::string& path, const Progress& progress) override;
    void download(const std::string& path, const std::filesystem::path& local, Progress& progress) override;
    void upload(std::string_view content, const std::string& path, const Progress& progress) override;
    [[nodiscard]] std::string read(const std::string& path, std::uint64_t mostBytes, const Progress& progress) override;

private:
    class Line;
    std::unique_ptr<Line> m_line;
};

}  // namespace aurora::remote
