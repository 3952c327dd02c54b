#include "socket_calls.h"

#include "aurora/core/error.h"
#include "aurora/remote/host.h"

#include <array>
#include <cstring>
#include <future>
#include <memory>
#include <thread>
#include <vector>

namespace aurora::remote {

namespace {

using std::chrono::milliseconds;

struct Address
{
    sockaddr_storage bytes{};
    socklen_t length = 0;
    int family = 0;
};

struct Resolved
{
    std::vector<Address> addresses;
    std::string problem;
};

Resolved resolve(const std::string& hostname, const std::string& port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    Resolved resolved;
    const int code = ::getaddrinfo(hostname.c_str(), port.c_str(), &hints, &found);
    if (code != 0) {
        resolved.problem = nameError(code);
        return resolved;
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
        Address address;
        address.length = static_cast<socklen_t>(each->ai_addrlen);
        address.family = each->ai_family;
        std::memcpy(&address.bytes, each->ai_addr, each->ai_addrlen);
        resolved.addresses.push_back(address);
    }
    return resolved;
}

/// The system's look-up cannot be cancelled: it is left to itself when nobody waits for it any more.
Resolved resolveInTime(const std::string& hostname, int port, Clock::time_point deadline, const Progress& progress)
{
    auto promise = std::make_shared<std::promise<Resolved>>();
    std::future<Resolved> answer = promise->get_future();
    std::thread([promise, hostname, port] {
        try {
            promise->set_value(resolve(hostname, std::to_string(port)));
        } catch (const std::exception&) {
            promise->set_exception(std::current_exception());
        }
    }).detach();
    while (answer.wait_for(milliseconds(20)) != std::future_status::ready) {
        progress.throwIfCancelled();
        if (Clock::now() >= deadline) {
            return {{}, "no answer from the name server"};
        }
    }
    return answer.get();
}

/// Notices a dead network within minutes, and keeps routers from forgetting the connection.
void keepAlive(socket_t handle) noexcept
{
    const int yes = 1;
    const int idle_s = 30;
    const auto set = [&](int level, auto option, const int& value) {
        ::setsockopt(handle, level, static_cast<int>(option), reinterpret_cast<const char*>(&value), sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, yes);
    set(IPPROTO_TCP, idleOption, idle_s);
    set(IPPROTO_TCP, TCP_NODELAY, yes);
}

/// @param problem  gets why there is no connection
Socket connectToAddress(const Address& address, Clock::time_point deadline, const Progress& progress,
                        std::string& problem)
{
    Socket socket(::socket(address.family, SOCK_STREAM, IPPROTO_TCP));
    if (!socket || !makeNonBlocking(socket.handle())) {
        problem = describe(lastError());
        return {};
    }
    if (::connect(socket.handle(), reinterpret_cast<const sockaddr*>(&address.bytes), address.length) != 0 &&
        !wouldBlock(lastError()))
    {
        problem = describe(lastError());
        return {};
    }
    std::array<PollEntry, 1> entry{};
    entry[0].fd = socket.handle();
    entry[0].events = POLLOUT;
    while (pollAll(entry, 20) <= 0) {
        progress.throwIfCancelled();
        if (Clock::now() >= deadline) {
            problem = "no answer";
            return {};
        }
    }
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket.handle(), SOL_SOCKET, SO_ERROR, reinterpret_cast<char*>(&error), &size);
    if (error != 0) {
        problem = describe(error);
        return {};
    }
    keepAlive(socket.handle());
    return socket;
}

}  // namespace

Socket connectTo(const std::string& hostname, int port, const std::string& title, Clock::time_point deadline,
                 const Progress& progress)
{
    progress.throwIfCancelled();
    const Resolved resolved = resolveInTime(hostname, port, deadline, progress);
    if (resolved.addresses.empty()) {
        throw ConnectionError(ConnectionProblem::NameNotFound,
                              title +
                                  ": no computer of that name was found. Check the hostname in the configuration, and "
                                  "the network.",
                              resolved.problem);
    }
    std::string problem;
    for (std::size_t i = 0; i < resolved.addresses.size(); ++i) {
        // One that does not answer leaves time for the others.
        const auto now = Clock::now();
        const auto share = (deadline - now) / static_cast<long>(resolved.addresses.size() - i);
        Socket socket = connectToAddress(resolved.addresses[i], now + share, progress, problem);
        if (socket) {
            return socket;
        }
    }
    throw ConnectionError(ConnectionProblem::NotReachable,
                          title + " cannot be reached. Is it on, is its SSH server running, and is the port right?",
                          problem);
}

}  // namespace aurora::remote
