#include "aurora/services/daemon.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "lab_settings.h"
#include "services/simulated_lab.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
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
    auto first = std::async(std::launch::async, [&] {
        return runDaemon(simulated.lab(),
                         {.once = false, .interval_s = 0.05, .say = [&](const std::string&) { ++rounds; }}, stop);
    });
    while (rounds < 3 && first.wait_for(std::chrono::milliseconds(10)) == std::future_status::timeout) {
    }
    EXPECT_TRUE(currentDaemon(simulated.project()));
    try {
        static_cast<void>(runDaemon(simulated.lab(), {.once = true, .interval_s = {}, .say = {}}, Progress::none()));
        ADD_FAILURE() << "two daemons work on one project";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("has a daemon already"));
        EXPECT_THAT(error.what(), HasSubstr(currentDaemon(simulated.project())->host));
    }
    stop.stop();
    EXPECT_NO_THROW(static_cast<void>(first.get()));
    EXPECT_FALSE(currentDaemon(simulated.project()));
}

/// A harvest that lasts until the states were updated three times more, or for ever.
class LongHarvest final : public Progress
{
public:
    void report(std::uint64_t, std::uint64_t, std::string_view what) override
    {
        if (what.find(".mpr") == std::string_view::npos) {
            return;
        }
        const int before = updates;
        for (int i = 0; i < 2000 && updates < before + 3; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        updatesMeanwhile = updates - before;
    }

    [[nodiscard]] bool cancelRequested() const noexcept override { return isHarvested; }

    std::atomic<int> updates{0};
    std::atomic<int> updatesMeanwhile{0};
    std::atomic<bool> isHarvested{false};
};

TEST(RunDaemon, StatesAreUpdatedWhileTheNightlyHarvestGoesOn)
{
    LabProject project;
    project.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}])"));
    writeCellMpr(project.folder() / "eclab" / "run_a" / "1" / "a.mpr");
    const auto lab = labWith(
        project,
        {{"Servers", {{{"label", "sim"}, {"server_type", "simulated"}, {"speed", 3600}}}},
         {"EC-lab harvester",
          {{"Servers", {{{"label", "pc1"}, {"EC-lab folder location", pathText(project.folder() / "eclab")}}}}}}});
    const std::optional<double> night_uts =
        nextNightlyRun_uts(lab->project().config().daemon.nightlyAt, nowUts(), lab->project().timeZone());
    ASSERT_TRUE(night_uts);
    std::atomic<double> ahead_s{*night_uts - nowUts() - 3600};  // an hour before it
    LongHarvest progress;
    const auto listen = [&](const std::string& line) {
        progress.updates += line.find("updating states") != std::string::npos ? 1 : 0;
        progress.isHarvested = progress.isHarvested || line.find("harvesting: ") != std::string::npos;
        if (progress.updates == 1) {
            ahead_s = *night_uts - nowUts() + 1;
        }
    };
    static_cast<void>(runDaemon(
        *lab, {.once = false, .interval_s = 0.05, .say = listen, .now_uts = [&] { return nowUts() + ahead_s; }},
        progress));
    EXPECT_TRUE(progress.isHarvested);
    EXPECT_GE(progress.updatesMeanwhile, 3);
    EXPECT_TRUE(std::filesystem::exists(project.file("run_a_01", "snapshot.a.h5")));
}

}  // namespace
}  // namespace aurora::services
