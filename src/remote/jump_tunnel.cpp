#include "jump_tunnel.h"

#include <algorithm>
#include <array>

namespace aurora::remote {

namespace {

constexpr std::size_t pieceSize = std::size_t{32} * 1024;

}  // namespace

JumpTunnel::JumpTunnel(Session jump, Channel channel, Socket end, std::chrono::milliseconds keepAlive)
    : m_session(std::move(jump)), m_channel(std::move(channel)), m_end(std::move(end)), m_keepAlive(keepAlive)
{
    ssh_set_blocking(m_session.get(), 0);
    m_thread = std::thread([this] { carry(); });
}

JumpTunnel::~JumpTunnel()
{
    m_stop = true;
    shutDown(m_end);
    m_thread.join();
    m_channel.reset();
}

void JumpTunnel::carry() noexcept
{
    try {
        while (!m_stop && carrySome()) {
        }
    } catch (const std::exception&) {
        m_stop = true;  // no memory: the line ends, which whoever uses it notices
    }
    shutDown(m_end);
}

bool JumpTunnel::carrySome()
{
    bool moved = false;
    if (!fromChannel(moved) || !fromSocket(moved)) {
        return false;
    }
    if (moved) {
        m_lastMoved = Clock::now();
        return true;
    }
    waitForMore();
    return true;
}

bool JumpTunnel::fromChannel(bool& moved)
{
    if (m_toSocket.empty()) {
        std::array<char, pieceSize> piece;  // NOLINT: filled by the next line
        const int got = ssh_channel_read_nonblocking(m_channel.get(), piece.data(), piece.size(), 0);
        if (got == SSH_AGAIN || got == 0) {
            return ssh_is_connected(m_session.get()) != 0 && ssh_channel_is_eof(m_channel.get()) == 0;
        }
        if (got < 0) {
            return false;
        }
        m_toSocket.assign(piece.data(), static_cast<std::size_t>(got));
    }
    const long sent = sendSome(m_end, m_toSocket);
    if (sent < 0) {
        return false;
    }
    m_toSocket.erase(0, static_cast<std::size_t>(sent));
    moved = moved || sent > 0;
    return true;
}

bool JumpTunnel::fromSocket(bool& moved)
{
    if (m_toChannel.empty()) {
        std::array<char, pieceSize> piece;  // NOLINT: filled by the next line
        const long got = receiveSome(m_end, piece);
        if (got < 0) {
            return false;
        }
        m_toChannel.assign(piece.data(), static_cast<std::size_t>(got));
    }
    const std::size_t room = ssh_channel_window_size(m_channel.get());  // more than that would wait for the server
    const std::size_t piece = std::min(room, m_toChannel.size());
    if (piece == 0) {
        return true;
    }
    const int sent = ssh_channel_write(m_channel.get(), m_toChannel.data(), static_cast<std::uint32_t>(piece));
    if (sent == SSH_ERROR) {
        return false;
    }
    m_toChannel.erase(0, static_cast<std::size_t>(std::max(sent, 0)));
    moved = moved || sent > 0;
    return true;
}

void JumpTunnel::waitForMore()
{
    const bool unsent = (ssh_get_poll_flags(m_session.get()) & SSH_WRITE_PENDING) != 0;
    const std::array<Wait, 2> waits{{
        {.socket = m_end.handle(), .toRead = m_toChannel.empty(), .toWrite = !m_toSocket.empty()},
        {.socket = ssh_get_fd(m_session.get()), .toRead = true, .toWrite = unsent},
    }};
    waitFor(waits, std::chrono::milliseconds(200));
    if (Clock::now() - m_lastMoved >= m_keepAlive) {
        ssh_send_ignore(m_session.get(), "");
        m_lastMoved = Clock::now();
    }
}

}  // namespace aurora::remote
