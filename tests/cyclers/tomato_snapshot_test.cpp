#include "aurora/core/file.h"
#include "cyclers/tomato_fixture.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sqlite3.h>

namespace aurora::cyclers {
namespace {

using testing::HasSubstr;

const std::string ended =
    "WARNING:tomato.ketchup.functions:job with jobid '7' has been completed. Will create snapshot.\n";

/// A traceback of `ketchup snapshot` that ends in these lines.
std::string traceback(const std::string& lines)
{
    return "Traceback (most recent call last):\n  File \"functions.py\", line 519, in snapshot\n" + lines + "\n";
}

class TomatoSnapshotTest : public TomatoFixture
{
protected:
    void oldSnapshotOnTheServer()
    {
        host->files["/save/snapshot.7.json"] = {.content = "{\"old\": 1}", .modified_uts = 5};
    }

    std::function<void()> writes(const std::string& content)
    {
        return [this, content] { host->files["/save/snapshot.7.json"] = {.content = content, .modified_uts = 9}; };
    }

    std::string refused()
    {
        return refusal([&] { fetched = server.snapshot("7", folder.path() / "run" / "snapshot.7", none); });
    }

    test::TemporaryFolder folder;
    std::filesystem::path fetched;
};

TEST_F(TomatoSnapshotTest, IsMadeInTheSaveLocationAndFetched)
{
    host->expect("ketchup snapshot 7", {.exitStatus = 0, .output = {}, .errors = ended}, writes("{\"new\": 1}"));
    EXPECT_EQ(refused(), "");
    EXPECT_THAT(host->commands.at(0), HasSubstr("/save"));
    EXPECT_EQ(fetched, folder.path() / "run" / "snapshot.7.json");
    EXPECT_EQ(readFile(fetched), "{\"new\": 1}");
}

TEST_F(TomatoSnapshotTest, AfterAFailureThePreviousFileIsNotFetched)
{
    oldSnapshotOnTheServer();
    host->expectErrors("snapshot 7",
                       ended + traceback("FileNotFoundError: [Errno 2] No such file or directory: 'yadg'"), 1);
    EXPECT_THAT(refused(), HasSubstr("yadg was not found on the server's PATH"));
    EXPECT_EQ(host->downloads, 0);
}

TEST_F(TomatoSnapshotTest, ASilentFailureThatLeftThePreviousFileIsNotFetched)
{
    oldSnapshotOnTheServer();
    host->expectOutput("snapshot 7", "");
    EXPECT_THAT(refused(), HasSubstr("earlier snapshot"));
    EXPECT_EQ(host->downloads, 0);
    host->files.clear();
    host->expectOutput("snapshot 7", "");
    EXPECT_THAT(refused(), HasSubstr("not there"));
    EXPECT_EQ(host->downloads, 0);
}

TEST_F(TomatoSnapshotTest, ARunningJobThatWasCaughtWritingIsTriedAgain)
{
    oldSnapshotOnTheServer();
    const std::string caught = traceback("json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)");
    host->expectErrors("snapshot 7", caught, 1);
    host->expectErrors("snapshot 7", caught, 1);
    host->expect("snapshot 7", {}, writes("{\"new\": 2}"));
    EXPECT_EQ(refused(), "");
    EXPECT_EQ(readFile(fetched), "{\"new\": 2}");
}

TEST_F(TomatoSnapshotTest, AnEndedJobWithADamagedFileIsNotTriedAgain)
{
    host->expectErrors("snapshot 7", ended + traceback("json.decoder.JSONDecodeError: Expecting value"), 1);
    EXPECT_THAT(refused(), HasSubstr("damaged"));
}

TEST_F(TomatoSnapshotTest, OfAJobCancelledBeforeItStartedThereIsNothing)
{
    host->expectErrors("snapshot 7", ended + traceback("AssertionError"), 1);
    EXPECT_THROW(static_cast<void>(server.snapshot("7", folder.path() / "s", none)), NothingToFetch);
}

TEST_F(TomatoSnapshotTest, QueuedAndUnknownJobsAreTold)
{
    host->expectErrors(
        "snapshot 7",
        "ERROR:tomato.ketchup.functions:job with jobid '7' is not yet running. Cannot create snapshot.\n");
    EXPECT_THAT(refused(), HasSubstr("not started yet"));
    host->expectErrors("snapshot 7", "ERROR:tomato.ketchup.functions:job with jobid '7' does not exist.\n");
    EXPECT_THAT(refused(), HasSubstr("does not know"));
    host->expectErrors("snapshot 7", "bash: line 1: cd: /save: No such file or directory\n", 1);
    EXPECT_THAT(refused(), HasSubstr("\"save_location\""));
}

TEST_F(TomatoSnapshotTest, ThePayloadOfAJobThatHasNotStartedComesFromTomatosDatabase)
{
    const auto file = folder.path() / "database.db";
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(pathText(file).c_str(), &database), SQLITE_OK);
    const std::string sql = "CREATE TABLE queue (jobid INTEGER PRIMARY KEY, payload TEXT NOT NULL, jobname TEXT, "
                            "status TEXT NOT NULL); INSERT INTO queue VALUES (6, '{\"sample\": {\"name\": \"z_01\"}}', "
                            "NULL, 'q')";
    ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    host->files["/data/database.db"].content = readFile(file);
    JobPayload found;
    EXPECT_EQ(refusal([&] { found = server.payloadOf("6", none); }), "");
    EXPECT_EQ(found.sampleId, "z_01");
    EXPECT_THAT(refusal([&] { static_cast<void>(server.payloadOf("8", none)); }), HasSubstr("not among its jobs"));
}

}  // namespace
}  // namespace aurora::cyclers
