#include "aurora/cyclers/tomato_server.h"

#include "cyclers/tomato_fixture.h"
#include "support/cancelling_progress.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

namespace aurora::cyclers {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class TomatoServerTest : public TomatoFixture
{
protected:
    /// What a test of the connection asks before it looks at folders.
    void expectAnswers()
    {
        host->expectOutput("ketchup --version", "ketchup version 0.2.3\n");
        host->expectOutput("status -J", state({"a-1"}));
    }

    void expectGoodFolders()
    {
        expectAnswers();
        host->expectOutput("ketchup --version", "ketchup version 0.2.3\n");
        host->expectOutput("rm /save/aurora-server-test.txt", "");
        host->expectOutput("ketchup --version", "ketchup version 0.2.3\n");
    }
};

TEST_F(TomatoServerTest, LoadIsProvedByReadingTheStateAgain)
{
    host->expectOutput("status -J", state({"a-1"}));
    host->expectOutput("ketchup load x_01 a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01"}));
    EXPECT_EQ(refusal([&] { server.load("x_01", "a-1", none); }), "");
    EXPECT_THAT(host->commands.at(1), HasSubstr("source env; /opt/tomato/ketchup load"));
}

TEST_F(TomatoServerTest, ASilentLoadThatDidNothingIsNotDone)
{
    host->expectOutput("status -J", state({"a-1"}));
    host->expectOutput("load", "");
    host->expectOutput("status -J", state({"a-1"}));
    const std::string told = refusal([&] { server.load("x_01", "a-1", none); });
    EXPECT_THAT(told, HasSubstr("tt1 did not load x_01 on a-1"));
    EXPECT_THAT(told, HasSubstr("is empty"));
    EXPECT_THAT(lastCause, HasSubstr("Exit status: 0"));
}

TEST_F(TomatoServerTest, LoadIsRefusedWithoutAskingForIt)
{
    host->expectOutput("status -J", state({"a-1 x_02", "a-2 x_01", "a-3"}));
    EXPECT_THAT(refusal([&] { server.load("x_01", "a-1", none); }), HasSubstr("holds x_02. Eject that sample first."));
    host->expectOutput("status -J", state({"a-1 x_02", "a-2 x_01", "a-3"}));
    EXPECT_THAT(refusal([&] { server.load("x_01", "a-3", none); }), HasSubstr("the sample is on a-2"));
    host->expectOutput("status -J", state({"a-1"}));
    EXPECT_THAT(refusal([&] { server.load("x_01", "b-1", none); }), HasSubstr("no pipeline of that name, only a-1"));
    for (const char* name : {"it's", "-x", "", "a\tb"}) {
        EXPECT_THAT(refusal([&] { server.load(name, "a-1", none); }), HasSubstr("the sample name")) << name;
    }
    EXPECT_THAT(host->commands, SizeIs(3)) << "nothing but the state was asked for";
}

TEST_F(TomatoServerTest, ALoadThatMetSomebodyElsesIsTold)
{
    host->expectOutput("status -J", state({"a-1", "a-2"}));
    host->expectOutput("load", "");
    host->expectOutput("status -J", state({"a-1 x_01", "a-2 x_01"}));
    EXPECT_THAT(refusal([&] { server.load("x_01", "a-1", none); }), HasSubstr("on a-1 and on a-2"));
}

TEST_F(TomatoServerTest, WarningsOfTheCommandAreTheReason)
{
    host->expectOutput("status -J", state({"a-1"}));
    host->expectErrors("load", "WARNING:tomato.ketchup.functions:pipeline 'a-1' is not empty. Aborting.\n");
    EXPECT_THAT(refusal([&] { server.load("x_01", "a-1", none); }), HasSubstr("not empty"));
    EXPECT_THAT(lastCause, HasSubstr("Aborting"));
}

TEST_F(TomatoServerTest, EjectIsRefusedWhileAJobRunsAndOfNothing)
{
    host->expectOutput("status -J", state({"a-1 x_01 7"}));
    EXPECT_THAT(refusal([&] { server.eject("a-1", none); }), HasSubstr("job 7 runs"));
    host->expectOutput("status -J", state({"a-1"}));
    EXPECT_THAT(refusal([&] { server.eject("a-1", none); }), HasSubstr("is empty"));
}

TEST_F(TomatoServerTest, EjectOfAnUnreadyPipelineNeedsOneLook)
{
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("status queue -v -J", "{}");
    host->expectOutput("eject a-1", "");
    host->expectOutput("status -J", state({"a-1"}));
    host->expectOutput("status queue -v -J", "{}");
    EXPECT_EQ(refusal([&] { server.eject("a-1", none); }), "");
}

TEST_F(TomatoServerTest, EjectIsRefusedWhileAJobIsOnItsWayToThePipeline)
{
    // tomato has made the job's folder and taken the mark `ready` away; the job still says that it is queued.
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("status queue -v -J", job("8", "x_01", "qw"));
    const Json jobData{{"payload", {{"sample", {{"name", "x_01"}}}}}, {"pipeline", {{"name", "a-1"}}}};
    host->files["/data/Jobs/8/jobdata.json"] = {.content = jobData.dump(), .modified_uts = 1};
    EXPECT_THAT(refusal([&] { server.eject("a-1", none); }), HasSubstr("job 8 is being started"));
}

TEST_F(TomatoServerTest, AJobThatStartsInTheMomentOfAnEjectIsSeen)
{
    host->expectOutput("status -J", state({"a-1 x_01 ready"}));
    host->expectOutput("status queue -v -J", "{}");
    host->expectOutput("eject a-1", "");
    host->expectOutput("status -J", state({"a-1"}));
    host->expectOutput("status queue -v -J", "{}");
    host->expectOutput("status -J", state({"a-1 - 8"}));
    const double before = clock.now;
    const std::string told = refusal([&] { server.eject("a-1", none); });
    EXPECT_THAT(told, HasSubstr("job 8 was started"));
    EXPECT_THAT(told, HasSubstr("took x_01 off a-1"));
    EXPECT_THAT(told, HasSubstr("cancel tt1-8"));
    EXPECT_THAT(told, HasSubstr("nothing is left to eject"));
    EXPECT_GE(clock.now - before, 3);
}

TEST_F(TomatoServerTest, AJobThatStartsBeforeAnEjectTakesHoldLeavesTheSampleToBeEjectedLater)
{
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("status queue -v -J", "{}");
    host->expectOutput("eject a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01 8"}));
    const std::string told = refusal([&] { server.eject("a-1", none); });
    EXPECT_THAT(told, HasSubstr("still holds x_01"));
    EXPECT_THAT(told, HasSubstr("Cancel tt1-8, wait until it has ended, then eject again"));
}

TEST_F(TomatoServerTest, ReadyIsProvedByReadinessOrByTheJobThatStarted)
{
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("ready a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01 ready"}));
    EXPECT_EQ(refusal([&] { server.ready("a-1", none); }), "");
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("ready a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01 9"}));
    EXPECT_EQ(server.ready("a-1", none), "9");
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("ready a-1", "");
    for (int round = 0; round < 4; ++round) {
        host->expectOutput("status -J", state({"a-1 x_01"}));
        host->expectOutput("status queue -v -J", "{}");
    }
    const double before = clock.now;
    const std::string told = refusal([&] { server.ready("a-1", none); });
    EXPECT_THAT(told, HasSubstr("not ready"));
    EXPECT_THAT(told, HasSubstr("make the pipeline ready again")) << "what cures it";
    EXPECT_GE(clock.now - before, 3) << "tomato looks once a second";
    // The job that was queued is being started: it took the readiness, and does not run yet.
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("ready a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("status queue -v -J", job("8", "x_01", "qw"));
    const Json jobData{{"payload", {{"sample", {{"name", "x_01"}}}}}, {"pipeline", {{"name", "a-1"}}}};
    host->files["/data/Jobs/8/jobdata.json"] = {.content = jobData.dump(), .modified_uts = 1};
    EXPECT_EQ(server.ready("a-1", none), "8");
    host->expectOutput("status -J", state({"a-1"}));
    EXPECT_THAT(refusal([&] { server.ready("a-1", none); }), HasSubstr("no sample"));
}

TEST_F(TomatoServerTest, AJobThatTakesTheReadinessIsSeenWhereverItShowsItselfFirst)
{
    // The list of pipelines was read a moment too early: the job runs by the list of jobs already.
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("ready a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01"}));
    Json running = Json::parse(job("26", "x_01", "r"));
    running["pipeline"] = {"a-1"};
    host->expectOutput("status queue -v -J", running.dump());
    EXPECT_EQ(server.ready("a-1", none), "26");
    // It does not show anywhere at first.
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("ready a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01"}));
    host->expectOutput("status queue -v -J", job("27", "x_01", "qw"));
    host->expectOutput("status -J", state({"a-1 x_01 27"}));
    EXPECT_EQ(server.ready("a-1", none), "27");
}

TEST_F(TomatoServerTest, UnreadyIsNotDoneWhenAJobWasFaster)
{
    host->expectOutput("status -J", state({"a-1 x_01 ready"}));
    host->expectOutput("status queue -v -J", "{}");
    host->expectOutput("unready a-1", "");
    host->expectOutput("status -J", state({"a-1 x_01 9"}));
    EXPECT_THAT(refusal([&] { server.unready("a-1", none); }), HasSubstr("job 9"));
}

TEST_F(TomatoServerTest, SubmitSendsThePayloadAndFindsItsJobAgain)
{
    host->expectOutput("ketchup submit -j x_01 -J " + base64OfPayload, "jobid: 12\njobname: x_01\n");
    host->expectOutput("status -J 12", job("12", "x_01", "q"));
    std::string id;
    EXPECT_EQ(refusal([&] { id = server.submit({.sampleId = "x_01", .payload = payload}, none); }), "");
    EXPECT_EQ(id, "12");
}

TEST_F(TomatoServerTest, ASubmittedJobThatIsNotThereOrNotOursIsNotDone)
{
    const auto submit = [&] { static_cast<void>(server.submit({.sampleId = "x_01", .payload = payload}, none)); };
    host->expectOutput("submit", "jobid: 12\njobname: x_01\n");
    host->expectErrors("status -J 12", "ERROR:tomato.ketchup.functions:job with jobid '12' does not exist.\n");
    EXPECT_THAT(refusal(submit), HasSubstr("does not know job 12"));
    host->expectOutput("submit", "jobid: 12\njobname: x_01\n");
    host->expectOutput("status -J 12", job("12", "x_99", "q"));
    EXPECT_THAT(refusal(submit), HasSubstr("named \"x_99\""));
    host->expectOutput("submit", "");
    EXPECT_THAT(refusal(submit), HasSubstr("named no job"));
    host->expectErrors("submit", "Traceback (most recent call last):\nValueError: 1 validation error for Payload\n", 1);
    EXPECT_THAT(refusal(submit), HasSubstr("refused the payload"));
}

TEST_F(TomatoServerTest, AJobWhoseNumberIsKnownKeepsItWhenTheProofFails)
{
    host->expect("submit", {.exitStatus = 0, .output = "jobid: 12\njobname: x_01\n", .errors = {}},
                 [&] { host->connectionProblem = remote::ConnectionProblem::NotReachable; });
    try {
        static_cast<void>(server.submit({.sampleId = "x_01", .payload = payload}, none));
        FAIL() << "it was believed";
    } catch (const NotConfirmed& error) {
        EXPECT_EQ(error.jobId(), "12");
        EXPECT_THAT(error.what(), HasSubstr("no connection"));
    }
}

TEST_F(TomatoServerTest, ResultsThatWouldLandInTheHomeFolderAreRefused)
{
    config::Server without = settings();
    without.saveLocation.clear();
    TomatoServer homeless(host, without, clock);
    EXPECT_THAT(refusal([&] { static_cast<void>(homeless.submit({.sampleId = "x_01", .payload = payload}, none)); }),
                HasSubstr("\"save_location\" is missing"));
    EXPECT_THAT(host->commands, IsEmpty());
    host->expectOutput("submit", "jobid: 12\n");
    host->expectOutput("status -J 12", job("12", "x_01", "q"));
    const std::string withFolder =
        R"({"version":"0.2","sample":{"name":"x_01"},"method":[],"tomato":{"output":{"path":"/results"}}})";
    EXPECT_EQ(refusal([&] { static_cast<void>(homeless.submit({.sampleId = "x_01", .payload = withFolder}, none)); }),
              "");
}

TEST_F(TomatoServerTest, APayloadForAnotherSampleIsNotSent)
{
    EXPECT_THAT(refusal([&] { static_cast<void>(server.submit({.sampleId = "x_02", .payload = payload}, none)); }),
                HasSubstr("another sample"));
    EXPECT_THAT(host->commands, IsEmpty());
}

TEST_F(TomatoServerTest, ALongPayloadGoesAsAFile)
{
    Json json = Json::parse(payload);
    json["method"] = Json::array();
    for (int step = 0; step < 4000; ++step) {
        json["method"].push_back({{"technique", "open_circuit_voltage"}, {"time", step + 1}});
    }
    const std::string text = json.dump();
    host->expectOutput("ketchup submit -j x_01 ", "jobid: 3\njobname: x_01\n");
    host->expectOutput("status -J 3", job("3", "x_01", "q"));
    EXPECT_EQ(refusal([&] { static_cast<void>(server.submit({.sampleId = "x_01", .payload = text}, none)); }), "");
    ASSERT_THAT(host->files, SizeIs(1));
    const auto& [name, file] = *host->files.begin();
    EXPECT_THAT(name, testing::StartsWith("/save/"));
    EXPECT_THAT(name, testing::EndsWith(".json"));
    EXPECT_EQ(file.content, text);
    EXPECT_THAT(host->commands[0], HasSubstr(name));
    EXPECT_LT(host->commands[0].size(), 200U);
}

TEST_F(TomatoServerTest, AConnectionThatBreaksDuringASubmitLeavesItOpenWhetherItWasDone)
{
    host->connectionProblem = remote::ConnectionProblem::Dropped;
    EXPECT_THAT(refusal([&] { static_cast<void>(server.submit({.sampleId = "x_01", .payload = payload}, none)); }),
                HasSubstr("not known"));
}

TEST_F(TomatoServerTest, CancelIsProvedTwice)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    host->expectOutput("cancel 5", "");
    host->expectOutput("status -J 5", job("5", "x_01", "rd"));
    host->expectOutput("status -J 5", job("5", "x_01", "cd"));
    const double before = clock.now;
    EXPECT_EQ(refusal([&] { server.cancel("5", none); }), "");
    EXPECT_GE(clock.now - before, 3);
}

TEST_F(TomatoServerTest, ACancelThatIsLostWhileTheJobStartsIsSentAgain)
{
    host->expectOutput("status -J 5", job("5", "x_01", "qw"));
    host->expectOutput("cancel 5", "");
    host->expectOutput("status -J 5", job("5", "x_01", "cd"));
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    host->expectOutput("cancel 5", "");
    host->expectOutput("status -J 5", job("5", "x_01", "rd"));
    host->expectOutput("status -J 5", job("5", "x_01", "cd"));
    EXPECT_EQ(refusal([&] { server.cancel("5", none); }), "");
    EXPECT_THAT(host->script, IsEmpty());
}

TEST_F(TomatoServerTest, ACancelThatIsAlwaysLostIsNotDone)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    for (int attempt = 0; attempt < 3; ++attempt) {
        host->expectOutput("cancel 5", "");
        host->expectOutput("status -J 5", job("5", "x_01", "r"));
    }
    EXPECT_THAT(refusal([&] { server.cancel("5", none); }), HasSubstr("still not cancelled"));
}

TEST_F(TomatoServerTest, EndedJobsAndNoNumbersAreNotCancelled)
{
    host->expectOutput("status -J 5", job("5", "x_01", "c"));
    EXPECT_THAT(refusal([&] { server.cancel("5", none); }), HasSubstr("ended by itself"));
    EXPECT_THAT(refusal([&] { server.cancel("five", none); }), HasSubstr("not the number of a job"));
    EXPECT_THAT(host->commands, SizeIs(1));
}

TEST_F(TomatoServerTest, ACancelThatTomatoHasNotActedOnIsOnlyAskedFor)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    host->expectOutput("cancel 5", "");
    host->expectOutput("status -J 5", job("5", "x_01", "rd"));
    host->expectOutput("status -J 5", job("5", "x_01", "rd"));
    EXPECT_EQ(server.cancel("5", none), CancelState::AskedFor);
    host->expectOutput("status -J 6", job("6", "x_01", "qw"));
    host->expectOutput("cancel 6", "");
    host->expectOutput("status -J 6", job("6", "x_01", "cd"));
    host->expectOutput("status -J 6", job("6", "x_01", "cd"));
    EXPECT_EQ(server.cancel("6", none), CancelState::Ended);
}

TEST_F(TomatoServerTest, AWaitForTheProofCanBeCancelledAndLeavesItOpenWhetherItWasDone)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    host->expectOutput("cancel 5", "");
    host->expectOutput("status -J 5", job("5", "x_01", "rd"));
    const test::CancelAtLook inTheWait(2);
    const std::string told = refusal([&] { server.cancel("5", inTheWait); });
    EXPECT_THAT(told, HasSubstr("not known whether tt1 did cancel job 5"));
    EXPECT_THAT(told, HasSubstr("you cancelled"));
}

TEST_F(TomatoServerTest, ACancelBeforeAnythingWasSentSendsNothing)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    const test::CancelAtLook atOnce(1);
    EXPECT_THROW(server.cancel("5", atOnce), Cancelled);
    EXPECT_THAT(host->commands, SizeIs(1)) << "only the state was asked for";
}

TEST_F(TomatoServerTest, ACommandThatWaitsForItsTurnIsNotSentAfterACancel)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    bool isCancelled = false;
    const test::CancelWhen progress([&] { return isCancelled; });
    host->beforeSending = [&](const std::string& commandLine, const Progress& waiting) {
        isCancelled = commandLine.find("cancel 5") != std::string::npos;
        waiting.throwIfCancelled();
    };
    EXPECT_THROW(server.cancel("5", progress), Cancelled) << "it is known that nothing was done";
    EXPECT_THAT(host->commands, SizeIs(1));
}

TEST_F(TomatoServerTest, AConnectionThatBreaksBeforeACommandWasSentIsNoMaybe)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    host->beforeSending = [](const std::string& commandLine, const Progress&) {
        if (commandLine.find("cancel 5") != std::string::npos) {
            throw remote::ConnectionError(remote::ConnectionProblem::Dropped, "lost while it was made again");
        }
    };
    EXPECT_THROW(server.cancel("5", none), remote::ConnectionError);
    EXPECT_THAT(host->commands, SizeIs(1));
}

TEST_F(TomatoServerTest, ACancelThatCannotBeSentOnceMoreMayHaveBeenDone)
{
    const std::vector<std::pair<std::function<void()>, std::string>> ends{
        {[] { throw Cancelled(); }, "you cancelled before it was sent once more"},
        {[] { throw remote::ConnectionError(remote::ConnectionProblem::NotReachable, "It is off."); }, "It is off."}};
    for (const auto& [end, words] : ends) {
        host->expectOutput("status -J 5", job("5", "x_01", "r"));
        host->expectOutput("cancel 5", "");
        host->expectOutput("status -J 5", job("5", "x_01", "r"));
        host->commands.clear();
        host->beforeSending = [&, end = end](const std::string& commandLine, const Progress&) {
            if (commandLine.find("cancel 5") != std::string::npos && host->commands.size() > 1) {
                end();
            }
        };
        const std::string told = refusal([&] { server.cancel("5", none); });
        EXPECT_THAT(told, HasSubstr("not known whether tt1 did cancel job 5: it took the command"));
        EXPECT_THAT(told, HasSubstr(words));
    }
}

TEST_F(TomatoServerTest, AConnectionThatBreaksAfterACommandLeavesItOpenWhetherItWasDone)
{
    host->expectOutput("status -J", state({"a-1"}));
    host->expect("load", {}, [&] { host->connectionProblem = remote::ConnectionProblem::Dropped; });
    EXPECT_THAT(refusal([&] { server.load("x_01", "a-1", none); }),
                HasSubstr("not known whether tt1 did load x_01 on a-1: it took the command"));
}

TEST_F(TomatoServerTest, OneUnknownJobDoesNotHideTheOthers)
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

TEST_F(TomatoServerTest, APayloadSubmittedElsewhereIsReadFromTheJobsFolder)
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

TEST_F(TomatoServerTest, TomatosDatabaseIsFetchedOnceForAllJobsOfAnUpdate)
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

TEST_F(TomatoServerTest, ACauseTellsTheBeginningOfLongAnswersAndNothingOfThePrefix)
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

TEST_F(TomatoServerTest, TheTestNamesTheStepThatFailed)
{
    const auto failedStep = [&] {
        const ServerTest tried = server.test(none);
        EXPECT_FALSE(tried.passed());
        for (const TestStep& step : tried.steps) {
            if (step.outcome == TestStep::Outcome::Failed) {
                EXPECT_THAT(step.message, Not(IsEmpty()));
                return step.name;
            }
        }
        return std::string("none");
    };
    using remote::ConnectionProblem;
    const std::vector<std::pair<ConnectionProblem, std::string>> problems{
        {ConnectionProblem::NameNotFound, "name"},       {ConnectionProblem::NotReachable, "port"},
        {ConnectionProblem::HostKeyUnknown, "host key"}, {ConnectionProblem::HostKeyChanged, "host key"},
        {ConnectionProblem::KeyRefused, "key"},          {ConnectionProblem::NoUsableKey, "key"},
    };
    for (const auto& [problem, step] : problems) {
        host->connectionProblem = problem;
        EXPECT_EQ(failedStep(), step);
    }
    host->connectionProblem.reset();
    host->expectErrors("ketchup --version", "bash: line 1: ketchup: command not found\n", 127);
    EXPECT_EQ(failedStep(), "ketchup");
    host->files["/data/database.db"] = {};
    expectGoodFolders();
    host->expectErrors("yadg --version", "bash: line 1: yadg: command not found\n", 127);
    EXPECT_EQ(failedStep(), "yadg");
}

TEST_F(TomatoServerTest, TheTestPassesWhenEverythingAnswers)
{
    host->files["/data/database.db"] = {};
    expectGoodFolders();
    host->expectOutput("yadg --version", "yadg version 4.2.5\n");
    const ServerTest tried = server.test(none);
    EXPECT_TRUE(tried.passed());
    EXPECT_THAT(tried.steps.at(4).message, HasSubstr("whether tomato itself runs cannot be seen from here"));
    EXPECT_EQ(host->files.count("/save/aurora-server-test.txt"), 1U) << "it was tried whether the folder takes a file";
}

TEST_F(TomatoServerTest, TheTestNamesAFolderThatCannotBeUsed)
{
    const auto messageOf = [&](const std::string& name) {
        for (const TestStep& step : server.test(none).steps) {
            if (step.name == name) {
                return step.message;
            }
        }
        return std::string("no such step");
    };
    // No database beside the folder of jobs.
    expectAnswers();
    host->expectOutput("cd -- /save", "ketchup version 0.2.3\n");
    host->expectOutput("rm /save/aurora-server-test.txt", "");
    host->expectOutput("yadg --version", "yadg version 4.2.5\n");
    EXPECT_THAT(messageOf("tomato_data_path"), HasSubstr("/data/database.db is not beside it"));
    // The folder itself is not there, although a job has run.
    host->files["/data/database.db"] = {};
    expectAnswers();
    host->expectOutput("cd -- /save", "ketchup version 0.2.3\n");
    host->expectOutput("rm /save/aurora-server-test.txt", "");
    host->expectErrors("cd -- /data/Jobs/", "bash: line 1: cd: /data/Jobs/: No such file or directory\n", 1);
    host->expectOutput("status queue -v -J", job("1", "x_01", "c"));
    host->expectOutput("yadg --version", "yadg version 4.2.5\n");
    EXPECT_THAT(messageOf("tomato_data_path"), HasSubstr("/data/Jobs/ is not there"));
    // The folder for results takes no file.
    host->takesFiles = false;
    expectAnswers();
    host->expectOutput("cd -- /save", "ketchup version 0.2.3\n");
    host->expectOutput("cd -- /data/Jobs/", "ketchup version 0.2.3\n");
    host->expectOutput("yadg --version", "yadg version 4.2.5\n");
    EXPECT_THAT(messageOf("save_location"), HasSubstr("/save takes no file"));
}

TEST(WhyStuck, NamesATomatoThatDoesNotRun)
{
    const std::vector<PipelineState> ready{{.name = "a-1", .sampleId = "x_01", .ready = true, .jobId = {}}};
    const std::vector<PipelineState> busy{{.name = "a-1", .sampleId = "x_01", .ready = true, .jobId = "3"}};
    const Job queued{.id = "4", .name = {}, .status = "q", .pipeline = {}, .sampleId = "x_01"};
    EXPECT_THAT(whyStuck(queued, ready, 11), HasSubstr("tomato may not be running"));
    EXPECT_THAT(whyStuck(queued, ready, 11), HasSubstr("what the payload needs"));
    EXPECT_EQ(whyStuck(queued, ready, 10), "");
    EXPECT_EQ(whyStuck(queued, busy, 1000), "");
    const Job dying{.id = "4", .name = {}, .status = "rd", .pipeline = "a-1", .sampleId = "x_01"};
    EXPECT_THAT(whyStuck(dying, busy, 11), HasSubstr("tomato may not be running"));
}

}  // namespace
}  // namespace aurora::cyclers
