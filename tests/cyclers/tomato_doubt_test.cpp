#include "aurora/cyclers/tomato_server.h"

#include "cyclers/tomato_fixture.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::cyclers {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// A connection that breaks and a user who cancels: what is known of a command then.
using TomatoDoubtTest = TomatoFixture;

TEST_F(TomatoDoubtTest, AConnectionThatBreaksDuringASubmitLeavesItOpenWhetherItWasDone)
{
    host->connectionProblem = remote::ConnectionProblem::Dropped;
    EXPECT_THAT(refusal([&] { static_cast<void>(server.submit({.sampleId = "x_01", .payload = payload}, none)); }),
                HasSubstr("not known"));
}

TEST_F(TomatoDoubtTest, AWaitForTheProofCanBeCancelledAndLeavesItOpenWhetherItWasDone)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    host->expectOutput("cancel 5", "");
    host->expectOutput("status -J 5", job("5", "x_01", "rd"));
    const test::CancelAtLook inTheWait(2);
    const std::string told = refusal([&] { server.cancel("5", inTheWait); });
    EXPECT_THAT(told, HasSubstr("not known whether tt1 did cancel job 5"));
    EXPECT_THAT(told, HasSubstr("you cancelled"));
}

TEST_F(TomatoDoubtTest, ACancelBeforeAnythingWasSentSendsNothing)
{
    host->expectOutput("status -J 5", job("5", "x_01", "r"));
    const test::CancelAtLook atOnce(1);
    EXPECT_THROW(server.cancel("5", atOnce), Cancelled);
    EXPECT_THAT(host->commands, SizeIs(1)) << "only the state was asked for";
}

TEST_F(TomatoDoubtTest, ACommandThatWaitsForItsTurnIsNotSentAfterACancel)
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

TEST_F(TomatoDoubtTest, AConnectionThatBreaksBeforeACommandWasSentIsNoMaybe)
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

TEST_F(TomatoDoubtTest, ACancelThatCannotBeSentOnceMoreMayHaveBeenDone)
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

TEST_F(TomatoDoubtTest, AConnectionThatBreaksAfterACommandLeavesItOpenWhetherItWasDone)
{
    host->expectOutput("status -J", state({"a-1"}));
    host->expect("load", {}, [&] { host->connectionProblem = remote::ConnectionProblem::Dropped; });
    EXPECT_THAT(refusal([&] { server.load("x_01", "a-1", none); }),
                HasSubstr("not known whether tt1 did load x_01 on a-1: it took the command"));
}

}  // namespace
}  // namespace aurora::cyclers
