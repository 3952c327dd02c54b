#pragma once

#include "aurora/core/progress.h"

#include <libssh/libssh.h>

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// The calls on sockets that differ between operating systems. All sockets here are non-blocking.
namespace aurora::remote {

using Clock = std::chrono::steady_clock;

/// A socket, closed with its owner.
class Socket
{
public:
    Socket() = default;

    explicit Socket(socket_t handle) noexcept : m_handle(handle) {}

    Socket(Socket&& other) noexcept : m_handle(other.release()) {}

    Socket& operator=(Socket&& other) noexcept;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket();

    [[nodiscard]] explicit operator bool() const noexcept { return m_handle != SSH_INVALID_SOCKET; }

    [[nodiscard]] socket_t handle() const noexcept { return m_handle; }

    /// Somebody else closes it from now on.
    socket_t release() noexcept { return std::exchange(m_handle, SSH_INVALID_SOCKET); }

private:
    socket_t m_handle = SSH_INVALID_SOCKET;
};

/// @param title     names the computer in messages
/// @param deadline  for the name and the connection together
/// @throws ConnectionError (NameNotFound, NotReachable); Cancelled
[[nodiscard]] Socket connectTo(const std::string& hostname, int port, const std::string& title,
                               Clock::time_point deadline, const Progress& progress);

/// Two ends of one line inside of this process. @throws Error
[[nodiscard]] std::pair<Socket, Socket> socketPair();

/// The socket of the agent that holds the user's keys; none where there is no agent.
/// @param path  empty: what SSH_AUTH_SOCK names
[[nodiscard]] Socket agentSocket(const std::string& path);

/// ssh_userauth_agent, which libssh does not have on Windows.
[[nodiscard]] int logInByAgent(ssh_session session);

/// A second handle of the same socket: what happens to one happens to both, but each is closed alone. @throws Error
[[nodiscard]] Socket duplicate(socket_t socket);

/// For all handles of the socket.
void neverBlock(const Socket& socket) noexcept;

/// Ends the line in both directions: whoever waits for it wakes up.
void shutDown(const Socket& socket) noexcept;

/// True when the other side has closed the line and nothing is left to read.
[[nodiscard]] bool hasEnded(const Socket& socket) noexcept;

/// @return bytes moved; 0: none can be now; -1: the line ended
[[nodiscard]] long sendSome(const Socket& socket, std::string_view bytes) noexcept;
[[nodiscard]] long receiveSome(const Socket& socket, std::span<char> room) noexcept;

struct Wait
{
    socket_t socket = SSH_INVALID_SOCKET;
    bool toRead = false;
    bool toWrite = false;
};

/// Until one of them can go on, or the time is over.
void waitFor(std::span<const Wait> waits, std::chrono::milliseconds longest) noexcept;

/// Where the user's own files are: HOME, on Windows USERPROFILE; empty when unknown.
[[nodiscard]] std::string homeFolder();

}  // namespace aurora::remote
