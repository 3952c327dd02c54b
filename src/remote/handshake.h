#pragma once

#include "handles.h"
#include "known_hosts.h"
#include "sockets.h"
#include "watch.h"

#include "aurora/remote/ssh_host.h"

namespace aurora::remote {

/// One computer to speak to: the server, or the jump host before it.
struct Peer
{
    std::string hostname;
    int port = 22;
    std::string username;
    std::string title;  ///< for messages: "tt1 (10.0.0.5:22)"
};

[[nodiscard]] Peer serverOf(const SshSettings& settings);
[[nodiscard]] Peer jumpHostOf(const SshSettings& settings);

/// A session after the exchange of keys. Nothing was said yet that is not for a stranger's ears.
struct Greeted
{
    Socket line;  ///< a second handle of the session's socket
    Session session;
    ShownKey key;
    HostKeyState state = HostKeyState::Unknown;
};

/// The known hosts file of the settings. @throws Error when there is neither a path nor a home folder
[[nodiscard]] std::filesystem::path knownHostsFile(const SshSettings& settings);

/// @throws ConnectionError (NameNotFound, NotReachable); Cancelled
[[nodiscard]] Socket callUp(const Peer& peer, const SshSettings& settings, const Progress& progress);

/// @throws ConnectionError (NotReachable); Cancelled
[[nodiscard]] Greeted greet(const Peer& peer, const SshSettings& settings, Socket socket, const Progress& progress);

/// @throws ConnectionError (HostKeyUnknown, HostKeyChanged)
void requireKnown(const Greeted& greeted, const Peer& peer, const SshSettings& settings);

/// Logs in with a key. @throws ConnectionError (KeyRefused, NoUsableKey, Dropped); Cancelled
void authenticate(const Greeted& greeted, const Peer& peer, const SshSettings& settings, const Progress& progress);

}  // namespace aurora::remote
