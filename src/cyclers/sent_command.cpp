#include "cyclers/sent_command.h"

#include "aurora/remote/host.h"

#include <atomic>
#include <chrono>

namespace aurora::cyclers {

namespace {

/// Passes a request to stop on a moment later: most commands have answered until then, and nobody has to guess.
class AMomentLater final : public Progress
{
public:
    explicit AMomentLater(const Progress& whole) : m_whole(whole) {}

    void report(std::uint64_t /*done*/, std::uint64_t /*total*/, std::string_view /*what*/) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override
    {
        using std::chrono::steady_clock;
        constexpr std::chrono::milliseconds moment{700};
        if (!m_whole.cancelRequested()) {
            return false;
        }
        const steady_clock::rep now = steady_clock::now().time_since_epoch().count();
        steady_clock::rep never = 0;
        m_firstSeen.compare_exchange_strong(never, now);
        return steady_clock::duration(now - m_firstSeen.load()) > moment;
    }

private:
    const Progress& m_whole;
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
    try {
        return ketchup.ask(words, commandTimeout, AMomentLater(progress));
    } catch (const remote::ConnectionError& error) {
        if (error.problem() != remote::ConnectionProblem::Dropped) {
            throw;
        }
        throwMaybeDone(action, "the connection broke before it answered.", error.what());
    } catch (const remote::CommandTimedOut& error) {
        throwMaybeDone(action, "it did not answer in time.", error.what());
    } catch (const Cancelled&) {
        throwMaybeDone(action, "you cancelled before it answered.");
    }
}

}  // namespace aurora::cyclers
