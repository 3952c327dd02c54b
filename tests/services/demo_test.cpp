#include "aurora/services/demo.h"

#include "aurora/core/time.h"
#include "aurora/services/batches.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/lab.h"
#include "aurora/services/sample_data.h"
#include "aurora/services/tables.h"
#include "aurora/services/unassigned_files.h"
#include "aurora/simulation/demo_cells.h"
#include "lab_project.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aurora::services {
namespace {

TEST(Demo, EveryPartOfTheWayShowsSomething)
{
    test::qtApplication();
    const test::TemporaryFolder folder;
    Report report;
    const Project project = makeDemo(folder.path() / "demo", report, Progress::none());
    EXPECT_TRUE(report.ok()) << messages(report.failed);

    const auto database = project.openDatabase();
    const Table results = readTable(*database, project, TableKind::Results);
    const Table samples = readTable(*database, project, TableKind::Samples);
    EXPECT_EQ(results.rows.size(), 12U);
    EXPECT_EQ(samples.rows.size(), 16U) << "four wait for their first job";
    EXPECT_EQ(samplesWithData(project).size(), 12U);
    EXPECT_FALSE(isUnfinishedDemo(project.folder()));

    const auto flag = std::find_if(results.columns.begin(), results.columns.end(),
                                   [](const auto& column) { return column.name == "Flag"; });
    const auto flagIndex = static_cast<std::size_t>(flag - results.columns.begin());
    const auto capLoss = std::count_if(results.rows.begin(), results.rows.end(),
                                       [&](const auto& row) { return toText(row[flagIndex]) == "Cap loss"; });
    EXPECT_EQ(capLoss, 1) << "one cell dies early";

    int withImpedance = 0;
    for (const std::string& id : samplesWithData(project)) {
        const SampleCurves curves = loadSampleCurves(project, SampleId(id), Detail::Thinned);
        EXPECT_TRUE(curves.note.empty()) << curves.note;
        EXPECT_GT(curves.cycles.size(), 4U) << id;
        EXPECT_EQ(curves.uts.size(), curves.voltage_V.size());
        EXPECT_EQ(curves.uts.size(), curves.chargeInCycle_mAh.size());
        EXPECT_EQ(curves.uts.size(), curves.differentialCapacity_mAhPerV.size());
        withImpedance += curves.impedance.size() > 0 ? 1 : 0;
    }
    EXPECT_GE(withImpedance, 1);

    const std::vector<Batch> batches = listBatches(project);
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches.front().samples.size(), 12U);
    EXPECT_TRUE(std::filesystem::exists(batchFile(project, batches.front().name, ".xlsx")));

    const Table pipelines = readTable(*database, project, TableKind::Pipelines);
    EXPECT_GE(pipelines.rows.size(), 4U);
    const Table jobs = readTable(*database, project, TableKind::Jobs, {{"Status", "r"}});
    EXPECT_EQ(jobs.rows.size(), 1U) << "a job runs on the simulated server";

    // The job begins minutes after what the cyclers did before, not years, and after its cell was assembled.
    double before_uts = 0;
    for (const simulation::DemoCell& cell : simulation::demoCells()) {
        before_uts =
            std::max(before_uts, loadSampleCurves(project, SampleId(cell.sampleId), Detail::Thinned).uts.back());
    }
    const simulation::DemoCell fresh = simulation::demoFreshCells().front();
    const std::string assembled = fresh.row.at("Timestamp step 11");
    EXPECT_LT(parseTimestamp(assembled, simulation::demoTimeZone).value(), before_uts);
    const SampleId cell(fresh.sampleId);
    Lab lab(project, config::UserConfig{});
    const Report fetched = snapshotJobs(lab, {.jobs = {}, .samples = {cell.text()}}, Progress::none());
    EXPECT_TRUE(fetched.ok()) << messages(fetched.failed);
    const std::vector<double> uts = loadSampleCurves(project, cell, Detail::Full).uts;
    ASSERT_FALSE(uts.empty()) << "the job has recorded something";
    EXPECT_GT(uts.front(), before_uts);
    EXPECT_LT(uts.front() - before_uts, 3600.0);
}

TEST(Demo, HarvestFetchesWhatWasStartedByHandAndLeavesOneFileToAssign)
{
    test::qtApplication();
    const test::TemporaryFolder folder;
    Report made;
    const Project project = makeDemo(folder.path() / "demo", made, Progress::none());
    const SampleId cell("250301_demo_01");
    const std::size_t before = loadSampleCurves(project, cell, Detail::Thinned).cycles.size();
    Lab lab(project, config::UserConfig{});
    const Report report = harvest(lab, {}, Progress::none());
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_EQ(loadSampleCurves(project, cell, Detail::Thinned).cycles.size(), before + 6);
    EXPECT_EQ(countUnassignedFiles(project), 1U);
    EXPECT_TRUE(harvest(lab, {}, Progress::none()).done.empty()) << "nothing is new then";
}

/// Cancels as soon as the cells are simulated.
class CancelledWhileSimulating final : public Progress
{
public:
    void report(std::uint64_t /*done*/, std::uint64_t /*total*/, std::string_view what) override
    {
        m_cancel = m_cancel || what == "simulating cells";
    }

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_cancel; }

private:
    bool m_cancel = false;
};

TEST(Demo, OneThatIsCancelledLeavesNothingAndOneThatWasKilledIsMovedAside)
{
    test::qtApplication();
    const test::TemporaryFolder folder;
    const std::filesystem::path demo = folder.path() / "demo";
    Report report;
    CancelledWhileSimulating cancelled;
    EXPECT_THROW(static_cast<void>(makeDemo(demo, report, cancelled)), Cancelled);
    EXPECT_FALSE(std::filesystem::exists(demo));

    static_cast<void>(initProject(demo));
    replaceFileText(demo / "demo is being made.txt", "The demo is being made.");
    EXPECT_TRUE(isUnfinishedDemo(demo));
    CancelledWhileSimulating again;
    EXPECT_THROW(static_cast<void>(makeDemo(demo, report, again)), Cancelled);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "demo (unfinished 1)" / "shared_config.json"));
    EXPECT_FALSE(std::filesystem::exists(demo));
}

/// Makes a second demo in the same folder while the first is made, and then cancels the first.
class SecondMeanwhile final : public Progress
{
public:
    explicit SecondMeanwhile(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    std::string refusal;  ///< of the second
    bool isFirstUntouched = false;

    void report(std::uint64_t /*done*/, std::uint64_t /*total*/, std::string_view what) override
    {
        if (what != "simulating cells") {
            return;
        }
        m_cancel = true;
        try {
            Report report;
            CancelledWhileSimulating second;
            static_cast<void>(makeDemo(m_folder, report, second));
        } catch (const std::exception& error) {
            refusal = error.what();
        }
        isFirstUntouched = std::filesystem::exists(m_folder / "shared_config.json");
    }

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_cancel; }

private:
    std::filesystem::path m_folder;
    bool m_cancel = false;
};

TEST(Demo, OneThatIsBeingMadeIsLeftAloneByASecondInItsFolder)
{
    test::qtApplication();
    const test::TemporaryFolder folder;
    const std::filesystem::path demo = folder.path() / "demo";
    Report report;
    SecondMeanwhile meanwhile(demo);
    EXPECT_THROW(static_cast<void>(makeDemo(demo, report, meanwhile)), Cancelled);
    EXPECT_NE(meanwhile.refusal.find("is being made in"), std::string::npos) << meanwhile.refusal;
    EXPECT_TRUE(meanwhile.isFirstUntouched);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "nothing was moved aside, and nothing is left";
}

TEST(SampleCurves, ASampleWithoutDataSaysWhyAndWhatToDo)
{
    LabProject lab;
    lab.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}])"));
    const SampleCurves curves = loadSampleCurves(lab.project(), SampleId("run_a_01"), Detail::Full);
    EXPECT_EQ(curves.note, "There is no data of run_a_01 yet. Import its files first.");
    EXPECT_TRUE(curves.uts.empty());
}

}  // namespace
}  // namespace aurora::services
