#pragma once

#include "handshake.h"
#include "jump_tunnel.h"

#include <memory>
#include <string>

namespace aurora::remote {

/// The line broke, or was ended, in a call that waited for the server.
class LineBroken final : public ConnectionError
{
public:
    LineBroken(const std::string& sentence, const std::string& cause, bool heard)
        : ConnectionError(ConnectionProblem::Dropped, sentence, cause), m_heardSomething(heard)
    {
    }

    /// False: the line was dead before the call, the server knows nothing of it.
    [[nodiscard]] bool heardSomething() const noexcept { return m_heardSomething; }

private:
    bool m_heardSomething;
};

/// One logged-in session, through the jump host where there is one. Not for two threads at a time.
class Connection
{
public:
    /// @throws ConnectionError; Cancelled
    Connection(const SshSettings& settings, const Progress& progress);

    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] ssh_session session() const noexcept { return m_greeted.session.get(); }

    [[nodiscard]] const Socket& line() const noexcept { return m_greeted.line; }

    [[nodiscard]] const std::string& title() const noexcept { return m_peer.title; }

    /// Looks whether the server has hung up, and lets it know that we are there. Waits for nothing.
    [[nodiscard]] bool isAlive();

    /// The SFTP session, begun when it is first asked for. @throws Error; LineBroken; Cancelled
    sftp_session sftp(Watch& watch);

    /// After a transfer that ended in its middle: answers that are still on their way belong to nobody.
    void endSftp() noexcept;

    /// Tells why a call of libssh failed, when it was the line: @throws Cancelled, LineBroken. Returns otherwise.
    void throwIfBroken(const Watch& watch) const;

private:
    Peer m_peer;
    std::unique_ptr<JumpTunnel> m_tunnel;  // before the session that speaks through it: it ends after that
    Greeted m_greeted;
    Sftp m_sftp;
};

/// Reaches the server, directly or through the jump host, up to the exchange of keys.
/// @param tunnel  gets the way through the jump host, to be kept longer than the session
[[nodiscard]] Greeted reach(const SshSettings& settings, std::unique_ptr<JumpTunnel>& tunnel, const Progress& progress);

}  // namespace aurora::remote
