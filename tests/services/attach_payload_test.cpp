#include "aurora/services/attach_payload.h"

#include "aurora/services/control_cyclers.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/submit_jobs.h"
#include "aurora/services/update_cyclers.h"
#include "aurora/storage/sample_files.h"
#include "services/tomato_lab.h"
#include "simulated_lab.h"
#include "support/cancelling_progress.h"

#include "aurora/database/jobs_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::Not;

class AttachPayloadTest : public testing::Test
{
protected:
    void note(database::Row row)
    {
        const auto database = m_lab.project().openDatabase();
        database->write([&] { database::JobsTable(*database).upsert(row); }, Progress::none());
    }

    [[nodiscard]] Json payloadOf(const std::string& job) const
    {
        const std::string text = m_lab.cell(TableKind::Jobs, "Job ID", job, "Payload");
        return Json::parse(text, nullptr, false);
    }

    Report attach(const std::string& job)
    {
        return attachPayload(m_lab.lab(), {job}, shortPayload(), Progress::none());
    }

    SimulatedLab m_lab;
};

TEST_F(AttachPayloadTest, AJobOfElsewhereKeepsThePayloadWithTheNameOfItsSample)
{
    note({{"Job ID", "sim-7"}, {"Sample ID", "sim_cell_02"}, {"Status", "c"}, {"Server label", "sim"}});
    const Report report = attach("sim-7");
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_EQ(payloadOf("sim-7")["sample"]["name"], "sim_cell_02");
    EXPECT_EQ(payloadOf("sim-7")["method"][0]["current"], "C/10");
}

TEST_F(AttachPayloadTest, APayloadThatIsThereIsNotReplaced)
{
    note({{"Job ID", "sim-7"}, {"Status", "c"}, {"Server label", "sim"}, {"Payload", "{\"version\": \"0.1\"}"}});
    EXPECT_THAT(messages(attach("sim-7").failed), HasSubstr("has its payload already"));
    EXPECT_EQ(payloadOf("sim-7")["version"], "0.1");
    EXPECT_THAT(messages(attach("sim-8").failed), HasSubstr("There is no job sim-8"));
}

TEST(AttachedPayload, NeverSaysWhoseAJobIsWhoseSampleIsNotKnown)
{
    if (!test::Sshd::isInstalled()) {
        GTEST_SKIP() << test::Sshd::missing;
    }
    TomatoLab tomato;
    tomato.answer("queue", R"({"jobid": [5], "jobname": ["elsewhere"], "status": ["c"], "pipeline": [null]})");
    tomato.answer("job", TomatoLab::job(5, "elsewhere", "c"));
    const auto database = tomato.lab().project().openDatabase();
    const auto column = [&](const std::string& name) {
        const Table found = database->query("SELECT \"" + name + "\" FROM jobs");
        return found.rows.size() == 1 ? toText(found.rows[0][0]) : std::to_string(found.rows.size()) + " jobs";
    };
    static_cast<void>(updateFromCyclers(tomato.lab(), {"tt1"}, Progress::none()));
    ASSERT_EQ(column("Jobname"), "elsewhere");
    for (const char* name : {"x_02", "$NAME"}) {
        database->write([&] { database->execute("UPDATE jobs SET \"Payload\" = NULL"); });
        Json payload = shortPayload();
        payload["sample"] = {{"name", name}, {"capacity", 0.002}};
        const Report report = attachPayload(tomato.lab(), {"tt1-5"}, payload, Progress::none());
        ASSERT_TRUE(report.ok()) << messages(report.failed);
        const Json kept = Json::parse(column("Payload"), nullptr, false);
        EXPECT_EQ(kept["sample"], Json({{"capacity", 0.002}})) << "it names nobody";
        static_cast<void>(updateFromCyclers(tomato.lab(), {"tt1"}, Progress::none()));
        EXPECT_EQ(column("Sample ID"), "") << name;
    }
    // One that was attached by an earlier version.
    database->write([&] { database->execute(R"(UPDATE jobs SET "Payload" = '{"sample": {"name": "$NAME"}}')"); });
    tomato.answer("queue", R"({"jobid": [5], "jobname": ["x_01"], "status": ["c"], "pipeline": [null]})");
    tomato.answer("job", TomatoLab::job(5, "x_01", "c"));
    static_cast<void>(updateFromCyclers(tomato.lab(), {"tt1"}, Progress::none()));
    EXPECT_EQ(column("Sample ID"), "x_01") << "the name of the job tells";
    const Report again = attachPayload(tomato.lab(), {"tt1-5"}, shortPayload(), Progress::none());
    EXPECT_THAT(messages(again.failed), HasSubstr("has its payload already"));
}

TEST_F(AttachPayloadTest, WhatWasDoneIsToldWhenTheUserCancels)
{
    note({{"Job ID", "sim-7"}, {"Status", "c"}, {"Server label", "sim"}});
    note({{"Job ID", "sim-8"}, {"Status", "c"}, {"Server label", "sim"}});
    test::CancelAtLook second(2);
    const Report report = attachPayload(m_lab.lab(), {"sim-7", "sim-8"}, shortPayload(), second);
    EXPECT_TRUE(report.cancelled);
    EXPECT_EQ(report.done.size() + report.skipped.size(), 2U) << "each job has its line";
    EXPECT_THAT(messages(report.skipped), HasSubstr("not done: cancelled"));
    EXPECT_EQ(report.done.size() == 1, payloadOf("sim-7").is_object()) << "what is told is what is kept";
    EXPECT_FALSE(payloadOf("sim-8").is_object());
}

TEST_F(AttachPayloadTest, ASnapshotThatIsOnThisPcIsReadAgainWithIt)
{
    ASSERT_TRUE(loadSamples(m_lab.lab(), {{"sim_cell_01", "sim-simulated-1-1"}}, Progress::none()).ok());
    ASSERT_TRUE(readyPipelines(m_lab.lab(), {"sim-simulated-1-1"}, Progress::none()).ok());
    SubmitRequest request;
    request.payload = shortPayload();
    request.samples = {"sim_cell_01"};
    request.capacity = CapacityDefinition::Specific;
    const Report submitted = submitJobs(m_lab.lab(), request, Progress::none());
    ASSERT_TRUE(submitted.ok()) << messages(submitted.failed);
    const std::string job = m_lab.cell(TableKind::Jobs, "Sample ID", "sim_cell_01", "Job ID");
    for (int look = 0; look < 100 && m_lab.cell(TableKind::Jobs, "Job ID", job, "Status") != "c"; ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        static_cast<void>(updateFromCyclers(m_lab.lab(), {}, Progress::none()));
    }
    note({{"Job ID", job}, {"Payload", CellValue()}});  // as if somebody else had submitted it
    ASSERT_TRUE(snapshotJobs(m_lab.lab(), {.jobs = {job}, .samples = {}}, Progress::none()).ok());
    const auto stored = [&] {
        return storage::readSnapshot(m_lab.project().sampleFolder(SampleId("sim_cell_01")) /
                                     pathFromText("snapshot." + job + ".h5"))
            .metadata.at("job_data");
    };
    EXPECT_FALSE(stored().contains("Payload"));
    const std::size_t looks = [&] {  // until the payload is kept
        for (std::size_t look = 1;; ++look) {
            test::CancelAtLook progress(look);
            const Report cut = attachPayload(m_lab.lab(), {job}, shortPayload(), progress);
            EXPECT_TRUE(cut.cancelled || cut.ok()) << messages(cut.failed);
            if (payloadOf(job).is_object()) {
                EXPECT_TRUE(cut.cancelled);
                EXPECT_THAT(messages(cut.skipped), HasSubstr("cancelled before its data was read again"));
                return look;
            }
        }
    }();
    EXPECT_GE(looks, 1U);
    EXPECT_FALSE(stored().contains("Payload"));
    const Report report = attach(job);
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_THAT(messages(report.done), HasSubstr("its data was read again with it"));
    EXPECT_EQ(stored()["Payload"]["sample"]["name"], "sim_cell_01");
    EXPECT_EQ(stored()["finished"], true);
    EXPECT_TRUE(attach(job).ok()) << "the same one can be attached again";
    const fs::path raw = m_lab.lab().user().snapshotsFolder.value();
    for (const auto& entry : fs::recursive_directory_iterator(raw)) {
        if (entry.path().extension() == ".json") {
            replaceFileText(entry.path(), "{");  // damaged since
        }
    }
    const Report damaged = attach(job);
    EXPECT_THAT(messages(damaged.failed), HasSubstr("The payload is kept, but its data was not read again"));
    EXPECT_THAT(messages(damaged.done), Not(HasSubstr("read again")));
}

}  // namespace
}  // namespace aurora::services
