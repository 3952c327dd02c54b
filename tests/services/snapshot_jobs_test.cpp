#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/update_cyclers.h"
#include "aurora/storage/sample_files.h"
#include "lab_settings.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Two simulated servers: one on which a cell's day passes in a blink, one on which a second is an hour.
class SnapshotJobsTest : public testing::Test
{
protected:
    SnapshotJobsTest()
    {
        m_project.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}, {"Sample ID": "run_a_02"}])"));
        m_lab = labWith(m_project, {{"Servers",
                                     {{{"label", "fast"}, {"server_type", "simulated"}, {"speed", 1'000'000}},
                                      {{"label", "slow"}, {"server_type", "simulated"}, {"speed", 7200}}}}});
    }

    static std::string payloadFor(const std::string& sample)
    {
        return Json{
            {"version", "0.2"},
            {"sample", {{"name", sample}, {"capacity", 0.003}}},
            {"method",
             {{{"technique", "open_circuit_voltage"}, {"time", 3600}},
              {{"technique", "constant_current"}, {"current", "C/4"}, {"time", 20000}, {"limit_voltage_max", 4.2}},
              {{"technique", "constant_current"}, {"current", "D/4"}, {"time", 20000}, {"limit_voltage_min", 3.0}},
              {{"technique", "loop"}, {"goto", 1}, {"n_gotos", 1}}}},
            {"tomato", {{"unlock_when_done", false}}}}
            .dump();
    }

    /// Starts a job, and notes it as an update would.
    std::string startJob(const std::string& label, const std::string& sample, bool ready = true)
    {
        const auto server = m_lab->server(label, Progress::none());
        const std::string pipeline = server->pipelines(Progress::none()).at(ready ? 0 : 1).name;
        server->load(sample, pipeline, Progress::none());
        if (ready) {
            server->ready(pipeline, Progress::none());
        }
        const std::string payload = payloadFor(sample);
        const std::string id = server->submit({.sampleId = sample, .payload = payload}, Progress::none());
        note(label + "-" + id, {{"Sample ID", sample},
                                {"Server label", label},
                                {"Job ID on server", id},
                                {"Status", std::string(ready ? "r" : "q")},
                                {"Payload", payload}});
        return label + "-" + id;
    }

    void note(const std::string& job, database::Row columns)
    {
        columns["Job ID"] = job;
        const auto database = m_project.project().openDatabase();
        database->write([&] { database::JobsTable(*database).upsert(columns); });
    }

    void waitUntilEnded(const std::string& job)
    {
        const std::string id = job.substr(job.find('-') + 1);
        for (int i = 0; i < 100; ++i) {
            const auto details = m_lab->server("fast", Progress::none())->jobDetails({&id, 1}, Progress::none());
            if (!details.empty() && cyclers::hasEnded(details.front().status)) {
                note(job, {{"Status", details.front().status}});
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        FAIL() << job << " does not end";
    }

    /// How many rows the running job has left; none before it has started.
    [[nodiscard]] std::size_t rowsOf(const std::string& job)
    {
        std::size_t rows = 0;
        try {
            const fs::path file = m_lab->server("slow", Progress::none())
                                      ->snapshot(job.substr(job.find('-') + 1),
                                                 m_project.folder() / "probe" / "snapshot", Progress::none());
            const Json snapshot = parseJson(readFile(file), "the snapshot");
            for (const Json& step : snapshot["steps"]) {
                rows += step["data"].size();
            }
        } catch (const Error&) {
            return 0;
        }
        return rows;
    }

    void waitForRows(const std::string& job, std::size_t atLeast)
    {
        for (int i = 0; i < 600 && rowsOf(job) < atLeast; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        EXPECT_GE(rowsOf(job), atLeast) << job << " leaves no rows";
    }

    [[nodiscard]] std::string column(const std::string& job, const std::string& name) const
    {
        const auto found =
            texts(m_project.project(), "SELECT \"" + name + R"(" FROM jobs WHERE "Job ID" = ')" + job + "'");
        return found.size() == 1 ? found.front() : "no such job";
    }

    [[nodiscard]] Json jobData(const std::string& sample, const std::string& job) const
    {
        return storage::readMetadata(m_project.file(sample, "snapshot." + job + ".h5"))["job_data"];
    }

    Report fetchNew(Progress& progress = Progress::none())
    {
        return snapshotJobs(*m_lab, {.jobs = {}, .samples = {}, .everythingNew = true}, progress);
    }

    LabProject m_project;
    std::unique_ptr<Lab> m_lab;
};

TEST_F(SnapshotJobsTest, AnEndedJobIsFetchedStoredForItsSampleAndAnalysed)
{
    const std::string job = startJob("fast", "run_a_01");
    waitUntilEnded(job);
    const Report report = fetchNew();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_TRUE(fs::exists(m_project.folder() / "raw" / "tomato_snapshots" / "run_a" / "run_a_01" /
                           ("snapshot." + job + ".json")));
    const Json data = jobData("run_a_01", job);
    EXPECT_EQ(data["finished"], true);
    EXPECT_EQ(data["Status"], "c");
    EXPECT_EQ(data["Payload"]["sample"]["capacity"], 0.003);
    EXPECT_EQ(column(job, "Snapshot status"), "c");
    EXPECT_NE(column(job, "Last snapshot"), "");
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Sample ID" || ' ' || "Assigned by" FROM files)"),
                ElementsAre("run_a_01 job"));
    // 3 mAh at C/4 in two cycles: the payload tells the analysis the rate.
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Formation C" FROM results)"), ElementsAre("0.25"));
}

TEST_F(SnapshotJobsTest, TheResultsTellOfTheNewestSnapshotThatCountsAndOfNoOtherJob)
{
    const std::string job = startJob("fast", "run_a_01");
    waitUntilEnded(job);
    note("elsewhere", {{"Sample ID", std::string("run_a_01")},
                       {"Server label", std::string("fast")},
                       {"Status", std::string("c")},
                       {"Snapshot status", std::string("c")},
                       {"Last snapshot", std::string("2099-01-01 00:00:00")}});
    static_cast<void>(fetchNew());
    const auto ofJob = column(job, "Last snapshot");
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Last snapshot" FROM results)"), ElementsAre(ofJob));
}

TEST_F(SnapshotJobsTest, WhatWasFetchedSinceItEndedIsNotNewButFetchedWhenItIsNamed)
{
    const std::string job = startJob("fast", "run_a_01");
    waitUntilEnded(job);
    static_cast<void>(fetchNew());
    const Report second = fetchNew();
    EXPECT_THAT(second.done, IsEmpty());
    EXPECT_EQ(messages(second.skipped), "nothing new\n");
    const Report named = snapshotJobs(*m_lab, {.jobs = {job}, .samples = {}, .everythingNew = false}, Progress::none());
    EXPECT_THAT(messages(named.skipped), HasSubstr("unchanged"));
}

TEST_F(SnapshotJobsTest, ARunningJobIsUnfinishedAndFetchedAgain)
{
    const std::string job = startJob("slow", "run_a_01");
    waitForRows(job, 3);
    EXPECT_THAT(messages(fetchNew().done), HasSubstr("snapshot." + job + ".h5 of run_a_01 (job)"));
    EXPECT_EQ(jobData("run_a_01", job)["finished"], false);
    EXPECT_EQ(column(job, "Snapshot status"), "r");
    waitForRows(job, rowsOf(job) + 1);
    EXPECT_THAT(messages(fetchNew().done), HasSubstr("replaced snapshot." + job + ".h5"));
}

TEST_F(SnapshotJobsTest, AnEndThatASnapshotSeesFirstIsAnEndSinceYesterday)
{
    const std::string job = startJob("fast", "run_a_01");
    waitUntilEnded(job);
    note(job, {{"Status", std::string("r")}});  // as the last update has seen it
    const auto database = m_project.project().openDatabase();
    const double before = nowUts();
    ASSERT_THAT(database::JobsTable(*database).endedSince(0), IsEmpty());
    static_cast<void>(fetchNew());
    EXPECT_THAT(database::JobsTable(*database).endedSince(before - 1),
                ElementsAre(testing::Pair(job, testing::Ge(before - 1))));
    static_cast<void>(updateFromCyclers(*m_lab, {}, Progress::none()));
    EXPECT_THAT(database::JobsTable(*database).endedSince(0), SizeIs(1)) << "and once";
}

TEST_F(SnapshotJobsTest, AFileOfARunningJobThatSomebodyBringsIsUnfinishedToo)
{
    const std::string job = startJob("fast", "run_a_01");
    waitUntilEnded(job);
    static_cast<void>(fetchNew());
    ImportDataOptions brought;
    brought.inputs = {m_project.folder() / "copies" / ("snapshot." + job + ".json")};
    brought.force = Force::Yes;
    fs::create_directories(brought.inputs.front().parent_path());
    fs::copy_file(m_project.folder() / "raw" / "tomato_snapshots" / "run_a" / "run_a_01" /
                      brought.inputs.front().filename(),
                  brought.inputs.front());
    ASSERT_TRUE(importData(m_project.project(), brought, Progress::none()).report.ok());
    EXPECT_NE(jobData("run_a_01", job)["finished"], false) << "nothing says that it was taken before the job ended";
    note(job, {{"Status", std::string("r")}});
    ASSERT_TRUE(importData(m_project.project(), brought, Progress::none()).report.ok());
    EXPECT_EQ(jobData("run_a_01", job)["finished"], false);
}

TEST_F(SnapshotJobsTest, AJobThatEndsWithoutAnotherRowIsFinishedAllTheSame)
{
    const std::string job = startJob("fast", "run_a_01");
    waitUntilEnded(job);
    const fs::path raw = m_project.folder() / "raw" / "tomato_snapshots" / "run_a" / "run_a_01";
    static_cast<void>(fetchNew());
    ImportDataOptions running;  // as if it had been fetched a moment before it ended
    running.inputs = {raw / ("snapshot." + job + ".json")};
    running.jobStatuses[running.inputs.front()] = "r";
    static_cast<void>(importData(m_project.project(), running, Progress::none()));
    ASSERT_EQ(jobData("run_a_01", job)["finished"], false);
    note(job, {{"Snapshot status", std::string("r")}});
    static_cast<void>(fetchNew());
    EXPECT_EQ(jobData("run_a_01", job)["finished"], true);
}

TEST_F(SnapshotJobsTest, AJobThatNeverStartedIsTriedOnce)
{
    const std::string job = startJob("slow", "run_a_01", false);
    EXPECT_THAT(
        messages(
            snapshotJobs(*m_lab, {.jobs = {job}, .samples = {}, .everythingNew = false}, Progress::none()).skipped),
        HasSubstr("has not started yet"));
    m_lab->server("slow", Progress::none())->cancel(job.substr(5), Progress::none());
    note(job, {{"Status", std::string("cd")}});
    const Report report = fetchNew();
    EXPECT_TRUE(report.ok());
    EXPECT_THAT(report.skipped, SizeIs(1));
    EXPECT_EQ(column(job, "Snapshot status"), "ce");
    EXPECT_EQ(messages(fetchNew().skipped), "nothing new\n");
}

TEST_F(SnapshotJobsTest, TheRowOfThePipelineSaysThatItsJobHasEndedAndOtherJobsAreLeftAlone)
{
    const std::string job = startJob("fast", "run_a_01");
    const std::string pipeline =
        "fast-" + m_lab->server("fast", Progress::none())->pipelines(Progress::none()).front().name;
    const auto database = m_project.project().openDatabase();
    database->write([&] {
        database::PipelinesTable(*database).upsert({{"Pipeline", pipeline},
                                                    {"Sample ID", std::string("run_a_01")},
                                                    {"Job ID", job},
                                                    {"Server label", std::string("fast")},
                                                    {"Last checked", std::string("2024-06-10 10:00:00")}});
    });
    waitUntilEnded(job);
    const std::string elsewhere =  // that nobody has told this project of
        m_lab->server("fast", Progress::none())
            ->submit({.sampleId = "run_a_02", .payload = payloadFor("run_a_02")}, Progress::none());
    static_cast<void>(fetchNew());
    const auto cell = [&](const std::string& name) {
        return texts(m_project.project(),
                     "SELECT ifnull(\"" + name + R"(", '-') FROM pipelines WHERE "Pipeline" = ')" + pipeline + "'");
    };
    EXPECT_THAT(cell("Job ID"), ElementsAre("-"));
    EXPECT_THAT(cell("Sample ID"), ElementsAre("run_a_01"));
    EXPECT_THAT(cell("Last checked"), ElementsAre(testing::Gt("2024-06-10 10:00:00")));
    EXPECT_EQ(column("fast-" + elsewhere, "Payload"), "no such job");
}

TEST_F(SnapshotJobsTest, JobsOfSeveralServersAreFetchedAndWhatCannotBeFetchedFailsAlone)
{
    const std::string good = startJob("fast", "run_a_01");
    waitUntilEnded(good);
    const std::string running = startJob("slow", "run_a_02");
    note("elsewhere-1", {{"Sample ID", std::string("run_a_02")},
                         {"Server label", std::string("elsewhere")},
                         {"Job ID on server", std::string("1")},
                         {"Status", std::string("c")}});
    note(
        "fast-77",
        {{"Server label", std::string("fast")}, {"Job ID on server", std::string("77")}, {"Status", std::string("c")}});
    waitForRows(running, 3);
    const Report report = fetchNew();
    EXPECT_THAT(messages(report.failed), HasSubstr("There is no server \"elsewhere\""));
    EXPECT_THAT(report.failed, SizeIs(1)) << messages(report.failed);
    EXPECT_THAT(messages(report.skipped), HasSubstr("the sample of this job is not known"));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_01", "snapshot." + good + ".h5")));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_02", "snapshot." + running + ".h5")));
}

TEST_F(SnapshotJobsTest, AServerCanBeUsedWhileDataIsFetchedFromIt)
{
    const auto fetching = m_lab->serverToFetchFrom("slow", Progress::none());
    const test::CancelAtLook soon(100);  // five seconds of waiting
    EXPECT_NO_THROW(static_cast<void>(m_lab->server("slow", soon)->pipelines(Progress::none())));
}

TEST_F(SnapshotJobsTest, AllJobsOfASampleAreFetchedWhenItIsNamed)
{
    const std::string job = startJob("fast", "run_a_01");
    waitUntilEnded(job);
    const Report report = snapshotJobs(
        *m_lab, {.jobs = {}, .samples = {"run_a_01", "run_a_02"}, .everythingNew = false}, Progress::none());
    EXPECT_TRUE(fs::exists(m_project.file("run_a_01", "snapshot." + job + ".h5")));
    EXPECT_THAT(messages(report.skipped), HasSubstr("no job was run on it"));
}

TEST_F(SnapshotJobsTest, ASnapshotWithoutVoltageIsRefusedByItsReaderAndKept)
{
    // What tomato's dummy driver leaves.
    note("fast-5", {{"Sample ID", std::string("run_a_01")}, {"Job ID on server", std::string("5")}});
    ImportDataOptions options;
    options.inputs = {m_project.folder() / "snapshot.fast-5.json"};
    options.jobStatuses[options.inputs.front()] = "c";
    replaceFileText(options.inputs.front(),
                    R"({"metadata": {"provenance": "yadg", "date": "2024", "input_schema": {}, "datagram_version": )"
                    R"("4.0"}, "steps": [{"metadata": {"tag": "0"}, "data": [{"uts": 1718000000.0, "fn": "x", )"
                    R"("raw": {"value": {"n": 1.0, "s": 0.1, "u": "-"}}}]}]})");
    const ImportDataResult result = importData(m_project.project(), options, Progress::none());
    ASSERT_THAT(result.report.failed, SizeIs(1));
    EXPECT_THAT(result.report.failed[0].message, HasSubstr("value"));
    EXPECT_EQ(result.outcomes.at(options.inputs.front()), FileOutcome::Refused);
    EXPECT_TRUE(fs::exists(options.inputs.front()));
}

TEST_F(SnapshotJobsTest, ASampleThatIsNotThereIsAFailureInWords)
{
    const Report report =
        snapshotJobs(*m_lab, {.jobs = {}, .samples = {"nobody_01"}, .everythingNew = false}, Progress::none());
    EXPECT_FALSE(report.ok());
    EXPECT_THAT(messages(report.failed), HasSubstr("There is no sample nobody_01"));
}

TEST_F(SnapshotJobsTest, AnUnknownJobIsNamed)
{
    const Report report =
        snapshotJobs(*m_lab, {.jobs = {"fast-99"}, .samples = {}, .everythingNew = false}, Progress::none());
    EXPECT_THAT(messages(report.failed), HasSubstr("There is no job fast-99"));
}

}  // namespace
}  // namespace aurora::services
