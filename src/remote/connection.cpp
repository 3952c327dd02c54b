#include "connection.h"

#include "aurora/core/error.h"

namespace aurora::remote {

namespace {

/// Logs in at the jump host and opens a way from there to the server.
std::unique_ptr<JumpTunnel> throughJumpHost(const SshSettings& settings, const Peer& server, Socket end,
                                            const Progress& progress)
{
    const Peer jump = jumpHostOf(settings);
    Greeted greeted = greet(jump, settings, callUp(jump, settings, progress), progress);
    requireKnown(greeted, jump, settings);
    authenticate(greeted, jump, settings, progress);

    const Watch watch(progress, {&greeted.line}, settings.connectTimeout);
    Channel channel(ssh_channel_new(greeted.session.get()));
    if (!channel ||
        ssh_channel_open_forward(channel.get(), server.hostname.c_str(), server.port, "127.0.0.1", 0) != SSH_OK) {
        if (watch.end() == Watch::End::Cancelled) {
            throw Cancelled();
        }
        throw ConnectionError(ConnectionProblem::NotReachable,
                              server.title + " cannot be reached from " + jump.title +
                                  ". Is it on, and does the jump host allow forwarding?",
                              ssh_get_error(greeted.session.get()));
    }
    return std::make_unique<JumpTunnel>(std::move(greeted.session), std::move(channel), std::move(end),
                                        settings.keepAlive);
}

}  // namespace

Greeted reach(const SshSettings& settings, std::unique_ptr<JumpTunnel>& tunnel, const Progress& progress)
{
    const Peer server = serverOf(settings);
    if (settings.proxyHostname.empty()) {
        return greet(server, settings, callUp(server, settings, progress), progress);
    }
    auto [ours, theirs] = socketPair();
    tunnel = throughJumpHost(settings, server, std::move(theirs), progress);
    return greet(server, settings, std::move(ours), progress);
}

Connection::Connection(const SshSettings& settings, const Progress& progress)
    : m_peer(serverOf(settings)), m_greeted(reach(settings, m_tunnel, progress))
{
    requireKnown(m_greeted, m_peer, settings);
    authenticate(m_greeted, m_peer, settings, progress);
}

Connection::~Connection()
{
    endSftp();
}

void Connection::endSftp() noexcept
{
    if (!m_sftp) {
        return;
    }
    try {
        const Watch watch(Progress::none(), {&line()}, std::chrono::seconds(2));
        m_sftp.reset();                // waits until that is sent
    } catch (const std::exception&) {  // no thread to be had for the watch: it is not said, but the line is ended
        shutDown(line());
        m_sftp.reset();
    }
}

bool Connection::isAlive()
{
    ssh_send_ignore(session(), "");  // takes in what the server has sent meanwhile, too
    return ssh_is_connected(session()) != 0 && !hasEnded(line());
}

sftp_session Connection::sftp(Watch& watch)
{
    if (m_sftp) {
        return m_sftp.get();
    }
    m_sftp.reset(sftp_new(session()));
    if (m_sftp && sftp_init(m_sftp.get()) == SSH_OK) {
        watch.answered();
        return m_sftp.get();
    }
    const std::string cause = ssh_get_error(session());
    m_sftp.reset();
    throwIfBroken(watch);
    throw Error(m_peer.title + " hands out no files: its SSH server has no SFTP. Enable the subsystem sftp there.",
                cause);
}

void Connection::throwIfBroken(const Watch& watch) const
{
    if (watch.end() == Watch::End::Cancelled) {
        throw Cancelled();
    }
    const std::string cause = ssh_get_error(session());
    if (watch.end() == Watch::End::TimedOut) {
        throw LineBroken(m_peer.title +
                             " stopped answering. Try again; if it goes on, look at the network and the server.",
                         cause, watch.heardSomething());
    }
    if (ssh_is_connected(session()) == 0 || hasEnded(line())) {
        throw LineBroken("The connection to " + m_peer.title +
                             " broke. Try again; if it goes on, look at the network and the server.",
                         cause, watch.heardSomething());
    }
}

}  // namespace aurora::remote
