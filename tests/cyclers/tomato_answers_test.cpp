#include "aurora/cyclers/tomato_answers.h"

#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace aurora::cyclers {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TomatoVerdict verdict(int exitStatus, std::string output, std::string errors)
{
    return verdictOf({.exitStatus = exitStatus, .output = std::move(output), .errors = std::move(errors)});
}

TEST(TomatoAnswers, GarbageOfAProfileAroundTheTableIsIgnored)
{
    const auto pipelines = pipelinesFrom("Welcome to PC 7 {maintenance on Friday}\r\nWARNING: conda is old\r\n"
                                         R"({"pipeline": ["a-1"], "sampleid": ["x_01"], "ready": [1], "jobid": [null],)"
                                         R"( "pid": [null]})"
                                         "\r\nlogout {}\r\n");
    ASSERT_THAT(pipelines, SizeIs(1));
    EXPECT_EQ(pipelines[0].name, "a-1");
    EXPECT_EQ(pipelines[0].sampleId, "x_01");
    EXPECT_TRUE(pipelines[0].ready);
    EXPECT_EQ(pipelines[0].jobId, "");
}

TEST(TomatoAnswers, AnObjectWithoutColumnsIsNoRows)
{
    EXPECT_THAT(jobsFrom("{}\n"), IsEmpty());
    EXPECT_THAT(pipelinesFrom("{}\n"), IsEmpty());
}

TEST(TomatoAnswers, NothingAtAllIsNoAnswer)
{
    EXPECT_THROW(static_cast<void>(pipelinesFrom("")), Error);
    EXPECT_THROW(static_cast<void>(pipelinesFrom("pipeline   sampleid\n=====\n")), Error);
    EXPECT_THROW(static_cast<void>(jobsFrom(R"({"pipeline": ["a"]})")), Error);
    EXPECT_THROW(static_cast<void>(jobsFrom(R"({"jobid": [1, 2)")), Error);
}

TEST(TomatoAnswers, ColumnsThatAreShorterThanTheOthersAreEmptyCells)
{
    const auto jobs = jobsFrom(R"({"jobid": [1, 2], "status": ["c"], "pid": "none"})");
    ASSERT_THAT(jobs, SizeIs(2));
    EXPECT_EQ(jobs[1].status, "");
}

TEST(TomatoAnswers, TimesAreReadWithAndWithoutFraction)
{
    const auto line = jobsFrom(R"({"jobid": [2], "submitted_at": ["2026-11-22 13:01:03.273174+00:00"], )"
                               R"("executed_at": ["2026-11-22 13:01:04+00:00"], "completed_at": [null]})");
    ASSERT_THAT(line, SizeIs(1));
    // 2026-11-22 13:01:03 UTC: date -u -d '2026-11-22 13:01:03' +%s
    EXPECT_NEAR(line[0].submitted_uts.value(), 1795352463.273174, 1e-5);
    EXPECT_EQ(line[0].executed_uts, 1795352464.0);
    EXPECT_EQ(line[0].completed_uts, std::nullopt);
}

TEST(TomatoAnswers, WarningsAndErrorsMeanNotDoneAlthoughTheExitStatusIsZero)
{
    EXPECT_EQ(verdict(0, "", "").problem, TomatoProblem::None);
    const auto notEmpty =
        verdict(0, "", "WARNING:tomato.ketchup.functions:pipeline 'MPG2-1-1' is not empty. Aborting.\n");
    EXPECT_EQ(notEmpty.problem, TomatoProblem::PipelineNotEmpty);
    EXPECT_EQ(notEmpty.said, "pipeline 'MPG2-1-1' is not empty. Aborting.");
    EXPECT_EQ(verdict(0, "", "ERROR:tomato.ketchup.functions:something new\n").problem, TomatoProblem::Other);
    EXPECT_EQ(verdict(0, "",
                      "WARNING:tomato.ketchup.functions:job with jobid '1' has been completed. Will create "
                      "snapshot.\n")
                  .problem,
              TomatoProblem::None);
}

TEST(TomatoAnswers, WhatPowerShellWritesToItsErrorStreamIsNoError)
{
    EXPECT_EQ(verdict(0, "", "#< CLIXML\n<Objs Version=\"1.1.0.1\"><Obj S=\"progress\"></Obj></Objs>").problem,
              TomatoProblem::None);
    EXPECT_EQ(verdict(0, "", "WARNING: a newer version of conda exists\n").problem, TomatoProblem::None);
}

TEST(TomatoAnswers, ANewerYadgThatIsOfferedIsNoFailure)
{
    // Real answer of a server that reaches the network; the snapshot was made.
    const std::string warnings =
        "WARNING:tomato.ketchup.functions:job with jobid '1' has been completed. Will create snapshot.\n"
        "WARNING:yadg.main:You are using an out-of-date version of 'yadg'. \n";
    EXPECT_EQ(verdict(0, "", warnings).problem, TomatoProblem::None);
    EXPECT_EQ(verdict(0, "", "ERROR:yadg.main:broken\n").problem, TomatoProblem::Other);
}

TEST(TomatoAnswers, MissingProgramsAreTold)
{
    EXPECT_EQ(verdict(127, "", "bash: line 1: ketchup: command not found\n").problem, TomatoProblem::NoKetchup);
    EXPECT_EQ(verdict(1, "", "ketchup : The term 'ketchup' is not recognized as the name of a cmdlet\n").problem,
              TomatoProblem::NoKetchup);
    EXPECT_EQ(verdict(1, "", "'ketchup' is not recognized as an internal or external command,\n").problem,
              TomatoProblem::NoKetchup);
    EXPECT_EQ(verdict(1, "", "bash: line 1: cd: /nonexistent: No such file or directory\n").problem,
              TomatoProblem::NoFolder);
}

TEST(TomatoAnswers, WordsOfAShellAreNotTakenForTomatos)
{
    // "does not exist." is how tomato speaks of an unknown job, "' not found." of a pipeline.
    EXPECT_EQ(verdict(1, "",
                      "Set-Location : Cannot find path 'C:\\save' because it does not exist.\nAt line:1 char:1\n"
                      "    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.SetLocationCommand\n")
                  .problem,
              TomatoProblem::NoFolder);
    EXPECT_EQ(verdict(127, "", "sh: 1: '/opt/tomato/ketchup' not found.\n").problem, TomatoProblem::NoKetchup);
    EXPECT_EQ(
        verdict(1, "",
                "C:\\tomato\\ketchup : The term 'C:\\tomato\\ketchup' is not recognized: the path does not exist.\n")
            .problem,
        TomatoProblem::NoKetchup);
    // A shell that grumbles before tomato has its say takes nothing from that.
    EXPECT_EQ(verdict(0, "",
                      "Cannot find path 'C:\\profile' because it does not exist.\n"
                      "WARNING:tomato.ketchup.functions:pipeline 'a-1' is not empty. Aborting.\n")
                  .problem,
              TomatoProblem::PipelineNotEmpty);
}

TEST(TomatoAnswers, TheSubmittedJobIsFoundBehindGarbage)
{
    EXPECT_EQ(submittedJobId("hello jobid: 5\njobid: 12\r\njobname: null\r\n"), "12");
    EXPECT_EQ(submittedJobId("jobname: jobid: 12\n"), std::nullopt);
    EXPECT_EQ(submittedJobId("jobid: none\n"), std::nullopt);
}

class TomatoCorpus : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!test::corpus()) {
            GTEST_SKIP() << "no corpus";
        }
        folder = *test::corpus() / "tomato";
    }

    std::string status(const char* name) { return readFile(folder / "status" / (std::string(name) + ".json")); }

    std::filesystem::path folder;
};

TEST_F(TomatoCorpus, EveryRecordedFailureIsSeenAndEverySuccessIsNone)
{
    int done = 0;
    int failed = 0;
    for (const std::string& line : split(readFile(folder / "answers.jsonl"), '\n')) {
        if (line.empty()) {
            continue;
        }
        const Json answer = Json::parse(line);
        const auto command = answer["command"].get<std::string>();
        if (command.find("ketchup") == std::string::npos) {
            continue;
        }
        const auto errors = answer["stderr"].get<std::string>();
        const std::string allowed = "has been completed. Will create snapshot.";
        const bool warned = errors.find("WARNING:") != std::string::npos && errors.find(allowed) == std::string::npos;
        const bool expected = answer["exit"] == 0 && !warned && errors.find("ERROR:") == std::string::npos;
        const TomatoVerdict found = verdict(answer["exit"].get<int>(), answer["stdout"].get<std::string>(), errors);
        EXPECT_EQ(found.problem == TomatoProblem::None, expected) << command << "\n" << errors;
        (expected ? done : failed) += 1;
    }
    EXPECT_GT(done, 60);
    EXPECT_GT(failed, 30);
}

TEST_F(TomatoCorpus, SnapshotsThatFailedAreToldApart)
{
    std::map<TomatoProblem, int> found;
    for (const std::string& line : split(readFile(folder / "answers.jsonl"), '\n')) {
        if (line.find("ketchup snapshot") == std::string::npos) {
            continue;
        }
        const Json answer = Json::parse(line);
        ++found[verdict(answer["exit"].get<int>(), {}, answer["stderr"].get<std::string>()).problem];
    }
    EXPECT_EQ(found[TomatoProblem::NoYadg], 1) << "ketchup by its full path, yadg not on PATH";
    EXPECT_EQ(found[TomatoProblem::NeverStarted], 1);
    EXPECT_EQ(found[TomatoProblem::UnknownJob], 1);
    EXPECT_GE(found[TomatoProblem::NotStarted], 3);
    EXPECT_GE(found[TomatoProblem::DataCaught], 1);
}

TEST_F(TomatoCorpus, PipelinesAreReadInEveryState)
{
    const auto running = pipelinesFrom(status("state_running"));
    ASSERT_THAT(running, SizeIs(8));
    EXPECT_EQ(running[1].name, "MPG2-1-2");
    EXPECT_EQ(running[1].sampleId, "240606_svfe_gen1_02");
    EXPECT_EQ(running[1].jobId, "2");
    EXPECT_EQ(running[1].pid, 16633);
    EXPECT_FALSE(running[1].ready);
    EXPECT_TRUE(pipelinesFrom(status("state_done"))[0].ready) << "unlock_when_done";
    EXPECT_EQ(pipelinesFrom(status("state_empty"))[7].sampleId, "");
}

TEST_F(TomatoCorpus, JobsAreReadInEveryState)
{
    EXPECT_THAT(jobsFrom(status("queue_empty")), IsEmpty());
    const auto queue = jobsFrom(status("queue_all_running"));
    ASSERT_THAT(queue, SizeIs(5));
    EXPECT_EQ(queue[1].name, "formation");
    EXPECT_EQ(queue[1].pipeline, "MPG2-1-2");
    EXPECT_EQ(queue[2].status, "qw");
    EXPECT_EQ(queue[4].status, "q");
    EXPECT_EQ(jobsFrom(status("job_cancel_requested")).at(0).status, "rd");
    EXPECT_EQ(jobsFrom(status("job_cancelled_before_start")).at(0).executed_uts, std::nullopt);
    EXPECT_EQ(jobsFrom(status("job_crashed")).at(0).status, "ce");
    EXPECT_THAT(jobsFrom(status("jobs_several")), SizeIs(4));
}

}  // namespace
}  // namespace aurora::cyclers
