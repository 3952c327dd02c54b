#include "cyclers/sent_command.h"

#include "aurora/remote/host.h"

#include <atomic>
#include <chrono>

namespace aurora::cyclers {

namespace {

/// Passes a request to stop on at once as long as nothing was sent, and a moment later from then on: most commands have
/// answered until then, and nobody has to guess.
class AMomentLater final : public Progress
{
public:
    explicit AMomentLater(const Progress& whole) : m_whole(whole) {}

    void report(std::uint64_t /*done*/, std::uint64_t /*total*/, std::string_view /*what*/) override {}

    void noteSent() noexcept { m_isSent = true; }

    [[nodiscard]] bool isSent() const noexcept { return m_isSent; }

    [[nodiscard]] bool cancelRequested() const noexcept override
    {
        using std::chrono::steady_clock;
        constexpr std::chrono::milliseconds moment{700};
        if (!m_whole.cancelRequested()) {
            return false;
        }
        if (!m_isSent) {
            return true;
        }
        const steady_clock::rep now = steady_clock::now().time_since_epoch().count();
        steady_clock::rep never = 0;
        m_firstSeen.compare_exchange_strong(never, now);
        return steady_clock::duration(now - m_firstSeen.load()) > moment;
    }

private:
    const Progress& m_whole;
    std::atomic<bool> m_isSent{false};
    mutable std::atomic<std::chrono::steady_clock::rep> m_firstSeen{0};
};

}  // namespace

void throwMaybeDone(const Action& action, const std::string& why, const std::string& cause)
{
    throw MaybeDone("It is not known whether " + action.label + " did " + action.what + ": " + why +
                        " Update, and look before you try again.",
                    cause);
}

void throwUnseen(const Action& action)
{
    try {
        throw;
    } catch (const Cancelled&) {
        throwMaybeDone(action, "it took the command, but you cancelled before its state was read again.");
    } catch (const Error& error) {
        throwMaybeDone(action,
                       std::string("it took the command, but its state could not be read again: ") + error.what(),
                       error.cause());
    }
}

Ketchup::Answer sendChange(Ketchup& ketchup, const Action& action, const std::vector<std::string>& words,
                           const Progress& progress)
{
    progress.throwIfCancelled();
    AMomentLater patient(progress);
    try {
        return ketchup.ask(words, commandTimeout, patient, [&patient] { patient.noteSent(); });
    } catch (const remote::ConnectionError& error) {
        if (!patient.isSent()) {
            throw;
        }
        throwMaybeDone(action, "the connection broke before it answered.", error.what());
    } catch (const remote::CommandTimedOut& error) {
        if (!patient.isSent()) {
            throw;
        }
        throwMaybeDone(action, "it did not answer in time.", error.what());
    } catch (const Cancelled&) {
        if (!patient.isSent()) {
            throw;
        }
        throwMaybeDone(action, "you cancelled before it answered.");
    }
}

Ketchup::Answer sendAgain(Ketchup& ketchup, const Action& action, const std::vector<std::string>& words,
                          const Progress& progress)
{
    try {
        return sendChange(ketchup, action, words, progress);
    } catch (const Cancelled&) {
        throwMaybeDone(action, "it took the command, which had no effect so far, and you cancelled before it was sent "
                               "once more.");
    } catch (const remote::ConnectionError& error) {
        throwMaybeDone(action,
                       std::string("it took the command, which had no effect so far, and could not be reached to send "
                                   "it once more: ") +
                           error.what(),
                       error.cause());
    }
}

}  // namespace aurora::cyclers
