#pragma once

#include "aurora/core/system.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::test {

/// A real OpenSSH server on 127.0.0.1 with keys and a port of its own, for one user: the one who runs the tests. Tests
/// skip where it is not installed, or where its connections cannot be found among the processes: on Windows and macOS.
class Sshd
{
public:
    [[nodiscard]] static bool isInstalled();
    static constexpr const char* missing = "no /usr/sbin/sshd, or no /proc to find its connections in";

    /// Makes the keys and starts the server. @param folder  gets its files; must outlive it
    explicit Sshd(std::filesystem::path folder, std::string extraConfiguration = {});
    ~Sshd();
    Sshd(const Sshd&) = delete;
    Sshd& operator=(const Sshd&) = delete;

    /// Starts it again at the same port, with the host keys that are there now.
    void start();

    /// Ends the server and every open connection at once, without a word to the other side.
    void kill();

    /// Ends the open connections only.
    void killConnections();

    /// Lets the open connections hang, as a network does that swallows everything.
    void freezeConnections();

    /// Replaces all host keys by new ones of these types ("ed25519", "rsa", "ecdsa"). Holds after the next start.
    void makeHostKeys(const std::vector<std::string>& types);

    [[nodiscard]] int port() const { return m_port; }

    [[nodiscard]] std::filesystem::path clientKey() const { return m_folder / "client"; }

    [[nodiscard]] std::filesystem::path knownHosts() const { return m_folder / "known_hosts"; }

    /// As ssh-keygen prints it: "SHA256:…".
    [[nodiscard]] std::string fingerprint(const std::string& type = "ed25519") const;
    /// Writes the known hosts file with the host keys of these types.
    void writeKnownHosts(const std::vector<std::string>& types) const;

private:
    [[nodiscard]] std::filesystem::path hostKey(const std::string& type) const { return m_folder / ("host_" + type); }

    void writeConfiguration() const;

    std::filesystem::path m_folder;
    std::string m_extra;
    std::vector<std::string> m_types;
    int m_port = 0;
    int m_process = -1;
};

/// Whether outputOf finds the shell of POSIX here.
inline constexpr bool hasPosixShell = !onWindows;
inline constexpr const char* noPosixShell = "Windows has no POSIX shell";

/// Runs a command line in that shell and returns what it prints. @throws std::runtime_error when it fails
std::string outputOf(const std::string& commandLine);

/// The name that the system knows the user of the tests by.
[[nodiscard]] std::string userName();

/// A port of 127.0.0.1 at which nobody listens.
[[nodiscard]] int freePort();

/// Accepts connections at 127.0.0.1 and says nothing.
class SilentServer
{
public:
    SilentServer();
    ~SilentServer();
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;

    [[nodiscard]] int port() const { return m_port; }

private:
    int m_socket = -1;
    int m_port = 0;
};

}  // namespace aurora::test
