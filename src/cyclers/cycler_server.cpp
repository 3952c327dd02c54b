#include "aurora/cyclers/cycler_server.h"

#include "aurora/core/time.h"
#include "aurora/cyclers/clock.h"

#include <algorithm>
#include <thread>

namespace aurora::cyclers {

namespace {

/// The server looks at its queue once a second; ten of them are no accident.
constexpr double patience_s = 10;

class RealClock final : public Clock
{
public:
    [[nodiscard]] double now_uts() const override { return nowUts(); }

    void wait(std::chrono::milliseconds time, const Progress& progress) override
    {
        using std::chrono::steady_clock;
        constexpr std::chrono::milliseconds look{50};
        const auto end = steady_clock::now() + time;
        for (auto now = steady_clock::now(); now < end; now = steady_clock::now()) {
            progress.throwIfCancelled();
            std::this_thread::sleep_for(std::min<steady_clock::duration>(look, end - now));
        }
        progress.throwIfCancelled();
    }
};

}  // namespace

Clock& Clock::ofThisComputer()
{
    static RealClock clock;
    return clock;
}

bool isQueued(std::string_view status)
{
    return status == "q" || status == "qw";
}

bool isRunning(std::string_view status)
{
    return status == "r" || status == "rd";
}

bool hasEnded(std::string_view status)
{
    return status == "c" || status == "cd" || status == "ce";
}

bool ServerTest::passed() const
{
    return !steps.empty() && std::all_of(steps.begin(), steps.end(), [](const TestStep& step) {
        return step.outcome == TestStep::Outcome::Passed;
    });
}

std::string whyStuck(const Job& job, std::span<const PipelineState> pipelines, double unchanged_s)
{
    if (unchanged_s <= patience_s) {
        return {};
    }
    if (job.status == "rd") {
        return "Job " + job.id +
               " was to be cancelled more than 10 s ago and still runs: tomato may not be running on "
               "the server. Start it there.";
    }
    const auto canStart = [&](const PipelineState& pipeline) {
        return !job.sampleId.empty() && pipeline.sampleId == job.sampleId && pipeline.ready && pipeline.jobId.empty();
    };
    const auto waits = std::find_if(pipelines.begin(), pipelines.end(), canStart);
    if (!isQueued(job.status) || waits == pipelines.end()) {
        return {};
    }
    return "Job " + job.id + " has not started, although " + waits->name + " is ready and holds " + job.sampleId +
           ": tomato may not be running on the server, or no pipeline offers what the payload needs (its techniques, "
           "the tag of its device).";
}

}  // namespace aurora::cyclers
