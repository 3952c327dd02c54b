#include "aurora/services/control_cyclers.h"

#include "aurora/core/error.h"
#include "aurora/services/submit_jobs.h"
#include "aurora/services/update_cyclers.h"
#include "aurora/services/what_can_be_done.h"
#include "services/simulated_lab.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

constexpr const char* place = "sim-simulated-1-1";

class ControlCyclers : public testing::Test
{
protected:
    ControlCyclers() { EXPECT_TRUE(updateFromCyclers(lab.lab(), {}, none).ok()); }

    Report load(const std::string& sample, const std::string& pipeline)
    {
        return loadSamples(lab.lab(), {{sample, pipeline}}, none);
    }

    SubmitRequest request(const std::string& sample)
    {
        return {.payload = shortPayload(),
                .payloadName = "short",
                .samples = {sample},
                .capacity = CapacityDefinition::Specific,
                .comment = "as agreed"};
    }

    std::string jobOf(const std::string& sample) { return lab.cell(TableKind::Jobs, "Sample ID", sample, "Job ID"); }

    SimulatedLab lab;
    Progress& none = Progress::none();
};

TEST_F(ControlCyclers, LoadedSampleStandsOnItsPipelineUntilItIsEjected)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    EXPECT_EQ(lab.cell(TableKind::Pipelines, "Pipeline", place, "Sample ID"), "sim_cell_01");
    EXPECT_EQ(lab.cell(TableKind::Pipelines, "Pipeline", place, "Ready"), "0");
    ASSERT_TRUE(ejectPipelines(lab.lab(), {place}, none).ok());
    EXPECT_EQ(lab.cell(TableKind::Pipelines, "Pipeline", place, "Sample ID"), "");
}

TEST_F(ControlCyclers, SampleThatIsLoadedElsewhereIsRefusedByName)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    const Report report = load("sim_cell_01", "sim-simulated-1-2");
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_THAT(report.failed[0].message, HasSubstr(place));
    EXPECT_EQ(lab.cell(TableKind::Pipelines, "Pipeline", "sim-simulated-1-2", "Sample ID"), "");
}

TEST_F(ControlCyclers, OneBadRowKeepsNoOtherFromBeingLoaded)
{
    const Report report = loadSamples(lab.lab(),
                                      {{"nobody_01", place},
                                       {"sim_cell_01", "sim-simulated-1-2"},
                                       {"sim_cell_02", "sim-simulated-1-2"},
                                       {"sim_cell_09", "elsewhere-1"}},
                                      none);
    EXPECT_THAT(messages(report.failed), HasSubstr("no sample nobody_01"));
    EXPECT_THAT(messages(report.failed), HasSubstr("sim-simulated-1-2 is asked for twice"));
    EXPECT_THAT(messages(report.failed), HasSubstr("no pipeline elsewhere-1"));
    EXPECT_EQ(report.failed.size(), 3U);
    EXPECT_EQ(lab.cell(TableKind::Pipelines, "Pipeline", "sim-simulated-1-2", "Sample ID"), "sim_cell_01");
}

TEST_F(ControlCyclers, SubmittedJobIsInTheTableWithPayloadCapacityAndComment)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    const Report report = submitJobs(lab.lab(), request("sim_cell_01"), none);
    ASSERT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_THAT(messages(report.done), HasSubstr("2 mAh"));
    const std::string job = jobOf("sim_cell_01");
    EXPECT_THAT(job, testing::StartsWith("sim-"));
    EXPECT_EQ(lab.cell(TableKind::Jobs, "Job ID", job, "Comment"), "as agreed");
    const Json payload = parseJson(lab.cell(TableKind::Jobs, "Job ID", job, "Payload"), "payload");
    EXPECT_EQ(payload["sample"]["name"], "sim_cell_01");
    EXPECT_DOUBLE_EQ(payload["sample"]["capacity"].get<double>(), 0.002);  // Ah: 10 mg × 200 mAh/g
    EXPECT_THAT(lab.cell(TableKind::Jobs, "Job ID", job, "Status"), testing::AnyOf("q", "qw"));
}

TEST_F(ControlCyclers, ReadyPipelineRunsItsJobToTheEnd)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    ASSERT_TRUE(submitJobs(lab.lab(), request("sim_cell_01"), none).ok());
    ASSERT_TRUE(readyPipelines(lab.lab(), {place}, none).ok());
    const std::string job = jobOf("sim_cell_01");
    std::string status;
    for (int look = 0; look < 1000 && status != "c"; ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        ASSERT_TRUE(updateFromCyclers(lab.lab(), {"sim"}, none).ok());
        status = lab.cell(TableKind::Jobs, "Job ID", job, "Status");
    }
    EXPECT_EQ(status, "c");
    // An update reads pipelines before jobs: the job may have ended in between.
    ASSERT_TRUE(updateFromCyclers(lab.lab(), {"sim"}, none).ok());
    EXPECT_EQ(lab.cell(TableKind::Jobs, "Job ID", job, "Pipeline"), place) << "where it ran is kept";
    EXPECT_EQ(lab.cell(TableKind::Pipelines, "Pipeline", place, "Job ID"), "");
}

TEST_F(ControlCyclers, QueuedJobCanBeCancelledAndAnEndedOneNot)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    ASSERT_TRUE(submitJobs(lab.lab(), request("sim_cell_01"), none).ok());
    const std::string job = jobOf("sim_cell_01");
    ASSERT_TRUE(cancelJobs(lab.lab(), {job}, none).ok());
    EXPECT_EQ(lab.cell(TableKind::Jobs, "Job ID", job, "Status"), "cd");
    const auto database = lab.project().openDatabase();
    EXPECT_THAT(whyNotCancel(*database, job), HasSubstr("has ended"));
}

TEST_F(ControlCyclers, JobThatWasSubmittedElsewhereIsFoundWithItsSample)
{
    ASSERT_TRUE(load("sim_cell_02", place).ok());
    Json payload = shortPayload();
    payload["sample"] = {{"name", "sim_cell_02"}, {"capacity", 0.002}};
    const std::string id = lab.lab().server("sim", none)->submit({"sim_cell_02", dumpJson(payload), {}}, none);
    const Report report = updateFromCyclers(lab.lab(), {}, none);
    EXPECT_THAT(messages(report.done), HasSubstr("1 job found there"));
    EXPECT_EQ(jobOf("sim_cell_02"), "sim-" + id);
    EXPECT_EQ(parseJson(lab.cell(TableKind::Jobs, "Job ID", "sim-" + id, "Payload"), "payload")["method"].size(), 3U);
}

TEST_F(ControlCyclers, PlanTellsTheCurrentOfEveryStepAndWhatIsMissing)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    SubmitRequest asked = request("sim_cell_01");
    asked.samples = {"sim_cell_01", "sim_cell_02"};
    const SubmissionPlan plan = planSubmission(lab.project(), asked);
    ASSERT_EQ(plan.steps.size(), 3U);
    EXPECT_THAT(plan.steps[0], HasSubstr("C/10"));
    ASSERT_EQ(plan.jobs.size(), 2U);
    // a tenth of 2 mAh an hour
    EXPECT_THAT(plan.jobs[0].cells, ElementsAre("0.2 mA", "-0.2 mA", "to step 1"));
    EXPECT_EQ(plan.jobs[0].problem, "");
    EXPECT_THAT(plan.jobs[1].problem, HasSubstr("on no pipeline"));
    EXPECT_FALSE(plan.canBeSubmitted());

    asked.capacity = CapacityDefinition::Areal;
    EXPECT_THAT(planSubmission(lab.project(), asked).jobs[0].problem, HasSubstr("areal capacity"));
}

TEST_F(ControlCyclers, CapacityTypedInTheWrongUnitIsAskedAboutFirst)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    SubmitRequest asked = request("sim_cell_01");
    asked.capacity = capacityChoice("2000");  // µAh, for sure
    EXPECT_FALSE(planSubmission(lab.project(), asked).jobs[0].questions.empty());
    const Report refused = submitJobs(lab.lab(), asked, none);
    EXPECT_EQ(refused.done.size(), 0U);
    EXPECT_EQ(jobOf("sim_cell_01"), "no such cell");
    asked.questions = Questions::Agreed;
    EXPECT_TRUE(submitJobs(lab.lab(), asked, none).ok());
}

TEST_F(ControlCyclers, CapacityFarFromWhatTheRowOfTheSampleGivesIsAskedAbout)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());  // 10 mg × 200 mAh/g = 2 mAh
    SubmitRequest asked = request("sim_cell_01");
    const auto questions = [&](const char* capacity) {
        asked.capacity = capacityChoice(capacity);
        return planSubmission(lab.project(), asked).jobs.at(0).questions;
    };
    EXPECT_THAT(questions("5.9"), testing::IsEmpty());
    EXPECT_THAT(questions("0.7"), testing::IsEmpty());
    EXPECT_THAT(questions("6.54321"),
                ElementsAre(HasSubstr("6.543 mAh was typed, and its specific capacity is 2 mAh")));
    EXPECT_THAT(questions("0.6"), ElementsAre(HasSubstr("0.6 mAh was typed")));
    EXPECT_THAT(messages(submitJobs(lab.lab(), asked, none).failed), HasSubstr("Nothing was submitted"));
}

TEST_F(ControlCyclers, SecondJobOfASampleIsAskedAboutByName)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    SubmitRequest asked = request("sim_cell_01");
    const std::vector<PlannedJob> before = planSubmission(lab.project(), asked).jobs;
    EXPECT_THAT(before.at(0).questions, testing::IsEmpty());
    ASSERT_TRUE(submitJobs(lab.lab(), asked, none).ok());
    const std::string first = jobOf("sim_cell_01");
    EXPECT_THAT(planSubmission(lab.project(), asked).jobs.at(0).questions, ElementsAre(HasSubstr(first)));
    const Report refused = submitJobs(lab.lab(), asked, none);
    ASSERT_EQ(refused.failed.size(), 1U);
    EXPECT_THAT(refused.failed[0].message, HasSubstr(first));
    EXPECT_EQ(jobOf("sim_cell_01"), first) << "there is one only";
    asked.questions = Questions::Agreed;
    asked.shown = before;  // agreed to something else, before the first job was known
    EXPECT_THAT(messages(submitJobs(lab.lab(), asked, none).failed), HasSubstr("not sent"));
    asked.shown = planSubmission(lab.project(), asked).jobs;
    EXPECT_TRUE(submitJobs(lab.lab(), asked, none).ok());
}

TEST_F(ControlCyclers, JobOfAColleagueIsAskedAboutThoughTheTablesDoNotKnowIt)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    Json payload = shortPayload();
    payload["sample"] = {{"name", "sim_cell_01"}, {"capacity", 0.002}};
    const std::string id = lab.lab().server("sim", none)->submit({"sim_cell_01", dumpJson(payload), {}}, none);
    const Report report = submitJobs(lab.lab(), request("sim_cell_01"), none);
    EXPECT_THAT(messages(report.failed), HasSubstr("sim-" + id));
    EXPECT_EQ(lab.lab().server("sim", none)->jobs(none).size(), 1U);
}

TEST_F(ControlCyclers, JobThatWaitsForItsPipelineIsToldSo)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    EXPECT_EQ(planSubmission(lab.project(), request("sim_cell_01")).jobs.at(0).remark,
              "waits until the pipeline is made ready");
    EXPECT_THAT(messages(submitJobs(lab.lab(), request("sim_cell_01"), none).done),
                HasSubstr("waits until the pipeline is made ready"));
    const std::string job = jobOf("sim_cell_01");
    const Report ejected = ejectPipelines(lab.lab(), {place}, none);
    EXPECT_THAT(messages(ejected.done), HasSubstr(job + " of sim_cell_01 is still queued: cancel it"));
    ASSERT_TRUE(load("sim_cell_02", place).ok());
    ASSERT_TRUE(readyPipelines(lab.lab(), {place}, none).ok());
    EXPECT_EQ(planSubmission(lab.project(), request("sim_cell_02")).jobs.at(0).remark, "");
    EXPECT_EQ(messages(ejectPipelines(lab.lab(), {place}, none).done), "is empty\n");
}

TEST_F(ControlCyclers, SampleOnTwoPipelinesIsRefusedInThePlanToo)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    const auto database = lab.project().openDatabase();
    database->write([&] {
        database->execute(
            R"(INSERT INTO pipelines ("Pipeline", "Sample ID", "Server label") VALUES ('old-1', 'sim_cell_01', 'old'))");
    });
    EXPECT_EQ(planSubmission(lab.project(), request("sim_cell_01")).jobs.at(0).problem, "")
        << "no such server any more";
    database->write([&] {
        database->execute(R"(UPDATE pipelines SET "Sample ID" = 'sim_cell_01' WHERE "Pipeline" = 'sim-simulated-1-2')");
    });
    SubmitRequest twice = request("sim_cell_01");
    twice.samples = {"sim_cell_01", "sim_cell_01"};
    const SubmissionPlan plan = planSubmission(lab.project(), twice);
    ASSERT_EQ(plan.jobs.size(), 1U);
    EXPECT_THAT(plan.jobs[0].problem, HasSubstr("sim-simulated-1-1 and on sim-simulated-1-2"));
    EXPECT_FALSE(plan.canBeSubmitted());
    EXPECT_THAT(updateFromCyclers(lab.lab(), {}, none).skipped, testing::IsEmpty()) << "it is not so";
}

TEST_F(ControlCyclers, SampleThatWasTakenOffByHandGetsNoJob)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    lab.lab().server("sim", none)->eject("simulated-1-1", none);  // the tables do not know
    lab.lab().server("sim", none)->load("sim_cell_02", "simulated-1-1", none);
    const Report report = submitJobs(lab.lab(), request("sim_cell_01"), none);
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_THAT(report.failed[0].message, testing::StartsWith("not sent: sim_cell_01 is not on sim-simulated-1-1"));
    EXPECT_THAT(report.failed[0].message, HasSubstr("holds sim_cell_02"));
    EXPECT_TRUE(lab.lab().server("sim", none)->jobs(none).empty());
    EXPECT_EQ(lab.cell(TableKind::Pipelines, "Pipeline", place, "Sample ID"), "sim_cell_02") << "as it was read";
}

TEST_F(ControlCyclers, SampleThatWasMovedByHandGetsItsJobOnlyWhenThatIsKnown)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    lab.lab().server("sim", none)->eject("simulated-1-1", none);
    lab.lab().server("sim", none)->load("sim_cell_01", "simulated-1-3", none);
    const Report refused = submitJobs(lab.lab(), request("sim_cell_01"), none);
    EXPECT_THAT(messages(refused.failed), HasSubstr("but on sim-simulated-1-3"));
    const Report report = submitJobs(lab.lab(), request("sim_cell_01"), none);
    EXPECT_THAT(messages(report.done), HasSubstr("on sim-simulated-1-3"));
}

TEST_F(ControlCyclers, WhatIsSentIsWhatWasShown)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    ASSERT_TRUE(load("sim_cell_02", "sim-simulated-1-2").ok());
    SubmitRequest asked = request("sim_cell_01");
    asked.samples = {"sim_cell_01", "sim_cell_02"};
    asked.shown = planSubmission(lab.project(), asked).jobs;
    const auto database = lab.project().openDatabase();
    database->write([&] {  // a colleague corrects the mass: 15 mg × 200 mAh/g
        database->execute("UPDATE samples SET \"Cathode active material mass (mg)\" = 15 "
                          "WHERE \"Sample ID\" = 'sim_cell_01'");
    });
    const Report report = submitJobs(lab.lab(), asked, none);
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_EQ(report.failed[0].input, "sim_cell_01");
    EXPECT_THAT(report.failed[0].message, HasSubstr("2 mAh was shown, and it is 3 mAh now"));
    EXPECT_EQ(jobOf("sim_cell_01"), "no such cell");
    EXPECT_NE(jobOf("sim_cell_02"), "no such cell");
}

TEST_F(ControlCyclers, CellsOfTwoLimitsSayWhichIsWhich)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    SubmitRequest asked = request("sim_cell_01");
    asked.payload["method"][0] = {{"technique", "constant_voltage"},
                                  {"voltage", 4.2},
                                  {"time", 3600},
                                  {"limit_current_max", 0.003},
                                  {"limit_current_min", "C/20"}};
    EXPECT_EQ(planSubmission(lab.project(), asked).jobs[0].cells[0], "4.2 V, until above 3 mA or below 0.1 mA");
}

TEST_F(ControlCyclers, UnknownServerIsRefusedWithTheKnownOnes)
{
    try {
        static_cast<void>(updateFromCyclers(lab.lab(), {"tt7"}, none));
        FAIL() << "it was accepted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("sim"));
    }
}

TEST_F(ControlCyclers, NextSamplesKeepTheZerosAndStopWhereThereAreNone)
{
    EXPECT_THAT(samplesAfter(lab.project(), "sim_cell_01", 5), ElementsAre("sim_cell_02"));
    EXPECT_THAT(samplesAfter(lab.project(), "sim_cell_08", 1), ElementsAre("sim_cell_09"));
    EXPECT_TRUE(samplesAfter(lab.project(), "sim_cell_", 1).empty());
}

TEST_F(ControlCyclers, WhatCannotWorkIsToldBeforeItIsTried)
{
    const auto onPlace = [this] { return whyNotOnPipelines(lab.lab(), {place}); };
    EXPECT_THAT(onPlace().actions[PipelineAction::Eject], HasSubstr("holds no sample"));
    EXPECT_EQ(onPlace().actions.count(PipelineAction::Load), 0U);
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    EXPECT_THAT(onPlace().actions[PipelineAction::Load], HasSubstr("sim_cell_01"));
    EXPECT_EQ(onPlace().actions.count(PipelineAction::Ready), 0U);
    EXPECT_THAT(onPlace().actions[PipelineAction::Unready], HasSubstr("not ready"));
    EXPECT_THAT(onPlace().snapshot, HasSubstr("No job of sim_cell_01 is known"));
}

TEST_F(ControlCyclers, OnSeveralRowsTheFirstOneThatCannotSaysWhy)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    PipelineReasons reasons = whyNotOnPipelines(lab.lab(), {place, "sim-9"});
    EXPECT_THAT(reasons.actions[PipelineAction::Submit], HasSubstr("sim-9 is not known"));
    EXPECT_THAT(reasons.actions[PipelineAction::Load], HasSubstr("sim_cell_01"));
}

TEST_F(ControlCyclers, SamplesThatAreLoadedCannotBeLoadedAgain)
{
    ASSERT_TRUE(load("sim_cell_01", place).ok());
    const LoadChoices choices = loadChoices(lab.project());
    EXPECT_THAT(choices.pipelineOf, ElementsAre(Pair("sim_cell_01", place)));
    EXPECT_THAT(choices.free, Not(Contains("sim_cell_01")));
    EXPECT_THAT(choices.free, Contains("sim_cell_02"));
}

TEST_F(ControlCyclers, RowsOfAServerThatLeftTheConfigurationFailInWords)
{
    const std::filesystem::path file = lab.project().config().file;
    Json content = parseJson(readFile(file), "shared_config.json");
    content["Servers"] = Json::array({{{"label", "other"}, {"server_type", "simulated"}}});
    replaceFileText(file, dumpJson(content));
    Lab without(openProject(file), config::UserConfig());
    const Report report = ejectPipelines(without, {place}, none);
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_THAT(report.failed[0].message, HasSubstr("There is no server \"sim\""));
}

TEST(LabOfServers, ServerThatCannotBeReachedCostsItsOwnRowsOnly)
{
    SimulatedLab simulated;
    const std::filesystem::path file = simulated.project().config().file;
    Json content = parseJson(readFile(file), "shared_config.json");
    content["Servers"].push_back({{"label", "gone"},
                                  {"server_type", "tomato"},
                                  {"hostname", "127.0.0.1"},
                                  {"port", 1},  // nobody listens there
                                  {"username", "nobody"},
                                  {"shell_type", "bash"}});
    replaceFileText(file, dumpJson(content));
    config::UserConfig user;
    user.sshKnownHostsPath = file.parent_path() / "known_hosts";
    Lab lab(openProject(file), user);
    const Report report = updateFromCyclers(lab, {}, Progress::none());
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_EQ(report.failed[0].input, "gone");
    const std::vector<ServerState> states = lab.states();
    ASSERT_EQ(states.size(), 2U);
    EXPECT_EQ(states[0].connection, ServerConnection::Online);
    EXPECT_TRUE(states[0].lastAnswer_uts);
    EXPECT_EQ(states[1].connection, ServerConnection::Failed);
    EXPECT_NE(states[1].problem, "");
    EXPECT_NE(simulated.cell(TableKind::Pipelines, "Pipeline", place, "Last checked"), "no such cell");
}

}  // namespace
}  // namespace aurora::services
