#include "aurora/cyclers/tomato_server.h"

#include "cyclers/tomato_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::cyclers {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The test of a connection, step by step.
class TomatoTrialTest : public TomatoFixture
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

TEST_F(TomatoTrialTest, TheTestNamesTheStepThatFailed)
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

TEST_F(TomatoTrialTest, TheTestPassesWhenEverythingAnswers)
{
    host->files["/data/database.db"] = {};
    expectGoodFolders();
    host->expectOutput("yadg --version", "yadg version 4.2.5\n");
    const ServerTest tried = server.test(none);
    EXPECT_TRUE(tried.passed());
    EXPECT_THAT(tried.steps.at(4).message, HasSubstr("whether tomato itself runs cannot be seen from here"));
    EXPECT_EQ(host->files.count("/save/aurora-server-test.txt"), 1U) << "it was tried whether the folder takes a file";
}

TEST_F(TomatoTrialTest, TheTestNamesAFolderThatCannotBeUsed)
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

}  // namespace
}  // namespace aurora::cyclers
