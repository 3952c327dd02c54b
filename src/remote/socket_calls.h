#pragma once

#include "sockets.h"

#include <cerrno>
#include <span>
#include <string>
#include <system_error>

#ifdef _WIN32
#    include <winsock2.h>
#    include <ws2tcpip.h>
#else
#    include <fcntl.h>
#    include <netdb.h>
#    include <netinet/in.h>
#    include <netinet/tcp.h>
#    include <poll.h>
#    include <sys/socket.h>
#    include <sys/un.h>
#    include <unistd.h>
#endif

/// One name for each call that Windows and the others spell differently. For sockets.cpp and connect_to.cpp alone.
namespace aurora::remote {

#ifdef _WIN32

using PollEntry = WSAPOLLFD;

inline int lastError() noexcept
{
    return WSAGetLastError();
}

inline bool wouldBlock(int error) noexcept
{
    return error == WSAEWOULDBLOCK || error == WSAEINPROGRESS;
}

inline void closeHandle(socket_t handle) noexcept
{
    closesocket(handle);
}

inline int pollAll(std::span<PollEntry> entries, int timeout_ms) noexcept
{
    return WSAPoll(entries.data(), static_cast<ULONG>(entries.size()), timeout_ms);
}

inline bool makeNonBlocking(socket_t handle) noexcept
{
    u_long yes = 1;
    return ioctlsocket(handle, FIONBIO, &yes) == 0;
}

inline const char* nameError(int code) noexcept
{
    return gai_strerrorA(code);
}

constexpr int bothWays = SD_BOTH;
constexpr int sendFlags = 0;
#    ifdef TCP_KEEPIDLE
constexpr auto idleOption = TCP_KEEPIDLE;
#    else
constexpr int idleOption = 3;  // its number in Windows 10; MinGW's headers do not have it yet
#    endif

#else

using PollEntry = pollfd;

inline int lastError() noexcept
{
    return errno;
}

inline bool wouldBlock(int error) noexcept
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINPROGRESS || error == EINTR;
}

inline void closeHandle(socket_t handle) noexcept
{
    ::close(handle);
}

inline int pollAll(std::span<PollEntry> entries, int timeout_ms) noexcept
{
    return ::poll(entries.data(), entries.size(), timeout_ms);
}

inline bool makeNonBlocking(socket_t handle) noexcept
{
    return ::fcntl(handle, F_SETFL, ::fcntl(handle, F_GETFL) | O_NONBLOCK) == 0 &&
           ::fcntl(handle, F_SETFD, FD_CLOEXEC) == 0;
}

inline const char* nameError(int code) noexcept
{
    return ::gai_strerror(code);
}

constexpr int bothWays = SHUT_RDWR;
constexpr int sendFlags = MSG_NOSIGNAL;
#    ifdef TCP_KEEPIDLE
constexpr auto idleOption = TCP_KEEPIDLE;
#    else
constexpr auto idleOption = TCP_KEEPALIVE;  // macOS
#    endif

#endif

inline std::string describe(int error)
{
    return std::error_code(error, std::system_category()).message();
}

}  // namespace aurora::remote
