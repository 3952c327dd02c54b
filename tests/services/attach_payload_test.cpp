#include "aurora/services/attach_payload.h"

#include "aurora/services/control_cyclers.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/submit_jobs.h"
#include "aurora/services/update_cyclers.h"
#include "aurora/storage/sample_files.h"
#include "simulated_lab.h"

#include "aurora/database/jobs_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using testing::HasSubstr;

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
    const Report report = attach(job);
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_EQ(stored()["Payload"]["sample"]["name"], "sim_cell_01");
    EXPECT_EQ(stored()["finished"], true);
}

}  // namespace
}  // namespace aurora::services
