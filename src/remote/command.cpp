#include "command.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <libssh/callbacks.h>

#include <array>

namespace aurora::remote {

namespace {

using std::chrono::milliseconds;

// A status of thousands of jobs is a few megabytes: more than this is a command that does not stop talking.
constexpr std::size_t mostOutput = 256UL * 1024 * 1024;

/// What the server says about the end of a command.
struct Ending
{
    int exitStatus = -1;  ///< stays so when a signal ended it
    bool told = false;    ///< exit status or signal has come
    bool closed = false;
};

void tellExitStatus(ssh_session, ssh_channel, int status, void* ending)
{
    static_cast<Ending*>(ending)->exitStatus = status;
    static_cast<Ending*>(ending)->told = true;
}

void tellExitSignal(ssh_session, ssh_channel, const char*, int, const char*, const char*, void* ending)
{
    static_cast<Ending*>(ending)->told = true;
}

void tellClosed(ssh_session, ssh_channel, void* ending)
{
    static_cast<Ending*>(ending)->closed = true;
}

class RunningCommand
{
public:
    RunningCommand(Connection& connection, const Progress& progress) : m_connection(connection), m_progress(progress)
    {
        ssh_callbacks_init(&m_callbacks);
        m_callbacks.userdata = &m_ending;
        m_callbacks.channel_exit_status_function = tellExitStatus;
        m_callbacks.channel_exit_signal_function = tellExitSignal;
        m_callbacks.channel_close_function = tellClosed;
    }

    ~RunningCommand()
    {
        if (m_channel) {
            ssh_remove_channel_callbacks(m_channel.get(), &m_callbacks);
            const Watch watch(Progress::none(), {&m_connection.line()}, milliseconds(2000));
            m_channel.reset();  // closes it, which waits until that is sent
        }
    }

    RunningCommand(const RunningCommand&) = delete;
    RunningCommand& operator=(const RunningCommand&) = delete;

    void begin(const std::string& commandLine, milliseconds patience, const std::function<void()>& whenSent)
    {
        Watch watch(m_progress, {&m_connection.line()}, patience);
        m_channel.reset(ssh_channel_new(m_connection.session()));
        if (!m_channel || ssh_channel_open_session(m_channel.get()) != SSH_OK) {
            refused(watch);
        }
        ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
        m_progress.throwIfCancelled();
        watch.answered();  // from here on the command may have been run
        whenSent();
        if (ssh_channel_request_exec(m_channel.get(), commandLine.c_str()) != SSH_OK) {
            if (watch.end() != Watch::End::Cancelled && !m_connection.isAlive()) {
                brokeWhileRunning();
            }
            refused(watch);
        }
        ssh_channel_send_eof(m_channel.get());
    }

    CommandResult result(Clock::time_point deadline)
    {
        while (!hasEnded()) {
            if (m_progress.cancelRequested()) {
                stop();
                throw Cancelled();
            }
            if (Clock::now() >= deadline) {
                stop();
                throw CommandTimedOut(m_connection.title() + " did not finish a command in time.");
            }
            if (!takeOutput() && !hasEnded()) {
                waitForMore();
            }
        }
        while (takeOutput()) {
        }
        if (!m_ending.closed && !(m_ending.told && ssh_channel_is_eof(m_channel.get()) != 0)) {
            brokeWhileRunning();
        }
        return {m_ending.exitStatus, toUtf8(m_output, "UTF-8"), toUtf8(m_errors, "UTF-8")};
    }

private:
    [[noreturn]] void refused(const Watch& watch) const
    {
        m_connection.throwIfBroken(watch);
        throw Error(m_connection.title() + " takes no command. Is the user allowed to run programs there?",
                    ssh_get_error(m_connection.session()));
    }

    [[noreturn]] void brokeWhileRunning() const
    {
        throw LineBroken("The connection to " + m_connection.title() + " broke while a command ran.",
                         ssh_get_error(m_connection.session()), true);
    }

    /// All text and the exit status have come, or nothing more can.
    [[nodiscard]] bool hasEnded() const
    {
        return m_ending.closed || ssh_is_connected(m_connection.session()) == 0 ||
               (m_ending.told && ssh_channel_is_eof(m_channel.get()) != 0);
    }

    /// Both streams, each as far as it is there: a command that fills one while we wait for the other would hang.
    bool takeOutput() { return take(m_output, 0) || take(m_errors, 1); }

    bool take(std::string& text, int isErrors)
    {
        std::array<char, 32 * 1024> piece;  // NOLINT: filled by the next line
        const int got = ssh_channel_read_nonblocking(m_channel.get(), piece.data(), piece.size(), isErrors);
        if (got <= 0) {
            return false;
        }
        text.append(piece.data(), static_cast<std::size_t>(got));
        if (text.size() > mostOutput) {
            stop();
            throw Error(m_connection.title() + " answered a command with more than 256 MB. It was stopped.");
        }
        return true;
    }

    void waitForMore() const
    {
        const bool unsent = (ssh_get_poll_flags(m_connection.session()) & SSH_WRITE_PENDING) != 0;
        const std::array<Wait, 1> waits{{{.socket = m_connection.line().handle(), .toRead = true, .toWrite = unsent}}};
        waitFor(waits, milliseconds(25));
        if (ssh_channel_is_eof(m_channel.get()) != 0) {
            // Reading takes nothing in any more once the text has ended, but the exit status comes after it.
            ssh_send_ignore(m_connection.session(), "");
        }
    }

    /// Servers end the command on this; those that do not know signals, and OpenSSH for root, leave it running.
    void stop() const { ssh_channel_request_send_signal(m_channel.get(), "TERM"); }

    Connection& m_connection;
    const Progress& m_progress;
    Ending m_ending;
    ssh_channel_callbacks_struct m_callbacks{};
    Channel m_channel;
    std::string m_output;
    std::string m_errors;
};

}  // namespace

CommandResult runCommand(Connection& connection, const std::string& commandLine, milliseconds timeout,
                         milliseconds patience, const Progress& progress, const std::function<void()>& whenSent)
{
    const auto deadline = Clock::now() + timeout;
    RunningCommand command(connection, progress);
    command.begin(commandLine, patience, whenSent);
    return command.result(deadline);
}

}  // namespace aurora::remote
