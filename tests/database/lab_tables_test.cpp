#include "aurora/core/error.h"
#include "aurora/database/daemon_table.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "database/any_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::database {
namespace {

using LabTables = AnyDatabase;

std::vector<std::string> namesOf(const std::vector<Row>& rows, const std::string& column)
{
    std::vector<std::string> names;
    for (const Row& row : rows) {
        names.push_back(toText(row.at(column)));
    }
    return names;
}

TEST_F(LabTables, PipelinesAreFoundByNameByServerAndByWhatTheyHold)
{
    PipelinesTable pipelines(*database);
    pipelines.upsert({{"Pipeline", "tt1-1"}, {"Server label", "tt1"}, {"Sample ID", "a_1"}});
    pipelines.upsert({{"Pipeline", "tt1-2"}, {"Server label", "tt1"}});
    pipelines.upsert({{"Pipeline", "tt2-1"}, {"Server label", "tt2"}, {"Sample ID", "a_1"}});
    EXPECT_THAT(namesOf(pipelines.ofServer("tt1"), "Pipeline"), testing::ElementsAre("tt1-1", "tt1-2"));
    EXPECT_THAT(namesOf(pipelines.holding("a_1"), "Pipeline"), testing::ElementsAre("tt1-1", "tt2-1"));
    pipelines.upsert({{"Pipeline", "tt1-1"}, {"Sample ID", CellValue()}});
    EXPECT_EQ(pipelines.find("tt1-1"), (Row{{"Pipeline", "tt1-1"}, {"Server label", "tt1"}}));
    pipelines.remove("tt1-2");
    EXPECT_EQ(pipelines.find("tt1-2"), std::nullopt);
}

TEST_F(LabTables, JobKeepsWhatALaterAnswerDoesNotSay)
{
    JobsTable jobs(*database);
    jobs.upsert({{"Job ID", "tt1-7"}, {"Server label", "tt1"}, {"Sample ID", "a_1"}, {"Comment", "by hand"}});
    jobs.upsert({{"Job ID", "tt1-7"}, {"Status", "r"}});
    EXPECT_EQ(jobs.find("tt1-7"), (Row{{"Job ID", "tt1-7"},
                                       {"Server label", "tt1"},
                                       {"Sample ID", "a_1"},
                                       {"Comment", "by hand"},
                                       {"Status", "r"}}));
    EXPECT_THAT(namesOf(jobs.ofServer("tt1"), "Job ID"), testing::ElementsAre("tt1-7"));
    EXPECT_THAT(namesOf(jobs.ofSample("a_1"), "Job ID"), testing::ElementsAre("tt1-7"));
    EXPECT_THROW(jobs.upsert({{"Status", "r"}}), Error);
}

DaemonRow daemonCalled(const std::string& token, double heartbeat_uts)
{
    return {.host = "pc",
            .process = 42,
            .token = token,
            .started = "2025-01-01 00:00:00",
            .heartbeat_uts = heartbeat_uts,
            .doing = "starting"};
}

TEST_F(LabTables, SecondDaemonIsToldOfTheFirstWhileThatIsAlive)
{
    DaemonTable table(*database);
    EXPECT_EQ(table.claim(daemonCalled("first", 1000), 120).token, "first");
    const DaemonRow holder = table.claim(daemonCalled("second", 1119), 120);
    EXPECT_EQ(holder.token, "first");
    EXPECT_EQ(holder.host, "pc");
    EXPECT_EQ(holder.process, 42);
}

TEST_F(LabTables, DaemonThatShowsNoLifeIsReplacedAndLearnsIt)
{
    DaemonTable table(*database);
    table.claim(daemonCalled("first", 1000), 120);
    EXPECT_TRUE(table.beat("first", 1030, "updating"));
    EXPECT_EQ(table.claim(daemonCalled("second", 1150), 120).token, "second");
    EXPECT_FALSE(table.beat("first", 1151, "updating"));
    table.release("first");  // too late: it is not its to give
    ASSERT_TRUE(table.current());
    EXPECT_EQ(table.current()->token, "second");
    table.release("second");
    EXPECT_FALSE(table.current());
}

TEST_F(LabTables, HeartbeatFromTheFutureHoldsNobodyUp)
{
    DaemonTable table(*database);
    table.claim(daemonCalled("wrong clock", 9'000'000), 120);
    EXPECT_EQ(table.claim(daemonCalled("second", 1000), 120).token, "second");
}

}  // namespace
}  // namespace aurora::database
