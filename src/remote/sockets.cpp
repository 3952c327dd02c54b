#include "sockets.h"

#include "socket_calls.h"

#include "aurora/core/error.h"

#include <array>
#include <cstdlib>
#include <cstring>

namespace aurora::remote {

Socket& Socket::operator=(Socket&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Socket::~Socket()
{
    if (m_handle != SSH_INVALID_SOCKET) {
        closeHandle(m_handle);
    }
}

#ifdef _WIN32

std::pair<Socket, Socket> socketPair()
{
    // Windows has no pairs: a listener on this computer alone, and only our own end is taken in.
    const auto fail = [] { throw Error("No line to the jump host could be made inside of this computer."); };
    Socket listener(::socket(AF_INET, SOCK_STREAM, IPPROTO_TCP));
    Socket first(::socket(AF_INET, SOCK_STREAM, IPPROTO_TCP));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    int length = sizeof address;
    if (::bind(listener.handle(), generic, length) != 0 || ::listen(listener.handle(), 1) != 0 ||
        ::getsockname(listener.handle(), generic, &length) != 0 || ::connect(first.handle(), generic, length) != 0)
    {
        fail();
    }
    sockaddr_in mine{};
    sockaddr_in theirs{};
    int mineLength = sizeof mine;
    int theirsLength = sizeof theirs;
    Socket second(::accept(listener.handle(), reinterpret_cast<sockaddr*>(&theirs), &theirsLength));
    ::getsockname(first.handle(), reinterpret_cast<sockaddr*>(&mine), &mineLength);
    if (!second || mine.sin_port != theirs.sin_port || !makeNonBlocking(first.handle()) ||
        !makeNonBlocking(second.handle()))
    {
        fail();
    }
    return {std::move(first), std::move(second)};
}

Socket agentSocket(const std::string&)
{
    return {};  // libssh speaks with agents through Unix sockets only
}

int logInByAgent(ssh_session)
{
    return SSH_AUTH_DENIED;
}

Socket duplicate(socket_t socket)
{
    WSAPROTOCOL_INFOW info{};
    Socket copy;
    if (WSADuplicateSocketW(socket, GetCurrentProcessId(), &info) == 0) {
        copy = Socket(WSASocketW(FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, &info, 0, 0));
    }
    if (!copy) {
        throw Error("A network connection could not be watched.", describe(lastError()));
    }
    return copy;
}

std::string homeFolder()
{
    const char* home = std::getenv("USERPROFILE");
    return home == nullptr ? std::string() : std::string(home);
}

#else

std::pair<Socket, Socket> socketPair()
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) {
        throw Error("No line to the jump host could be made inside of this computer.", describe(lastError()));
    }
    Socket first(ends[0]);
    Socket second(ends[1]);
    makeNonBlocking(first.handle());
    makeNonBlocking(second.handle());
    return {std::move(first), std::move(second)};
}

Socket agentSocket(const std::string& path)
{
    const char* named = path.empty() ? std::getenv("SSH_AUTH_SOCK") : path.c_str();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (named == nullptr || *named == '\0' || std::strlen(named) >= sizeof address.sun_path) {
        return {};
    }
    std::memcpy(address.sun_path, named, std::strlen(named));  // what follows is zero already
    Socket socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    if (!socket || ::connect(socket.handle(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return {};
    }
    ::fcntl(socket.handle(), F_SETFD, FD_CLOEXEC);
    return socket;
}

int logInByAgent(ssh_session session)
{
    return ssh_userauth_agent(session, nullptr);
}

Socket duplicate(socket_t socket)
{
    Socket copy(::fcntl(socket, F_DUPFD_CLOEXEC, 0));
    if (!copy) {
        throw Error("A network connection could not be watched.", describe(lastError()));
    }
    return copy;
}

std::string homeFolder()
{
    const char* home = std::getenv("HOME");
    return home == nullptr ? std::string() : std::string(home);
}

#endif

void neverBlock(const Socket& socket) noexcept
{
    makeNonBlocking(socket.handle());
}

void shutDown(const Socket& socket) noexcept
{
    if (socket) {
        ::shutdown(socket.handle(), bothWays);
    }
}

bool hasEnded(const Socket& socket) noexcept
{
    std::array<PollEntry, 1> entry{};
    entry[0].fd = socket.handle();
    entry[0].events = POLLIN;
    if (pollAll(entry, 0) == 0) {
        return false;
    }
    char byte = 0;
    const auto got = ::recv(socket.handle(), &byte, 1, MSG_PEEK);
    return got == 0 || (got < 0 && !wouldBlock(lastError()));
}

long sendSome(const Socket& socket, std::string_view bytes) noexcept
{
    const auto sent = ::send(socket.handle(), bytes.data(), static_cast<unsigned>(bytes.size()), sendFlags);
    if (sent < 0) {
        return wouldBlock(lastError()) ? 0 : -1;
    }
    return static_cast<long>(sent);
}

long receiveSome(const Socket& socket, std::span<char> room) noexcept
{
    const auto got = ::recv(socket.handle(), room.data(), static_cast<unsigned>(room.size()), 0);
    if (got < 0) {
        return wouldBlock(lastError()) ? 0 : -1;
    }
    return got == 0 ? -1 : static_cast<long>(got);
}

void waitFor(std::span<const Wait> waits, std::chrono::milliseconds longest) noexcept
{
    std::array<PollEntry, 4> entries{};
    std::size_t count = 0;
    for (const Wait& wait : waits) {
        if (count < entries.size()) {
            entries[count].fd = wait.socket;
            entries[count].events = static_cast<short>((wait.toRead ? POLLIN : 0) | (wait.toWrite ? POLLOUT : 0));
            ++count;
        }
    }
    pollAll(std::span(entries).first(count), static_cast<int>(longest.count()));
}

}  // namespace aurora::remote
