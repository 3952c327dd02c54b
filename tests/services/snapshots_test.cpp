#include "aurora/services/snapshots.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/results_table.h"
#include "aurora/services/analyse.h"
#include "aurora/services/check.h"
#include "aurora/services/sample_data.h"
#include "aurora/simulation/cell.h"
#include "aurora/storage/frame.h"
#include "services/snapshots_project.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using Snapshots = SnapshotsProject;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(Snapshots, AreListedWithTheirTimesAndWhereTheyComeFrom)
{
    const Table table = listSnapshots(m_lab.project(), {}, Progress::none());
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(toText(table.rows[0][0]), "run_a_01");
    EXPECT_EQ(toText(table.rows[0][1]), "snapshot.a.h5");
    EXPECT_EQ(toText(table.rows[0][2]), "stored");
    const auto rows = static_cast<std::int64_t>(storage::readFrame(m_lab.file("run_a_01", "snapshot.a.h5")).rows());
    EXPECT_EQ(table.rows[0][3], CellValue(rows));
    const storage::Frame first = storage::readFrame(m_lab.file("run_a_01", "snapshot.a.h5"));
    EXPECT_EQ(toText(table.rows[0][5]),
              formatTimestamp(toDoubles(first.find("uts")->values).back(), m_lab.project().timeZone()));
    EXPECT_EQ(toText(table.rows[1][4]),
              formatTimestamp(simulation::CellProgram().start_uts + week_s, m_lab.project().timeZone()));
    EXPECT_EQ(toText(table.rows[0][6]), pathText(m_a));
    EXPECT_THROW(static_cast<void>(listSnapshots(m_lab.project(), {"run_a_03"}, Progress::none())), Error);
}

TEST_F(Snapshots, OneThatIsExcludedLeavesTheAnalysisAndComesBack)
{
    EXPECT_TRUE(exclude({"b"}).ok());
    EXPECT_EQ(cyclesOf("run_a_01"), 5);
    EXPECT_THAT(statuses("run_a_01"), ElementsAre("snapshot.a.h5 stored", "snapshot.b.h5 excluded"));
    EXPECT_EQ(messages(exclude({"snapshot.b.h5"}).skipped), "is left out already\nnothing new\n");
    EXPECT_TRUE(m_lab.import({m_a, m_b}).report.ok());
    EXPECT_EQ(cyclesOf("run_a_01"), 5) << "importing its file again does not take it back";
    expectSound();
    EXPECT_TRUE(include({"b"}).ok());
    EXPECT_EQ(cyclesOf("run_a_01"), 10);
    expectSound();
}

TEST_F(Snapshots, OneOfWhichNoFileIsKnownCanBeExcludedToo)
{
    sql("DELETE FROM files");
    EXPECT_TRUE(exclude({"a"}).ok());
    EXPECT_EQ(cyclesOf("run_a_01"), 5);
    EXPECT_TRUE(include({"a"}).ok());
    EXPECT_EQ(cyclesOf("run_a_01"), 10);
    EXPECT_TRUE(m_lab.project().openDatabase()->query("SELECT * FROM files").rows.empty());
}

TEST_F(Snapshots, WithAllOfThemExcludedThereIsNothingToShow)
{
    EXPECT_THAT(messages(exclude({"a", "b"}).skipped), HasSubstr("all its snapshots are left out"));
    EXPECT_FALSE(results("run_a_01"));
    EXPECT_TRUE(samplesWithData(m_lab.project()).empty());
    expectSound();
    EXPECT_TRUE(include({"a", "b"}).ok());
    EXPECT_EQ(cyclesOf("run_a_01"), 10);
}

TEST_F(Snapshots, OneThatIsMovedIsTheOtherSamplesFromThenOn)
{
    EXPECT_TRUE(move({"b"}).ok());
    EXPECT_EQ(cyclesOf("run_a_01"), 5);
    EXPECT_EQ(cyclesOf("run_a_02"), 5);
    EXPECT_FALSE(fs::exists(m_lab.file("run_a_01", "snapshot.b.h5")));
    const fs::path moved = m_lab.file("run_a_02", "snapshot.b.h5");
    EXPECT_EQ(storage::readMetadata(moved)["sample_data"]["Label"], "right");
    const auto noted =
        database::FilesTable(*m_lab.project().openDatabase()).find("", pathText(m_b.parent_path()), "b.ndax");
    ASSERT_TRUE(noted);
    EXPECT_EQ(noted->sampleId, "run_a_02");
    EXPECT_EQ(noted->assignedBy, "user");
    EXPECT_EQ(m_lab.project().openDatabase()->query("SELECT * FROM files").rows.size(), 2U);
    expectSound();

    write(m_b, week_s);  // written again: it is read again
    EXPECT_TRUE(m_lab.import({m_b}).report.ok());
    EXPECT_THAT(statuses("run_a_01"), ElementsAre("snapshot.a.h5 stored"));
    EXPECT_THAT(statuses("run_a_02"), ElementsAre("snapshot.b.h5 stored"));
}

TEST_F(Snapshots, TheLastOneThatIsMovedTakesItsResultsWithIt)
{
    EXPECT_TRUE(move({"a", "b"}).ok());
    EXPECT_FALSE(results("run_a_01"));
    EXPECT_EQ(cyclesOf("run_a_02"), 10);
    EXPECT_THAT(samplesWithData(m_lab.project()), ElementsAre("run_a_02"));
    expectSound();
}

TEST_F(Snapshots, OneThatIsMovedTakesAFreeNameAndStaysExcluded)
{
    const fs::path other = m_lab.folder() / "other" / "b.ndax";
    write(other, 2 * week_s);
    EXPECT_TRUE(m_lab.import({other}, "run_a_02").report.ok());
    exclude({"b"});
    EXPECT_TRUE(move({"b"}).ok());
    EXPECT_THAT(statuses("run_a_02"), ElementsAre("snapshot.b.h5 stored", "snapshot.b~2.h5 excluded"));
    EXPECT_EQ(cyclesOf("run_a_02"), 5);
    expectSound();
}

TEST_F(Snapshots, NothingIsChangedWhenOneOfTheNamesIsWrong)
{
    EXPECT_THROW(move({"b", "c"}), Error);
    EXPECT_THROW(exclude({"b", "c"}), Error);
    EXPECT_THROW(moveSnapshots(m_lab.project(), "run_a_01", {"b"}, "run_a_03", Progress::none()), Error);
    EXPECT_THROW(moveSnapshots(m_lab.project(), "run_a_01", {"b"}, "run_a_01", Progress::none()), Error);
    EXPECT_THAT(statuses("run_a_01"), ElementsAre("snapshot.a.h5 stored", "snapshot.b.h5 stored"));
}

TEST_F(Snapshots, AFileThatIsGivenToAnotherSampleLeavesItsExclusionBehind)
{
    exclude({"b"});
    EXPECT_TRUE(m_lab.import({m_b}, "run_a_02").report.ok());
    EXPECT_THAT(statuses("run_a_01"), ElementsAre("snapshot.a.h5 stored", "snapshot.b.h5 excluded"));
    EXPECT_THAT(statuses("run_a_02"), ElementsAre("snapshot.b.h5 stored"));
    EXPECT_EQ(cyclesOf("run_a_02"), 5);
}

TEST_F(Snapshots, WhatIsMadeOfADamagedOneIsKeptWhenItIsExcluded)
{
    replaceFileText(m_lab.file("run_a_01", "snapshot.b.h5"), "damaged");
    EXPECT_THAT(messages(exclude({"a", "b"}).skipped), HasSubstr("snapshot.b.h5, of which they were made, is damaged"));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "full.run_a_01.h5"))) << "the last that holds its rows";
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "cycles.run_a_01.json")));
    EXPECT_FALSE(results("run_a_01"));
}

TEST_F(Snapshots, FilesThatCouldNotBeRemovedAreRemovedByTheNextAnalysis)
{
    const fs::path full = m_lab.file("run_a_01", "full.run_a_01.h5");
    fs::remove(full);
    fs::create_directories(full / "open");  // stands for a file that another program holds
    EXPECT_THAT(messages(exclude({"a", "b"}).failed), HasSubstr("cannot be removed"));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "cycles.run_a_01.json"))) << "it tells of what the others are made";
    EXPECT_FALSE(results("run_a_01"));
    fs::remove_all(full);
    EXPECT_TRUE(analyseSamples(m_lab.project(), {}, When::NewData, Progress::none()).ok());
    EXPECT_TRUE(samplesWithData(m_lab.project()).empty());
    EXPECT_FALSE(fs::exists(m_lab.file("run_a_01", "shrunk.run_a_01.h5")));
}

TEST_F(Snapshots, AnAnalysisThatWasEndedBetweenItsFilesIsDoneAgain)
{
    EXPECT_TRUE(exclude({"b"}).ok());
    const std::vector<fs::path> files{m_lab.file("run_a_01", "full.run_a_01.h5"),
                                      m_lab.file("run_a_01", "shrunk.run_a_01.h5")};
    for (const fs::path& file : files) {
        fs::copy_file(file, fs::path(file).replace_extension(".ofA"));
    }
    EXPECT_TRUE(include({"b"}).ok());
    const std::size_t rows = storage::rowCount(files[0]);
    for (const fs::path& file : files) {
        fs::rename(fs::path(file).replace_extension(".ofA"), file);
    }
    const Report check = checkProject(m_lab.project(), Repair::No, Progress::none());
    EXPECT_TRUE(check.ok());
    EXPECT_THAT(messages(check.skipped), HasSubstr("full.run_a_01.h5 is of another analysis"));
    EXPECT_EQ(analyseSamples(m_lab.project(), {}, When::NewData, Progress::none()).done.size(), 1U);
    EXPECT_EQ(storage::rowCount(files[0]), rows);
    expectSound();
}

TEST_F(Snapshots, TheNewestIsToldInTheResults)
{
    sql(R"(UPDATE files SET "Fetched" = '2024-07-01 10:00:00' WHERE "Path" = 'a.ndax')");
    sql(R"(UPDATE files SET "Fetched" = '2024-07-08 10:00:00' WHERE "Path" = 'b.ndax')");
    sql(R"(INSERT INTO jobs ("Job ID", "Pipeline", "Snapshot status", "Last snapshot")
           VALUES ('b', 'tt1-1', 'c', '2024-07-08T09:00:00'))");
    const auto analyse = [&] { return analyseSamples(m_lab.project(), {}, When::NewData, Progress::none()); };
    EXPECT_EQ(messages(analyse().skipped), "nothing new\n");
    EXPECT_EQ(toText(results("run_a_01")->at("Last snapshot")), "2024-07-08 10:00:00");
    EXPECT_EQ(toText(results("run_a_01")->at("Snapshot status")), "c");
    EXPECT_EQ(toText(results("run_a_01")->at("Snapshot pipeline")), "tt1-1");

    EXPECT_TRUE(exclude({"b"}).ok());
    EXPECT_EQ(toText(results("run_a_01")->at("Last snapshot")), "2024-07-01 10:00:00");
    EXPECT_FALSE(results("run_a_01")->contains("Snapshot status"));
    EXPECT_FALSE(results("run_a_01")->contains("Snapshot pipeline"));
}

/// As of a Python project: its snapshots were converted later than their data was fetched.
TEST_F(Snapshots, AnalysingAgainDoesNotChangeWhenDataWasFetched)
{
    sql("DELETE FROM files");
    sql(R"(UPDATE results SET "Last snapshot" = '2024-07-01 10:00:00')");
    EXPECT_TRUE(analyseSamples(m_lab.project(), {}, When::Always, Progress::none()).ok());
    EXPECT_EQ(toText(results("run_a_01")->at("Last snapshot")), "2024-07-01 10:00:00");
}

}  // namespace
}  // namespace aurora::services
