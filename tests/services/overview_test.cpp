#include "aurora/services/overview.h"

#include "aurora/core/time.h"
#include "aurora/database/daemon_table.h"
#include "aurora/database/files_table.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/database/results_table.h"
#include "aurora/services/control_cyclers.h"
#include "aurora/services/submit_jobs.h"
#include "aurora/services/update_cyclers.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "services/simulated_lab.h"

#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using database::Row;

/// A project whose tables a test fills as servers and the analysis would have.
class OverviewTest : public ::testing::Test
{
protected:
    static constexpr double morning_uts = 1718863320;  // 2024-06-20 08:02 in Zurich

    OverviewTest()
    {
        const std::filesystem::path file = m_lab.project().config().file;
        Json content = parseJson(readFile(file), "shared_config.json");
        content["Servers"] = Json::array(
            {{{"label", "tt1"}, {"server_type", "simulated"}}, {{"label", "tt2"}, {"server_type", "simulated"}}});
        content["Neware harvester"] =
            Json::object({{"Servers", Json::array({{{"label", "nw4"}, {"Neware folder location", "/data/nw4"}}})}});
        content["Daemon"] = {{"Update interval (min)", 5}, {"Nightly at", "02:00"}};
        content["Time zone"] = "Europe/Zurich";
        replaceFileText(file, dumpJson(content));
        m_project = openProject(file);
    }

    void pipeline(const char* name, const char* sample, const char* job, bool ready,
                  const char* checked = "2024-06-20 08:00:00")
    {
        write([&](database::Database& database) {
            database::PipelinesTable(database).upsert({{"Pipeline", name},
                                                       {"Sample ID", cell(sample)},
                                                       {"Job ID", cell(job)},
                                                       {"Ready", std::int64_t{ready ? 1 : 0}},
                                                       {"Server label", std::string(name).substr(0, 3)},
                                                       {"Last checked", checked}});
        });
    }

    void job(const char* id, const char* sample, const char* status, std::optional<double> ended_uts = {},
             const char* submitted = "2024-06-18 10:00:00")
    {
        write([&](database::Database& database) {
            database::JobsTable(database).upsert({{"Job ID", id},
                                                  {"Sample ID", sample},
                                                  {"Server label", "tt1"},
                                                  {"Status", status},
                                                  {"Submitted", submitted}});
            if (ended_uts) {
                database::JobsTable(database).noteEnd(id, *ended_uts);
            }
        });
    }

    void result(const Row& row)
    {
        write([&](database::Database& database) { database::ResultsTable(database).upsert(row); });
    }

    void analysedBy(const char* sample, const char* when, std::int64_t version)
    {
        write([&](database::Database& database) {
            database.execute("INSERT INTO analyses VALUES (?, ?, ?)",
                             {std::string(sample), std::string(when), version});
        });
    }

    void file(const char* path, const char* status, const char* fetched)
    {
        write([&](database::Database& database) {
            database::FileRow row;
            row.serverLabel = "nw4";
            row.folder = "/data/nw4";
            row.path = path;
            row.status = status;
            row.fetched = fetched;
            database::FilesTable(database).upsert(row);
        });
    }

    void daemon(double heartbeat_uts)
    {
        write([&](database::Database& database) {
            database::DaemonTable table(database);
            table.release("t");
            table.claim(
                {.host = "pc", .process = 1, .token = "t", .started = "", .heartbeat_uts = heartbeat_uts, .doing = ""},
                0);
        });
    }

    [[nodiscard]] Overview overview(const std::vector<ServerState>& states = {}) const
    {
        return readOverview(*m_project, states, morning_uts);
    }

    [[nodiscard]] Channel channel(const std::string& name) const
    {
        for (const OverviewServer& server : overview().servers) {
            for (const Channel& channel : server.channels) {
                if (channel.pipeline == name) {
                    return channel;
                }
            }
        }
        ADD_FAILURE() << "no channel " << name;
        return {};
    }

    LabProject m_lab;

private:
    static CellValue cell(const char* text) { return *text == '\0' ? CellValue() : CellValue(text); }

    template <class Work>
    void write(Work work)
    {
        const auto database = m_project->openDatabase();
        database->write([&] { work(*database); }, Progress::none());
    }

    std::optional<Project> m_project;
};

TEST_F(OverviewTest, EveryChannelSaysWhatGoesOnOnIt)
{
    pipeline("tt1-1-1", "cell_01", "tt1-7", false);
    pipeline("tt1-1-2", "cell_02", "", true);
    pipeline("tt1-1-3", "cell_03", "", false);
    pipeline("tt1-1-4", "cell_04", "", false);
    pipeline("tt1-1-5", "cell_05", "", false);
    pipeline("tt1-1-6", "cell_06", "", true);
    pipeline("tt1-1-7", "cell_07", "", false);
    pipeline("tt1-1-8", "cell_08", "", false);
    pipeline("tt1-1-10", "", "", true);
    job("tt1-8", "cell_07", "cd", morning_uts - 50);
    job("tt1-7", "cell_01", "r");
    job("tt1-3", "cell_03", "c", morning_uts - 4 * 3600);
    job("tt1-4", "cell_04", "ce", morning_uts - 100);
    job("tt1-6", "cell_06", "q");
    job("tt1-9", "cell_08", "ce", morning_uts - 200);
    job("tt1-10", "cell_08", "qw");
    result({{"Sample ID", "cell_01"}, {"Number of cycles", std::int64_t{84}}, {"Flag", "Cap loss"}});

    const Overview read = overview();
    ASSERT_EQ(read.servers.size(), 3U);
    EXPECT_EQ(read.servers[0].label, "tt1");
    EXPECT_EQ(read.servers[0].channels.front().pipeline, "tt1-1-1");
    EXPECT_EQ(read.servers[0].channels.back().pipeline, "tt1-1-10") << "natural order";
    EXPECT_EQ(read.servers[1].label, "tt2");
    EXPECT_TRUE(read.servers[1].channels.empty());

    EXPECT_EQ(channel("tt1-1-1").state, ChannelState::Running);
    EXPECT_EQ(channel("tt1-1-1").name, "1-1");
    EXPECT_EQ(channel("tt1-1-1").cycles, 84);
    EXPECT_EQ(channel("tt1-1-1").flag, "Cap loss");
    EXPECT_EQ(channel("tt1-1-2").state, ChannelState::Ready);
    EXPECT_EQ(channel("tt1-1-3").state, ChannelState::Finished);
    EXPECT_EQ(channel("tt1-1-3").ended_uts, morning_uts - 4 * 3600);
    EXPECT_EQ(channel("tt1-1-4").state, ChannelState::Error);
    EXPECT_EQ(channel("tt1-1-4").jobId, "tt1-4");
    EXPECT_EQ(channel("tt1-1-5").state, ChannelState::NotReady);
    EXPECT_EQ(channel("tt1-1-6").state, ChannelState::ReadyJobWaits);
    EXPECT_EQ(channel("tt1-1-6").jobId, "tt1-6");
    EXPECT_EQ(channel("tt1-1-8").state, ChannelState::NotReadyJobWaits) << "whatever became of the job before";
    EXPECT_EQ(channel("tt1-1-7").state, ChannelState::Cancelled) << "nothing was finished there";
    EXPECT_EQ(channel("tt1-1-10").state, ChannelState::Empty);
}

TEST_F(OverviewTest, AServerIsStaleWhenItDidNotAnswerOrWasNotAskedForLong)
{
    pipeline("tt1-1", "cell_01", "", false, "2024-06-20 07:55:00");
    pipeline("tt2-1", "cell_02", "", false, "2024-06-20 05:02:00");
    Overview read = overview();
    EXPECT_FALSE(read.servers[0].stale);
    EXPECT_TRUE(read.servers[1].stale) << "three hours old";
    EXPECT_EQ(read.servers[1].lastAnswer_uts, morning_uts - 3 * 3600);
    EXPECT_EQ(read.updated_uts, morning_uts - 7 * 60);

    ServerState silent;
    silent.label = "tt1";
    silent.connection = ServerConnection::Failed;
    silent.problem = "tt1 does not answer.";
    read = overview({silent});
    EXPECT_TRUE(read.servers[0].stale);
    EXPECT_EQ(read.servers[0].problem, "tt1 does not answer.");
}

TEST_F(OverviewTest, CellsOnAChannelAndCellsOfThisWeekNeedALookAndOlderOnesAreCounted)
{
    pipeline("tt1-1", "old_on_channel", "", false);
    result({{"Sample ID", "old_on_channel"},
            {"Flag", "Init cap"},
            {"Initial specific discharge capacity (mAh/g)", 81.5},
            {"Last snapshot", "2023-01-01 00:00:00"}});
    result({{"Sample ID", "this_week"},
            {"Flag", "Cap loss"},
            {"Capacity loss (%)", 23.4},
            {"Last snapshot", "2024-06-14 12:00:00"}});
    result({{"Sample ID", "long_ago"}, {"Flag", "Cap loss"}, {"Last snapshot", "2024-05-01 12:00:00"}});
    result({{"Sample ID", "done_well"}, {"Flag", "Complete"}, {"Last snapshot", "2024-06-20 01:00:00"}});

    const Overview read = overview();
    ASSERT_EQ(read.flagged.size(), 2U);
    EXPECT_EQ(read.flagged[0].sampleId, "this_week") << "a loss of capacity comes first";
    EXPECT_EQ(read.flagged[0].value, 23.4);
    EXPECT_EQ(read.flagged[1].sampleId, "old_on_channel");
    EXPECT_EQ(read.flagged[1].pipeline, "tt1-1");
    EXPECT_EQ(read.flagged[1].value, 81.5);
    EXPECT_EQ(read.flaggedEarlier, 1);
}

TEST_F(OverviewTest, NewsIsWhatCameInTheLastDay)
{
    file("a.ndax", "stored", "2024-06-20 02:03:00");
    file("b.ndax", "unassigned", "2024-06-19 08:03:00");
    file("c.ndax", "failed", "2024-06-19 08:01:00");  // a minute more than a day ago
    result(
        {{"Sample ID", "cell_01"}, {"Last analysis", "2024-06-20 02:10:00"}, {"Last snapshot", "2024-06-20 02:03:00"}});
    result(
        {{"Sample ID", "cell_02"}, {"Last analysis", "2024-06-12 02:10:00"}, {"Last snapshot", "2024-06-12 02:03:00"}});
    job("tt1-1", "cell_01", "c", morning_uts - 23 * 3600);
    job("tt1-2", "cell_02", "ce", morning_uts - 3600);
    job("tt1-3", "cell_02", "c", morning_uts - 25 * 3600);
    job("tt1-4", "cell_02", "ce", morning_uts - 30 * 24 * 3600);

    const Overview read = overview();
    EXPECT_EQ(read.newFiles, 2);
    EXPECT_EQ(read.unassignedFiles, 1);
    EXPECT_EQ(read.unreadableFiles, 1);
    EXPECT_EQ(read.samplesAnalysed, 1);
    EXPECT_EQ(read.newestDataSample, "cell_01");
    ASSERT_EQ(read.endedJobs.size(), 2U);
    EXPECT_EQ(read.endedJobs[0].jobId, "tt1-2");
    EXPECT_EQ(read.endedJobs[1].jobId, "tt1-1");
    ASSERT_EQ(read.crashedJobs.size(), 1U) << "a crash of last month is no news";
    EXPECT_EQ(read.crashedJobs[0].jobId, "tt1-2");
    EXPECT_EQ(formatTimestamp(read.nextNightly_uts.value_or(0), "Europe/Zurich"), "2024-06-21 02:00:00");
    ASSERT_EQ(read.servers.size(), 3U);
    EXPECT_EQ(read.servers[2].type, "Neware harvester");
    EXPECT_EQ(read.servers[2].files, 3);
    EXPECT_TRUE(read.servers[2].stale) << "it was never harvested";
}

TEST_F(OverviewTest, TheNewestDataIsToldWithTheTimeOfItsLastRow)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "cell_01"}}}));
    simulation::CellProgram program;
    program.cycles = 2;
    const Recording recording = simulation::simulate({}, program);
    const std::filesystem::path data = m_lab.folder() / "a.ndax";
    simulation::writeNdax(data, recording, program, {});
    ASSERT_TRUE(m_lab.import({data}, "cell_01").report.ok());
    const Overview read = overview();
    EXPECT_EQ(read.newestDataSample, "cell_01");
    const std::optional<double> told_uts = parseTimestamp(read.newestMeasured, "Europe/Zurich");
    ASSERT_TRUE(told_uts) << read.newestMeasured;
    EXPECT_NEAR(*told_uts, recording.series.uts.back(), 1.0);
    result({{"Sample ID", "cell_02"}, {"Last snapshot", "2099-01-01 00:00:00"}});
    EXPECT_EQ(overview().newestMeasured, "") << "there is no data of cell_02 here";
}

TEST_F(OverviewTest, AFailedJobNeedsALookUntilItsSampleHasALaterOne)
{
    job("tt1-1", "cell_01", "ce");  // nobody noted its end, as in projects of the Python program
    job("tt1-2", "cell_02", "ce");
    job("tt1-3", "cell_02", "c", {}, "2024-06-19 10:00:00");
    job("tt1-4", "cell_03", "ce", morning_uts - 30 * 24 * 3600);
    const Overview read = overview();
    ASSERT_EQ(read.crashedJobs.size(), 1U);
    EXPECT_EQ(read.crashedJobs[0].jobId, "tt1-1");
    EXPECT_EQ(read.crashedEarlier, 2);
}

TEST_F(OverviewTest, AServerOfFormerDaysIsNotConfigured)
{
    pipeline("old-1", "", "", false, "2022-01-17 13:00:00");
    const Overview read = overview();
    EXPECT_TRUE(read.servers[0].configured);
    EXPECT_EQ(read.servers[2].label, "old");
    EXPECT_FALSE(read.servers[2].configured);
}

TEST_F(OverviewTest, ResultsOfOtherRulesAreNamed)
{
    for (const char* sample : {"cell_10", "cell_2", "cell_3", "cell_4"}) {
        result({{"Sample ID", sample}, {"Last analysis", "2024-06-12 02:10:00"}});
    }
    result({{"Sample ID", "cell_5"}});
    analysedBy("cell_2", "2024-06-12 02:10:00", 1);     // older rules
    analysedBy("cell_3", "2024-06-12 02:10:00", 1000);  // these, or newer ones
    analysedBy("cell_4", "2024-06-01 02:10:00", 1000);  // another program came later
    EXPECT_EQ(overview().analysedElsewhere, (std::vector<std::string>{"cell_2", "cell_4", "cell_10"}));
}

TEST_F(OverviewTest, ADaemonRunsThatHasShownLifeInTheLastTwoMinutes)
{
    EXPECT_FALSE(overview().daemonRuns);
    daemon(morning_uts - 119);
    EXPECT_TRUE(overview().daemonRuns);
    daemon(morning_uts - 121);
    EXPECT_FALSE(overview().daemonRuns);
    daemon(morning_uts + 3600);
    EXPECT_FALSE(overview().daemonRuns) << "a clock went wrong";
}

TEST(Overview, ShowsAJobOfASimulatedServerFromItsStartToItsEnd)
{
    SimulatedLab simulated;
    Lab& lab = simulated.lab();
    ASSERT_TRUE(updateFromCyclers(lab, {}, Progress::none()).ok());
    const std::string pipeline = "sim-simulated-1-1";
    ASSERT_TRUE(loadSamples(lab, {{"sim_cell_01", pipeline}}, Progress::none()).ok());
    ASSERT_TRUE(readyPipelines(lab, {pipeline}, Progress::none()).ok());
    ASSERT_TRUE(submitJobs(lab,
                           {.payload = shortPayload(),
                            .payloadName = "short",
                            .samples = {"sim_cell_01"},
                            .capacity = CustomCapacity{2.0},
                            .comment = {}},
                           Progress::none())
                    .ok());
    const auto stateOfFirst = [&] {
        static_cast<void>(updateFromCyclers(lab, {}, Progress::none()));
        return readOverview(simulated.project(), lab.states(), nowUts()).servers.at(0).channels.at(0).state;
    };
    constexpr int patience = 100;
    for (int look = 0; look < patience && stateOfFirst() != ChannelState::Finished; ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    const Overview read = readOverview(simulated.project(), lab.states(), nowUts());
    EXPECT_EQ(read.servers.at(0).connection, ServerConnection::Online);
    EXPECT_EQ(read.servers.at(0).channels.at(0).state, ChannelState::Finished);
    ASSERT_EQ(read.endedJobs.size(), 1U);
    EXPECT_EQ(read.endedJobs[0].sampleId, "sim_cell_01");
    EXPECT_LE(read.endedJobs[0].ended_uts.value_or(1e12), nowUts()) << "the simulated clock runs ahead";
}

}  // namespace
}  // namespace aurora::services
