#include "aurora/remote/ssh_host.h"

#include "command.h"
#include "connection.h"
#include "partial_file.h"
#include "sftp.h"
#include "turn.h"

#include "aurora/core/error.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace aurora::remote {

using std::chrono::milliseconds;

namespace {

// How long a transfer keeps the connection from those who wait for it: pieces that are shorter spend more time on
// being begun than on the way.
constexpr milliseconds shortestPiece{200};

/// Before the first socket: Windows has none until somebody asks for them, which libssh does.
void startLibrary()
{
    static std::once_flag once;
    std::call_once(once, [] { ssh_init(); });
}

}  // namespace

/// The one connection of a host, for one call at a time.
class SshHost::Line
{
public:
    explicit Line(SshSettings chosen) : settings(std::move(chosen)) {}

    ~Line()
    {
        {
            const std::lock_guard lock(m_endMutex);
            m_over = true;
        }
        m_end.notify_all();
        if (m_keeper.joinable()) {
            m_keeper.join();
        }
    }

    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    /// Does something with the connection. Where an idle connection turns out to be dead before the server has heard
    /// anything of this call, it is done once more over a new one.
    template <typename Work>
    auto with(const Progress& progress, Work work)
    {
        const Turn::Held held = m_turn.wait(progress);
        progress.throwIfCancelled();
        const bool reused = m_connection && m_connection->isAlive();
        if (!reused) {
            reconnect(progress);
        }
        try {
            return doing(work);
        } catch (const LineBroken& broken) {
            if (!reused || broken.heardSomething()) {
                throw;
            }
        }
        reconnect(progress);
        return doing(work);
    }

    /// The same with files.
    template <typename Work>
    auto speaking(const Progress& progress, const Work& work)
    {
        return with(progress, [&](Connection& connection) {
            Watch watch(progress, {&connection.line()}, settings.answerTimeout);
            return work(Speech{connection, watch});
        });
    }

    /// From now on: whether somebody has waited for long enough.
    [[nodiscard]] std::function<bool()> letGo() const
    {
        return [this, until = Clock::now() + shortestPiece] { return Clock::now() >= until && m_turn.isWanted(); };
    }

    const SshSettings settings;

private:
    void reconnect(const Progress& progress)
    {
        m_connection.reset();
        m_connection = std::make_unique<Connection>(settings, progress);
        if (!m_keeper.joinable()) {
            m_keeper = std::thread([this] { keepAlive(); });
        }
    }

    template <typename Work>
    auto doing(Work& work)
    {
        try {
            return work(*m_connection);
        } catch (...) {
            if (!m_connection->isAlive()) {
                m_connection.reset();
            } else {
                m_connection->endSftp();
            }
            throw;
        }
    }

    /// Says something now and then, so that neither the server nor a router forgets us, and answers the server's own
    /// questions whether we are there.
    void keepAlive()
    {
        std::unique_lock lock(m_endMutex);
        while (!m_end.wait_for(lock, settings.keepAlive, [this] { return m_over; })) {
            try {
                const auto held = m_turn.tryNow();
                if (held && m_connection && !m_connection->isAlive()) {
                    m_connection.reset();
                }
            } catch (const std::exception&) {
                continue;  // no memory just now
            }
        }
    }

    Turn m_turn;
    std::unique_ptr<Connection> m_connection;
    std::mutex m_endMutex;
    std::condition_variable m_end;
    bool m_over = false;
    std::thread m_keeper;
};

SshHost::SshHost(SshSettings settings) : m_line(std::make_unique<Line>(std::move(settings)))
{
    startLibrary();
}

SshHost::~SshHost() = default;

void SshHost::connect(const Progress& progress)
{
    m_line->with(progress, [](Connection&) {});
}

CommandResult SshHost::run(const std::string& commandLine, milliseconds timeout, const Progress& progress,
                           const std::function<void()>& whenSent)
{
    return m_line->with(progress, [&](Connection& connection) {
        return runCommand(connection, commandLine, timeout, m_line->settings.connectTimeout, progress, whenSent);
    });
}

// A long list and a long transfer are made of pieces, each a call of its own: a command, or another file, need not wait
// for the end of them.

std::vector<RemoteFile> SshHost::list(const std::string& folder, const Progress& progress)
{
    Listing listing(folder);
    while (!m_line->speaking(progress, [&](const Speech& speech) { return listing.goOn(speech, m_line->letGo()); })) {
    }
    return std::move(listing).files();
}

std::optional<RemoteFile> SshHost::find(const std::string& path, const Progress& progress)
{
    return m_line->speaking(progress, [&](const Speech& speech) { return findFile(speech, path); });
}

void SshHost::download(const std::string& path, const std::filesystem::path& local, Progress& progress)
{
    downloadInto(
        local, path, serverOf(m_line->settings).title, progress,
        [&] { return m_line->speaking(progress, [&](const Speech& speech) { return findFile(speech, path); }); },
        [&](const RemoteFile& file, std::uint64_t offset, const std::function<void(std::string_view)>& take) {
            Piece piece{offset, Piece::End::LetGo};
            while (piece.end == Piece::End::LetGo) {
                piece = m_line->speaking(progress, [&](const Speech& speech) {
                    return readPiece(speech, file, piece.next, take, m_line->letGo());
                });
            }
            return piece.end == Piece::End::OfFile;
        });
}

void SshHost::upload(std::string_view content, const std::string& path, const Progress& progress)
{
    m_line->with(progress, [&](Connection& connection) {
        writeFile(connection, content, path, m_line->settings.answerTimeout, progress);
    });
}

std::string SshHost::read(const std::string& path, std::uint64_t mostBytes, const Progress& progress)
{
    return m_line->speaking(progress, [&](const Speech& speech) {
        const std::string& title = speech.connection.title();
        const std::optional<RemoteFile> file = findFile(speech, path);
        if (!file) {
            throw Error(title + ": there is no file " + path + ".");
        }
        if (file->size > mostBytes) {
            throw Error(title + ": " + path + " holds " + std::to_string(file->size) + " bytes; more than " +
                        std::to_string(mostBytes) + " were not expected. It was not read.");
        }
        std::string content;
        if (!readFrom(speech, *file, 0, [&](std::string_view bytes) { content += bytes; })) {
            throw Error(title + ": " + path + " was changed while it was read. Try again.");
        }
        return content;
    });
}

TrustedKey trustHostKey(const SshSettings& settings, const std::string& fingerprint, const Progress& progress)
{
    startLibrary();
    const auto accept = [&](const Greeted& greeted, const Peer& peer) {
        const std::string name = knownHostName(peer.hostname, peer.port);
        if (greeted.state == HostKeyState::Changed) {
            requireKnown(greeted, peer, settings);
        }
        if (greeted.key.fingerprint != fingerprint) {
            throw ConnectionError(ConnectionProblem::HostKeyUnknown,
                                  peer.title + " showed another host key than the one to be trusted: " +
                                      greeted.key.fingerprint + " instead of " + fingerprint + ". It was not accepted.",
                                  {}, greeted.key.fingerprint);
        }
        if (greeted.state == HostKeyState::Unknown) {
            appendKnownKey(knownHostsFile(settings), name, greeted.key);
        }
        return TrustedKey{name, greeted.key.type, greeted.key.fingerprint, peer.title};
    };
    const Peer server = serverOf(settings);
    if (!settings.proxyHostname.empty()) {
        const Peer jump = jumpHostOf(settings);
        const Greeted greeted = greet(jump, settings, callUp(jump, settings, progress), progress);
        if (greeted.state != HostKeyState::Known || greeted.key.fingerprint == fingerprint) {
            return accept(greeted, jump);
        }
    }
    std::unique_ptr<JumpTunnel> tunnel;
    const Greeted greeted = reach(settings, tunnel, progress);
    return accept(greeted, server);
}

}  // namespace aurora::remote
