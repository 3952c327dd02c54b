#include "handshake.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/system.h"

namespace aurora::remote {

namespace {

Peer peerOf(const std::string& hostname, int port, const std::string& username, const std::string& name)
{
    if (hostname.empty() || hostname.find_first_of(" \t\r\n@/") != std::string::npos || port < 1 || port > 65535) {
        throw Error(name + ": \"" + hostname + "\" with port " + std::to_string(port) +
                    " is no address of a computer. Correct it in the configuration.");
    }
    return {hostname, port, username, name + " (" + hostname + ":" + std::to_string(port) + ")"};
}

/// No file of the user or the system has a say in how we connect, but the known hosts file that was named.
void setOptions(ssh_session session, const Peer& peer, const std::vector<KnownKey>& known,
                std::chrono::milliseconds timeout)
{
    const char* nothing = onWindows ? "NUL" : "/dev/null";
    const auto require = [&](ssh_options_e option, const void* value) {
        if (ssh_options_set(session, option, value) != SSH_OK) {
            throw Error(peer.title + ": the connection could not be prepared.", ssh_get_error(session));
        }
    };
    const bool processConfig = false;
    const auto port = static_cast<unsigned>(peer.port);
    const long timeout_s = static_cast<long>(timeout.count() / 1000) + 1;
    const std::string algorithms = hostKeyAlgorithms(known);
    require(SSH_OPTIONS_PROCESS_CONFIG, &processConfig);
    require(SSH_OPTIONS_HOST, peer.hostname.c_str());
    require(SSH_OPTIONS_PORT, &port);
    if (!peer.username.empty()) {
        require(SSH_OPTIONS_USER, peer.username.c_str());
    }
    require(SSH_OPTIONS_TIMEOUT, &timeout_s);
    require(SSH_OPTIONS_KNOWNHOSTS, nothing);  // host keys are checked in known_hosts.cpp
    require(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, nothing);
    require(SSH_OPTIONS_HOSTKEYS, algorithms.c_str());
}

std::string secondsText(std::chrono::milliseconds time)
{
    return std::to_string((time.count() + 999) / 1000) + " s";
}

}  // namespace

Peer serverOf(const SshSettings& settings)
{
    return peerOf(settings.hostname, settings.port, settings.username, settings.label);
}

Peer jumpHostOf(const SshSettings& settings)
{
    const std::string& user = settings.proxyUsername.empty() ? settings.username : settings.proxyUsername;
    return peerOf(settings.proxyHostname, settings.proxyPort, user, settings.label + "'s jump host");
}

std::filesystem::path knownHostsFile(const SshSettings& settings)
{
    if (!settings.knownHostsPath.empty()) {
        return settings.knownHostsPath;
    }
    const std::string home = homeFolder();
    if (home.empty()) {
        throw Error("It is not known where the known hosts file is. Set \"SSH known hosts path\" in the user file.");
    }
    return pathFromText(home) / ".ssh" / "known_hosts";
}

Socket callUp(const Peer& peer, const SshSettings& settings, const Progress& progress)
{
    return connectTo(peer.hostname, peer.port, peer.title, Clock::now() + settings.connectTimeout, progress);
}

Greeted greet(const Peer& peer, const SshSettings& settings, Socket socket, const Progress& progress)
{
    const std::vector<KnownKey> known = knownKeys(knownHostsFile(settings), knownHostName(peer.hostname, peer.port));
    Greeted greeted;
    greeted.line = duplicate(socket.handle());
    greeted.session.reset(ssh_new());
    if (!greeted.session) {
        throw Error(peer.title + ": the connection could not be prepared.");
    }
    ssh_session session = greeted.session.get();
    setOptions(session, peer, known, settings.connectTimeout);
    const socket_t handle = socket.handle();
    if (ssh_options_set(session, SSH_OPTIONS_FD, &handle) != SSH_OK) {
        throw Error(peer.title + ": the connection could not be prepared.", ssh_get_error(session));
    }
    const Watch watch(progress, {&greeted.line}, settings.connectTimeout);
    socket.release();  // the session closes it
    if (ssh_connect(session) != SSH_OK) {
        const std::string cause = ssh_get_error(session);
        if (watch.end() == Watch::End::Cancelled) {
            throw Cancelled();
        }
        const bool silent = watch.end() == Watch::End::TimedOut;
        throw ConnectionError(ConnectionProblem::NotReachable,
                              silent ? peer.title + " did not answer within " + secondsText(settings.connectTimeout) +
                                           ". Is it an SSH server, and is it very busy?"
                                     : peer.title + " broke off while the connection was made. Is it an SSH server?",
                              cause);
    }
    neverBlock(greeted.line);  // libssh made it blocking while it connected
    greeted.key = shownKey(session);
    greeted.state = stateOf(greeted.key, known);
    return greeted;
}

void requireKnown(const Greeted& greeted, const Peer& peer, const SshSettings& settings)
{
    const ShownKey& key = greeted.key;
    if (greeted.state == HostKeyState::Known) {
        return;
    }
    if (greeted.state == HostKeyState::Unknown) {
        throw ConnectionError(ConnectionProblem::HostKeyUnknown,
                              peer.title + " showed a host key that is not known yet: " + key.fingerprint + " (" +
                                  key.type +
                                  "). Compare it with the fingerprint on that computer, then accept it with: server "
                                  "trust " +
                                  settings.label + " --fingerprint " + key.fingerprint,
                              {}, key.fingerprint, peer.title, key.type);
    }
    throw ConnectionError(
        ConnectionProblem::HostKeyChanged,
        peer.title + " showed a host key that is not the one known for it: " + key.fingerprint + " (" + key.type +
            "). It may be another computer: nothing was sent to it. If it was set up anew, make sure of its "
            "fingerprint and remove the old lines of " +
            knownHostName(peer.hostname, peer.port) + " from " + pathText(knownHostsFile(settings)) + ".",
        {}, key.fingerprint, peer.title, key.type);
}

}  // namespace aurora::remote
