#include "gui/frame/termination.h"

#include <QtGlobal>

// The one file that knows signals. A handler may call next to nothing: it writes a byte into a pipe, and the event loop
// reads it at the other end.
#ifdef Q_OS_UNIX
#    include <QSocketNotifier>

#    include <array>
#    include <cerrno>
#    include <csignal>
#    include <fcntl.h>
#    include <unistd.h>
#endif

namespace aurora::gui {

#ifdef Q_OS_UNIX

namespace {

constexpr std::array signalsToEnd{SIGTERM, SIGINT, SIGHUP};

volatile std::sig_atomic_t toListener = -1;  ///< the writing end of the pipe; -1: nobody listens

extern "C" void noteSignal(int /*signal*/)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(toListener, &byte, 1);  // full: one is there already
    errno = before;
}

}  // namespace

class Termination::Listener
{
public:
    explicit Listener(Termination& owner)
    {
        if (toListener >= 0 || ::pipe(m_pipe.data()) != 0) {
            return;
        }
        for (const int end : m_pipe) {
            ::fcntl(end, F_SETFL, O_NONBLOCK);
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
        }
        m_notifier = std::make_unique<QSocketNotifier>(m_pipe.front(), QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &owner, [this, &owner] {
            std::array<char, 16> bytes{};
            while (::read(m_pipe.front(), bytes.data(), bytes.size()) > 0) {
            }
            Q_EMIT owner.requested();
        });
        toListener = m_pipe.back();
        struct sigaction action = {};
        action.sa_handler = noteSignal;
        action.sa_flags = SA_RESTART;
        ::sigemptyset(&action.sa_mask);
        for (std::size_t i = 0; i < signalsToEnd.size(); ++i) {
            ::sigaction(signalsToEnd.at(i), &action, &m_before.at(i));
        }
    }

    ~Listener()
    {
        if (!m_notifier) {
            return;
        }
        for (std::size_t i = 0; i < signalsToEnd.size(); ++i) {
            ::sigaction(signalsToEnd.at(i), &m_before.at(i), nullptr);
        }
        toListener = -1;
        m_notifier.reset();
        for (const int end : m_pipe) {
            ::close(end);
        }
    }

    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

private:
    std::array<int, 2> m_pipe{-1, -1};  ///< to read from, to write to
    std::array<struct sigaction, signalsToEnd.size()> m_before{};
    std::unique_ptr<QSocketNotifier> m_notifier;  ///< none: this one does not listen
};

#else

class Termination::Listener
{
public:
    explicit Listener(Termination& /*owner*/) {}
};

#endif

Termination::Termination(QObject* parent) : QObject(parent), m_listener(std::make_unique<Listener>(*this)) {}

Termination::~Termination() = default;

}  // namespace aurora::gui
