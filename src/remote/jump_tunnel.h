#pragma once

#include "handles.h"
#include "sockets.h"

#include <atomic>
#include <thread>

namespace aurora::remote {

/// Carries bytes between one end of a socket pair and a channel of the jump host, in a thread of its own: libssh 0.10
/// knows no jump hosts, but takes any socket. The session at the other end of the pair ends first.
class JumpTunnel
{
public:
    /// @param jump     logged in; used by the tunnel alone from now on
    /// @param channel  `direct-tcpip` to the server, open
    JumpTunnel(Session jump, Channel channel, Socket end, std::chrono::milliseconds keepAlive);
    ~JumpTunnel();
    JumpTunnel(const JumpTunnel&) = delete;
    JumpTunnel& operator=(const JumpTunnel&) = delete;

private:
    void carry() noexcept;
    /// False when one of the two sides has ended.
    bool carrySome();
    bool fromChannel(bool& moved);
    bool fromSocket(bool& moved);
    void waitForMore();

    Session m_session;
    Channel m_channel;
    Socket m_end;
    std::chrono::milliseconds m_keepAlive;
    Clock::time_point m_lastMoved = Clock::now();
    std::string m_toSocket;   // taken from the channel, not yet in the socket
    std::string m_toChannel;  // and the other way
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

}  // namespace aurora::remote
