// What is told, item by item, when a server does not answer, breaks off, or the user does.
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/services/control_cyclers.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/server_ages.h"
#include "aurora/services/submit_jobs.h"
#include "aurora/services/update_cyclers.h"
#include "services/lab_settings.h"
#include "services/simulated_lab.h"
#include "services/tomato_lab.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace aurora::services {
namespace {

using test::CancelWhen;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class InterruptedActions : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!test::Sshd::isInstalled()) {
            GTEST_SKIP() << test::Sshd::missing;
        }
        tomato = std::make_unique<TomatoLab>();
        const Report report = updateFromCyclers(tomato->lab(), {}, none);
        ASSERT_TRUE(report.ok()) << messages(report.failed);
    }

    static SubmitRequest request(std::vector<std::string> samples)
    {
        return {.payload = shortPayload(),
                .payloadName = "short",
                .samples = std::move(samples),
                .capacity = CustomCapacity{2},
                .comment = "as agreed"};
    }

    /// The result of each item, which must have one only.
    static std::string resultOf(const Report& report, const std::string& item)
    {
        std::vector<std::string> found;
        for (const auto* const list : {&report.done, &report.skipped, &report.failed}) {
            for (const ReportItem& one : *list) {
                if (one.input == item) {
                    found.push_back(one.message);
                }
            }
        }
        return found.size() == 1 ? found[0] : std::to_string(found.size()) + " results";
    }

    [[nodiscard]] std::vector<std::string> jobs(const std::string& column) const
    {
        return texts(tomato->lab().project(), "SELECT \"" + column + "\" FROM jobs ORDER BY \"Job ID\"");
    }

    std::unique_ptr<TomatoLab> tomato;
    Progress& none = Progress::none();
};

TEST_F(InterruptedActions, AJobThatCouldNotBeLookedAtIsNotedAndToldAsNotConfirmed)
{
    tomato->onVerb("job", TomatoLab::breakOnce());
    const Report report = submitJobs(tomato->lab(), request({"x_01", "x_02"}), none);
    EXPECT_THAT(resultOf(report, "x_01"), StartsWith("submitted as tt1-12 on tt1-a-1, not confirmed: "));
    EXPECT_THAT(resultOf(report, "x_02"), StartsWith("submitted as tt1-13 on tt1-a-2, 2 mAh"));
    EXPECT_THAT(jobs("Job ID"), testing::ElementsAre("tt1-12", "tt1-13"));
    EXPECT_THAT(jobs("Comment"), testing::ElementsAre("as agreed", "as agreed"));
    EXPECT_THAT(jobs("Payload")[0], HasSubstr("x_01"));
    EXPECT_EQ(report.failed.size(), 1U);
}

TEST_F(InterruptedActions, ASubmissionWhoseAnswerDidNotComeMayHaveBeenDone)
{
    tomato->onVerb("submit", TomatoLab::breakOnce());
    const Report report = submitJobs(tomato->lab(), request({"x_01", "x_02"}), none);
    EXPECT_THAT(resultOf(report, "x_01"), StartsWith("may have been submitted: update before you submit again"));
    EXPECT_THAT(resultOf(report, "x_02"), StartsWith("submitted as tt1-13"));
    EXPECT_THAT(jobs("Job ID"), testing::ElementsAre("tt1-13"));
}

TEST_F(InterruptedActions, EverySampleOfAServerThatDoesNotAnswerIsToldThatItWasNotSent)
{
    tomato->sshd().kill();
    const Report report = submitJobs(tomato->lab(), request({"x_01", "x_02"}), none);
    for (const char* sample : {"x_01", "x_02"}) {
        EXPECT_THAT(resultOf(report, sample), StartsWith("not sent: "));
        EXPECT_THAT(resultOf(report, sample), HasSubstr("tt1"));
    }
    EXPECT_EQ(report.failed.size(), 2U) << messages(report.failed);
    const Report ejected = ejectPipelines(tomato->lab(), {"tt1-a-1", "tt1-a-2"}, none);
    EXPECT_THAT(resultOf(ejected, "tt1-a-1"), StartsWith("not done: "));
    EXPECT_THAT(resultOf(ejected, "tt1-a-2"), StartsWith("not done: "));
    EXPECT_EQ(ejected.failed.size(), 2U) << messages(ejected.failed);
}

TEST_F(InterruptedActions, PipelinesAreReadOnceBeforeAllJobsOfAServer)
{
    const std::size_t before = tomato->calls("status -J");
    ASSERT_TRUE(submitJobs(tomato->lab(), request({"x_01", "x_02"}), none).ok());
    // Once before, a look at each of the two jobs, and the update afterwards with its two new ones.
    EXPECT_EQ(tomato->calls("status -J") - before, 4U);
}

TEST_F(InterruptedActions, EveryCancelThatIsBrokenOffIsToldForItself)
{
    tomato->answer("job", TomatoLab::job(5, "x_01", "r"));
    tomato->onVerb("cancel", "sleep 20");
    CancelWhen sent([&] { return tomato->calls("cancel") > 0; });
    const Report report = cancelJobs(tomato->lab(), {"tt1-5", "tt1-6"}, sent);
    EXPECT_THAT(resultOf(report, "tt1-5"), HasSubstr("not known whether tt1 did cancel job 5"));
    EXPECT_THAT(resultOf(report, "tt1-6"), StartsWith("not done: cancelled"));
    EXPECT_TRUE(report.cancelled);
    EXPECT_EQ(tomato->calls("cancel"), 1U);
}

TEST_F(InterruptedActions, ACancelledSubmissionNamesTheSamplesThatWereNotSent)
{
    CancelWhen sent([&] { return tomato->calls("submit") > 0; });
    const Report report = submitJobs(tomato->lab(), request({"x_01", "x_02"}), sent);
    EXPECT_TRUE(report.cancelled);
    EXPECT_THAT(resultOf(report, "x_02"), StartsWith("not sent: cancelled"));
    EXPECT_EQ(report.howToGoOn, "Update, then submit only those not sent: x_02.");
    CancelWhen atOnce([] { return true; });
    EXPECT_EQ(submitJobs(tomato->lab(), request({"x_01", "x_02"}), atOnce).howToGoOn,
              "Update, then submit only those not sent: x_01, x_02.");
}

TEST_F(InterruptedActions, AnUpdateTellsOfACancelledJobThatRunsUntilItDoesNot)
{
    const auto update = [&] { return messages(updateFromCyclers(tomato->lab(), {"tt1"}, none).skipped); };
    const auto jobIs = [&](const char* status) {
        tomato->answer("queue", TomatoLab::job(11, "x_01", status));
        tomato->answer("job", TomatoLab::job(11, "x_01", status));
    };
    jobIs("cd");
    EXPECT_THAT(update(), Not(HasSubstr("was cancelled")));
    jobIs("r");  // the cancel came while tomato started the job, and is forgotten
    EXPECT_THAT(update(), HasSubstr("tt1-11 was cancelled and runs: cancel it again."));
    EXPECT_THAT(update(), HasSubstr("tt1-11 was cancelled and runs")) << "as long as it does";
    jobIs("cd");
    EXPECT_THAT(update(), Not(HasSubstr("was cancelled")));
}

TEST_F(InterruptedActions, AnUpdateTellsOfAJobWithoutASampleAndOfASampleInTwoPlaces)
{
    Json columns = Json::parse(TomatoLab::pipelines("", "x_02"));
    columns["jobid"][0] = 11;
    tomato->answer("pipelines", columns.dump());
    const Report report = updateFromCyclers(tomato->lab(), {"tt1"}, none);
    EXPECT_THAT(messages(report.skipped), HasSubstr("tt1-11 runs on tt1-a-1, which holds no sample"));
    tomato->answer("pipelines", TomatoLab::pipelines("x_02", "x_02"));
    EXPECT_THAT(resultOf(updateFromCyclers(tomato->lab(), {"tt1"}, none), "x_02"),
                HasSubstr("is on tt1-a-1 and tt1-a-2"));
}

TEST_F(InterruptedActions, ACancelThatTomatoHasNotActedOnIsNotToldAsDone)
{
    tomato->answer("job", TomatoLab::job(5, "x_01", "r"));
    tomato->onVerb("cancel", "cp \"$here/later\" \"$here/job\"");
    tomato->answer("later", TomatoLab::job(5, "x_01", "rd"));
    const Report report = cancelJobs(tomato->lab(), {"tt1-5"}, none);
    EXPECT_THAT(resultOf(report, "tt1-5"), StartsWith("is asked to end, and has not ended yet"));
    EXPECT_THAT(resultOf(report, "tt1-5"), HasSubstr("tomato may not be running"));
    EXPECT_THAT(resultOf(report, "tt1-5"), Not(HasSubstr("is cancelled")));
}

TEST_F(InterruptedActions, ASampleThatAColleagueLoadedElsewhereIsNotLoaded)
{
    tomato->answer("pipelines", TomatoLab::pipelines("", ""));
    ASSERT_TRUE(updateFromCyclers(tomato->lab(), {}, none).ok());
    tomato->answer("pipelines", TomatoLab::pipelines("", "x_01"));  // the tables do not know
    const std::string place = "sim-simulated-1-1";
    const Report report = loadSamples(tomato->lab(), {{"x_01", place}, {"x_02", "sim-simulated-1-2"}}, none);
    EXPECT_THAT(resultOf(report, place), HasSubstr("x_01 is loaded on tt1-a-2. Eject it there first."));
    EXPECT_EQ(resultOf(report, "sim-simulated-1-2"), "holds x_02");
}

TEST_F(InterruptedActions, ASampleThatWasEjectedByHandCanBeLoadedAtOnce)
{
    tomato->answer("pipelines", TomatoLab::pipelines("", "x_02"));  // the tables still have x_01 on tt1-a-1
    EXPECT_EQ(resultOf(loadSamples(tomato->lab(), {{"x_01", "sim-simulated-1-1"}}, none), "sim-simulated-1-1"),
              "holds x_01");
}

TEST_F(InterruptedActions, WhatTheServersTellBeforeALoadStandsInTheTable)
{
    tomato->answer("pipelines", TomatoLab::pipelines("x_02", ""));
    EXPECT_FALSE(loadSamples(tomato->lab(), {{"x_02", "sim-simulated-1-1"}}, none).ok());
    EXPECT_THAT(texts(tomato->lab().project(), "SELECT ifnull(\"Sample ID\", '-') FROM pipelines WHERE \"Server "
                                               "label\" = 'tt1' ORDER BY \"Pipeline\""),
                testing::ElementsAre("x_02", "-"));
}

TEST_F(InterruptedActions, OfAServerThatDoesNotAnswerTheTableIsAskedAndThatIsSaid)
{
    tomato->answer("pipelines", TomatoLab::pipelines("x_01", ""));
    ASSERT_TRUE(updateFromCyclers(tomato->lab(), {}, none).ok());
    tomato->sshd().kill();
    const Report report =
        loadSamples(tomato->lab(), {{"x_01", "sim-simulated-1-1"}, {"x_02", "sim-simulated-1-2"}}, none);
    EXPECT_THAT(resultOf(report, "sim-simulated-1-1"), HasSubstr("x_01 is loaded on tt1-a-1, as tt1 told at "));
    EXPECT_THAT(resultOf(report, "sim-simulated-1-1"), HasSubstr("does not answer now"));
    EXPECT_THAT(resultOf(report, "sim-simulated-1-2"), StartsWith("holds x_02; no answer from tt1"));
}

TEST_F(InterruptedActions, ASnapshotThatCannotBeReadIsNotTheLastSnapshot)
{
    // What tomato's dummy driver leaves: no voltage.
    tomato->answer("dummy.json",
                   R"({"metadata": {"provenance": "yadg", "date": "2024", "input_schema": {}, "datagram_version": )"
                   R"("4.0"}, "steps": [{"metadata": {"tag": "0"}, "data": [{"uts": 1718000000.0, "fn": "x", )"
                   R"("raw": {"value": {"n": 1.0, "s": 0.1, "u": "-"}}}]}]})");
    tomato->onVerb("snapshot", "cp \"$here/dummy.json\" snapshot.$2.json");
    tomato->answer("job", TomatoLab::job(5, "x_01", "c"));
    const auto database = tomato->lab().project().openDatabase();
    database->write([&] {
        database::JobsTable(*database).upsert({{"Job ID", std::string("tt1-5")},
                                               {"Sample ID", std::string("x_01")},
                                               {"Server label", std::string("tt1")},
                                               {"Job ID on server", std::int64_t{5}},
                                               {"Status", std::string("c")},
                                               {"Last snapshot", std::string("2024-06-10 10:00:00")},
                                               {"Snapshot status", std::string("r")}});
    });
    const SnapshotSelection everything{.jobs = {}, .samples = {}, .everythingNew = true};
    const Report report = snapshotJobs(tomato->lab(), everything, none);
    EXPECT_THAT(resultOf(report, "tt1-5"), HasSubstr("value"));
    EXPECT_FALSE(report.ok());
    EXPECT_THAT(jobs("Last snapshot"), testing::ElementsAre("2024-06-10 10:00:00"));
    EXPECT_THAT(jobs("Snapshot status"), testing::ElementsAre("fc"));
    const Report again = snapshotJobs(tomato->lab(), everything, none);
    EXPECT_EQ(again.failed.size(), 0U) << "it would only be refused again";
    EXPECT_THAT(messages(again.skipped), HasSubstr("nothing new; the data of 1 job could not be read before"));
    EXPECT_THAT(messages(again.skipped), HasSubstr("tt1-5"));
}

TEST_F(InterruptedActions, EveryJobOfAServerThatDoesNotAnswerIsToldThatItWasNotFetched)
{
    const auto database = tomato->lab().project().openDatabase();
    for (const std::int64_t id : {5, 6}) {
        database->write([&] {
            database::JobsTable(*database).upsert({{"Job ID", "tt1-" + std::to_string(id)},
                                                   {"Sample ID", std::string("x_01")},
                                                   {"Server label", std::string("tt1")},
                                                   {"Job ID on server", id},
                                                   {"Status", std::string("r")}});
        });
    }
    tomato->sshd().kill();
    const Report report =
        snapshotJobs(tomato->lab(), {.jobs = {"tt1-5", "tt1-6"}, .samples = {}, .everythingNew = false}, none);
    EXPECT_THAT(resultOf(report, "tt1-5"), StartsWith("not fetched: "));
    EXPECT_THAT(resultOf(report, "tt1-6"), StartsWith("not fetched: "));
    EXPECT_EQ(report.failed.size(), 2U);
}

TEST_F(InterruptedActions, AnUpdateThatFailsTellsOfWhenTheRowsAre)
{
    const std::string last = texts(tomato->lab().project(), "SELECT \"Last checked\" FROM pipelines "
                                                            "WHERE \"Server label\" = 'tt1'")[0];
    tomato->sshd().kill();
    const Report report = updateFromCyclers(tomato->lab(), {}, none);
    EXPECT_THAT(resultOf(report, "tt1"), testing::EndsWith("Its rows are as of " + last + "."));
}

TEST_F(InterruptedActions, AServerIsStaleAfterTenMinutesAndSaysSince)
{
    const Project& project = tomato->lab().project();
    const auto database = project.openDatabase();
    database->execute(R"(UPDATE pipelines SET "Last checked" = '2024-06-10 10:00:00')");
    database->execute(R"(INSERT INTO jobs ("Job ID", "Server label", "Last checked")
                         VALUES ('tt1-5', 'tt1', '2024-06-10 10:01:00'), ('gone-5', 'gone', '2024-06-10 10:00:00'))");
    const double answer_uts = parseTimestamp("2024-06-10 10:01:00", project.timeZone()).value();
    EXPECT_THAT(staleServers(project, answer_uts + 530), testing::IsEmpty());
    const std::vector<std::string> stale = staleServers(project, answer_uts + 45 * 60);
    ASSERT_EQ(stale.size(), 2U) << "nobody waits for a server that left the configuration";
    EXPECT_THAT(stale[0], HasSubstr("sim last answered at 2024-06-10 10:00:00, 46 minutes ago"));
    EXPECT_THAT(stale[1], HasSubstr("tt1 last answered at 2024-06-10 10:01:00, 45 minutes ago"));
    EXPECT_THAT(staleServers(project, answer_uts + 5 * 3600)[1], HasSubstr(", 5 hours ago"));
    EXPECT_THAT(staleServers(project, answer_uts + 885.5 * 86400)[1], HasSubstr(", 885 days ago"));
}

}  // namespace
}  // namespace aurora::services
