#include "aurora/cyclers/tomato_server.h"

#include "cyclers/tomato_fixture.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

namespace aurora::cyclers {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

using TomatoReadingTest = TomatoFixture;

/// tomato's own database with so many queued jobs, each of the sample `y_<job>`.
std::string queueOf(int jobs)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "database.db";
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(pathText(file).c_str(), &database), SQLITE_OK);
    std::string sql = "CREATE TABLE queue (jobid INTEGER PRIMARY KEY, payload TEXT, status TEXT);";
    for (int job = 1; job <= jobs; ++job) {
        sql += "INSERT INTO queue VALUES (" + std::to_string(job) + R"(, '{"sample": {"name": "y_)" +
               std::to_string(job) + R"("}}', 'q');)";
    }
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    return readFile(file);
}

TEST_F(TomatoReadingTest, OneUnknownJobDoesNotHideTheOthers)
{
    const std::string unknown = "ERROR:tomato.ketchup.functions:job with jobid '99' does not exist.\n";
    host->expectErrors("status -J 1 99 3", unknown);
    host->expectOutput("status -J 1", job("1", "x_01", "c"));
    host->expectErrors("status -J 99 3", unknown);
    host->expectErrors("status -J 99", unknown);
    host->expectOutput("status -J 3", job("3", "x_03", "r"));
    const std::vector<std::string> ids{"1", "99", "3"};
    std::vector<Job> jobs;
    EXPECT_EQ(refusal([&] { jobs = server.jobDetails(ids, none); }), "");
    ASSERT_THAT(jobs, SizeIs(2));
    EXPECT_EQ(jobs[1].id, "3");
}

TEST_F(TomatoReadingTest, APayloadSubmittedElsewhereIsReadFromTheJobsFolder)
{
    host->files["/data/Jobs/4/jobdata.json"].content =
        R"({"pipeline": {"name": "a-1"}, "payload": {"sample": {"name": "y_07"}, "method": []}})";
    JobPayload found;
    EXPECT_EQ(refusal([&] { found = server.payloadOf("4", none); }), "");
    EXPECT_EQ(found.sampleId, "y_07");
    EXPECT_EQ(found.pipeline, "a-1");
    EXPECT_TRUE(found.payload.contains("method"));
    EXPECT_THAT(refusal([&] { static_cast<void>(server.payloadOf("5", none)); }), HasSubstr("/data/database.db"));
}

TEST_F(TomatoReadingTest, TomatosDatabaseIsFetchedOnceForAllJobsOfAnUpdate)
{
    host->files["/data/database.db"] = {.content = queueOf(3), .modified_uts = 1};
    host->expectOutput("status queue -v -J", "{}");
    EXPECT_EQ(refusal([&] { static_cast<void>(server.jobs(none)); }), "");
    for (const std::string job : {"1", "2", "3"}) {
        EXPECT_EQ(server.payloadOf(job, none).sampleId, "y_" + job);
    }
    EXPECT_THAT(refusal([&] { static_cast<void>(server.payloadOf("4", none)); }), HasSubstr("not among its jobs"));
    EXPECT_EQ(host->downloads, 1);

    host->files["/data/database.db"] = {.content = queueOf(4), .modified_uts = 2};
    host->expectOutput("status queue -v -J", "{}");
    EXPECT_EQ(refusal([&] { static_cast<void>(server.jobs(none)); }), "");
    EXPECT_EQ(server.payloadOf("4", none).sampleId, "y_4") << "the next update sees what is new";
    EXPECT_EQ(host->downloads, 2);
}

TEST_F(TomatoReadingTest, ACauseTellsTheBeginningOfLongAnswersAndNothingOfThePrefix)
{
    config::Server secretive = settings();
    secretive.commandPrefix = "export LAB_TOKEN='geheim-4711'; . /opt/env; ";
    TomatoServer other{host, secretive, clock};
    const std::string errors = "bash: line 1: export LAB_TOKEN='geheim-4711'; . /opt/env;: odd\nTOKEN geheim-4711\n";
    host->expect("LAB_TOKEN", {.exitStatus = 1, .output = std::string(50'000, 'o'), .errors = errors});
    const std::string told = refusal([&] { static_cast<void>(other.pipelines(none)); });
    EXPECT_THAT(told + lastCause, Not(HasSubstr("geheim")));
    EXPECT_THAT(lastCause, HasSubstr("Command: export … /opt/tomato/ketchup status -J"));
    EXPECT_LT(lastCause.size(), 5'000U);
    EXPECT_THAT(lastCause, HasSubstr("(48000 more bytes)"));
}

}  // namespace
}  // namespace aurora::cyclers
