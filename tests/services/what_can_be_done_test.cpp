#include "aurora/services/what_can_be_done.h"

#include "aurora/database/jobs_table.h"
#include "lab_settings.h"

#include <gtest/gtest.h>

namespace aurora::services {
namespace {

/// Whether the data of a job can be fetched, from what the tables say.
class WhyNotSnapshotTest : public testing::Test
{
protected:
    WhyNotSnapshotTest() { m_project.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}])")); }

    void note(const std::string& job, const std::string& status, const std::string& snapshotStatus = {},
              const std::string& sample = "run_a_01")
    {
        m_database->write(
            [&] {
                database::JobsTable(*m_database)
                    .upsert({{"Job ID", job},
                             {"Sample ID", sample.empty() ? CellValue() : CellValue(sample)},
                             {"Status", status},
                             {"Snapshot status", snapshotStatus}});
            },
            Progress::none());
    }

    LabProject m_project;
    std::unique_ptr<database::Database> m_database = m_project.project().openDatabase();
};

TEST_F(WhyNotSnapshotTest, AJobThatWaitsHasRecordedNothing)
{
    note("tt1-1", "qw");
    EXPECT_EQ(whyNotSnapshot(*m_database, "tt1-1"), "tt1-1 has not started yet: nothing is recorded.");
    note("tt1-1", "r");
    EXPECT_EQ(whyNotSnapshot(*m_database, "tt1-1"), "");
}

TEST_F(WhyNotSnapshotTest, AJobThatWasCancelledBeforeItStartedNeverRecordsAnything)
{
    note("tt1-1", "cd", "ce");
    EXPECT_EQ(whyNotSnapshot(*m_database, "tt1-1"), "tt1-1 was cancelled before it started: nothing was recorded.");
    note("tt1-2", "ce", "ce");  // it crashed, and its data was fetched since
    EXPECT_EQ(whyNotSnapshot(*m_database, "tt1-2"), "");
}

TEST_F(WhyNotSnapshotTest, DataOfNobodyCannotBeStored)
{
    note("tt1-1", "c", {}, {});
    EXPECT_EQ(whyNotSnapshot(*m_database, "tt1-1"), "The sample of tt1-1 is not known, so its data cannot be stored.");
    EXPECT_EQ(whyNotSnapshot(*m_database, "tt1-2"), "There is no job tt1-2.");
}

TEST_F(WhyNotSnapshotTest, OneJobWithDataIsEnoughForASample)
{
    EXPECT_EQ(whyNotSnapshotOfSample(*m_database, "run_a_01"),
              "No job of run_a_01 is known: there is nothing to fetch.");
    note("tt1-2", "q");
    EXPECT_EQ(whyNotSnapshotOfSample(*m_database, "run_a_01"), "tt1-2 has not started yet: nothing is recorded.");
    note("tt1-1", "c");
    EXPECT_EQ(whyNotSnapshotOfSample(*m_database, "run_a_01"), "");
}

TEST_F(WhyNotSnapshotTest, SamplesThatAreNotInTheProjectCannotBeUsedAndThoseWithoutDataNotAnalysed)
{
    const SampleReasons known = whyNotOnSamples(m_project.project(), {"run_a_01"});
    EXPECT_EQ(known.use, "");
    EXPECT_EQ(known.analyse, "run_a_01 has no data yet: there is nothing to analyse.");
    EXPECT_EQ(whyNotOnSamples(m_project.project(), {"run_a_01", "run_b_01"}).use,
              "There is no sample run_b_01 in the project. Import it, or make it by hand.");
}

}  // namespace
}  // namespace aurora::services
