#include "aurora/cyclers/tomato_server.h"

#include "cyclers/tomato_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::cyclers {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using TomatoServerTest = TomatoFixture;

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

TEST_F(TomatoServerTest, ASnapshotFolderThatIsNotThereIsSaidBeforeAnythingIsSent)
{
    const std::string snapshots =
        R"({"sample": {"name": "x_01"}, "tomato": {"snapshot": {"path": "/no such folder", "frequency": 60}}})";
    const auto submit = [&] { static_cast<void>(server.submit({.sampleId = "x_01", .payload = snapshots}, none)); };
    host->expectErrors("cd -- /no such folder && ", "bash: line 1: cd: /no such folder: No such file or directory\n",
                       1);
    EXPECT_THAT(refusal(submit), HasSubstr("\"path\" is \"/no such folder\", which is no folder on the server."));
    host->expectOutput("cd -- /no such folder && ", state({"p x_01 ready"}));
    host->expectOutput("submit", "jobid: 12\njobname: x_01\n");
    host->expectOutput("status -J 12", job("12", "x_01", "q"));
    EXPECT_EQ(refusal(submit), "");
}

TEST_F(TomatoServerTest, ACommandThatOnlyReadsIsNotSaidToHaveDoneSomethingUnknown)
{
    const auto timeOut = [] { throw remote::CommandTimedOut("pc1 did not finish a command in time."); };
    host->expect("status -J", {}, timeOut);
    try {
        static_cast<void>(server.pipelines(none));
        FAIL();
    } catch (const remote::CommandTimedOut& error) {
        EXPECT_STREQ(error.what(),
                     "pc1 did not finish a command in time. It changes no job and no pipeline: try again.");
    }
    host->expectOutput("status -J", state({"p"}));
    host->expect("load", {}, timeOut);
    EXPECT_THROW(server.load("x_01", "p", none), MaybeDone);
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
