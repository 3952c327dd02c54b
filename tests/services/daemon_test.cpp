#include "aurora/services/daemon.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "services/simulated_lab.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>

namespace aurora::services {
namespace {

using testing::HasSubstr;

/// Somebody who stops the daemon after a while.
class StopSwitch final : public Progress
{
public:
    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_stop; }

    void stop() { m_stop = true; }

private:
    std::atomic<bool> m_stop{false};
};

TEST(RunDaemon, OnceDoesEveryStepAndGivesTheProjectBack)
{
    SimulatedLab simulated;
    std::string said;
    const Report report = runDaemon(
        simulated.lab(),
        {.once = true, .interval_s = std::nullopt, .say = [&](const std::string& line) { said += line + "\n"; }},
        Progress::none());
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    for (const char* const step :
         {"updating states", "fetching snapshots", "harvesting", "analysing samples", "analysing batches"})
    {
        EXPECT_THAT(said, HasSubstr(step));
    }
    EXPECT_EQ(simulated.cell(TableKind::Pipelines, "Pipeline", "sim-simulated-1-1", "Ready"), "0");
    EXPECT_FALSE(currentDaemon(simulated.project()));
}

TEST(RunDaemon, SecondDaemonOfAProjectIsRefusedByHostAndProcess)
{
    SimulatedLab simulated;
    StopSwitch stop;
    std::atomic<int> rounds{0};
    std::thread first([&] {
        static_cast<void>(runDaemon(
            simulated.lab(), {.once = false, .interval_s = 0.05, .say = [&](const std::string&) { ++rounds; }}, stop));
    });
    while (rounds < 3) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_TRUE(currentDaemon(simulated.project()));
    try {
        static_cast<void>(runDaemon(simulated.lab(), {.once = true, .interval_s = {}, .say = {}}, Progress::none()));
        ADD_FAILURE() << "two daemons work on one project";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("has a daemon already"));
        EXPECT_THAT(error.what(), HasSubstr(currentDaemon(simulated.project())->host));
    }
    stop.stop();
    first.join();
    EXPECT_FALSE(currentDaemon(simulated.project()));
}

}  // namespace
}  // namespace aurora::services
