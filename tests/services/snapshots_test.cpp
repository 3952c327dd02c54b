#include "aurora/services/snapshots.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/results_table.h"
#include "aurora/services/analyse.h"
#include "aurora/services/check.h"
#include "aurora/services/sample_data.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "aurora/storage/frame.h"
#include "services/lab_project.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double week_s = 7 * 86'400;

/// A cell of two recordings and one without data. Five cycles each.
class Snapshots : public testing::Test
{
protected:
    Snapshots()
    {
        m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}}, {{"Sample ID", "run_a_02"}, {"Label", "right"}}}));
        write(m_a, 0);
        write(m_b, week_s);
        EXPECT_TRUE(m_lab.import({m_a, m_b}).report.ok());
        EXPECT_EQ(cyclesOf("run_a_01"), 10);
    }

    static void write(const fs::path& file, double secondsLater)
    {
        fs::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        program.start_uts += secondsLater;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "run_a_01"});
    }

    [[nodiscard]] std::optional<database::Row> results(const std::string& sample) const
    {
        const auto database = m_lab.project().openDatabase();
        return database::ResultsTable(*database).find(sample);
    }

    [[nodiscard]] int cyclesOf(const std::string& sample) const
    {
        const auto row = results(sample);
        return row ? static_cast<int>(std::get<std::int64_t>(row->at("Number of cycles"))) : -1;
    }

    Report move(const std::vector<std::string>& names)
    {
        return moveSnapshots(m_lab.project(), "run_a_01", names, "run_a_02", Progress::none());
    }

    Report exclude(const std::vector<std::string>& names)
    {
        return excludeSnapshots(m_lab.project(), "run_a_01", names, Progress::none());
    }

    Report include(const std::vector<std::string>& names)
    {
        return includeSnapshots(m_lab.project(), "run_a_01", names, Progress::none());
    }

    [[nodiscard]] std::vector<std::string> statuses(const std::string& sample) const
    {
        std::vector<std::string> all;
        for (const auto& row : listSnapshots(m_lab.project(), {sample}, Progress::none()).rows) {
            all.push_back(toText(row[1]) + " " + toText(row[2]));
        }
        return all;
    }

    void sql(const std::string& statement) const
    {
        const auto database = m_lab.project().openDatabase();
        database->write([&] { database->execute(statement); });
    }

    void expectSound() const
    {
        const Report check = checkProject(m_lab.project(), Repair::No, Progress::none());
        EXPECT_TRUE(check.ok()) << messages(check.failed);
        EXPECT_TRUE(check.skipped.empty()) << messages(check.skipped);
    }

    LabProject m_lab;
    fs::path m_a = m_lab.folder() / "raw" / "run_a" / "1" / "a.ndax";
    fs::path m_b = m_lab.folder() / "raw" / "run_a" / "1" / "b.ndax";
};

TEST_F(Snapshots, AreListedWithTheirTimesAndWhereTheyComeFrom)
{
    const Table table = listSnapshots(m_lab.project(), {}, Progress::none());
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(toText(table.rows[0][0]), "run_a_01");
    EXPECT_EQ(toText(table.rows[0][1]), "snapshot.a.h5");
    EXPECT_EQ(toText(table.rows[0][2]), "stored");
    const auto rows = static_cast<std::int64_t>(storage::readFrame(m_lab.file("run_a_01", "snapshot.a.h5")).rows());
    EXPECT_EQ(table.rows[0][3], CellValue(rows));
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

}  // namespace
}  // namespace aurora::services
