// What makes an analysis outdated, and how results keep in step with the files.
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/database/results_table.h"
#include "aurora/services/analyse.h"
#include "aurora/services/check.h"
#include "aurora/services/snapshots.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "services/lab_project.h"

#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

/// A project with one cell of two recordings, imported and analysed.
class AnalysedCell : public testing::Test
{
protected:
    AnalysedCell()
    {
        m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}, {"Cathode active material mass (mg)", 20}}}));
        simulation::CellProgram program;
        program.cycles = 2;
        for (const char* name : {"a.ndax", "b.ndax"}) {
            const fs::path file = m_lab.folder() / "raw" / "run_a" / "1" / name;
            fs::create_directories(file.parent_path());
            simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "run_a_01"});
            EXPECT_TRUE(m_lab.import({file}).report.ok());
            program.start_uts += 7 * 86'400;
        }
        EXPECT_EQ(messages(analyse().skipped), "nothing new\n");
    }

    [[nodiscard]] Report analyse(const std::vector<std::string>& samples = {}) const
    {
        return analyseSamples(m_lab.project(), samples, When::NewData, Progress::none());
    }

    [[nodiscard]] std::optional<database::Row> results() const
    {
        const auto database = m_lab.project().openDatabase();
        return database::ResultsTable(*database).find("run_a_01");
    }

    [[nodiscard]] std::int64_t cycles() const { return std::get<std::int64_t>(results()->at("Number of cycles")); }

    void sql(const std::string& statement) const
    {
        const auto database = m_lab.project().openDatabase();
        database->write([&] { database->execute(statement); });
    }

    LabProject m_lab;
};

TEST_F(AnalysedCell, DeletingOneOfItsSnapshotsIsNoticedAndItsRowsAreKeptUntilTheUserGivesThemUp)
{
    EXPECT_EQ(cycles(), 10);  // three of formation and two, twice
    const fs::path full = m_lab.file("run_a_01", "full.run_a_01.h5");
    const std::uintmax_t size = fs::file_size(full);
    fs::remove(m_lab.file("run_a_01", "snapshot.b.h5"));
    for (int round = 0; round < 2; ++round) {
        const Report report = analyse();
        ASSERT_EQ(report.failed.size(), 1U);
        EXPECT_NE(report.failed[0].message.find("snapshot.b.h5 is not there any more"), std::string::npos);
    }
    EXPECT_EQ(cycles(), 10);
    EXPECT_EQ(fs::file_size(full), size);
    EXPECT_TRUE(excludeSnapshots(m_lab.project(), "run_a_01", {"snapshot.b.h5"}, Progress::none()).ok());
    EXPECT_EQ(cycles(), 5);
}

TEST_F(AnalysedCell, DeletingASnapshotThatNoTableKnowsIsNoticed)
{
    sql("DELETE FROM files");  // as in projects of the Python program
    fs::remove(m_lab.file("run_a_01", "snapshot.b.h5"));
    EXPECT_EQ(analyse().done.size(), 1U);
    EXPECT_EQ(cycles(), 5);
}

TEST_F(AnalysedCell, WithoutSnapshotsItLeavesTheResultsButKeepsItsFiles)
{
    fs::remove(m_lab.file("run_a_01", "snapshot.a.h5"));
    fs::remove(m_lab.file("run_a_01", "snapshot.b.h5"));
    EXPECT_NE(messages(analyse().skipped).find("its snapshots are gone"), std::string::npos);
    EXPECT_FALSE(results());
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "full.run_a_01.h5")));
    EXPECT_TRUE(analyse().skipped.empty()) << "told once";
}

TEST_F(AnalysedCell, AFileOfTheAnalysisThatIsMissingIsMadeAgain)
{
    for (const char* name : {"full.run_a_01.h5", "shrunk.run_a_01.h5", "cycles.run_a_01.json"}) {
        fs::remove(m_lab.file("run_a_01", name));
        EXPECT_EQ(analyse().done.size(), 1U) << name;
        EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", name)));
    }
}

TEST_F(AnalysedCell, ARowThatIsMissingInTheResultsIsWrittenAgainAndNoFault)
{
    sql("DELETE FROM results");
    const Report check = checkProject(m_lab.project(), Repair::No, Progress::none());
    EXPECT_TRUE(check.ok()) << messages(check.failed);
    EXPECT_NE(messages(check.skipped).find("its last analysis is not in the table of results"), std::string::npos);
    EXPECT_EQ(analyse().done.size(), 1U);
    EXPECT_EQ(cycles(), 10);
}

TEST_F(AnalysedCell, AnalysesWithinOneSecondAreToldApart)
{
    const CellValue before = results()->at("Last analysis");
    EXPECT_EQ(analyseSamples(m_lab.project(), {}, When::Always, Progress::none()).done.size(), 1U);
    EXPECT_NE(results()->at("Last analysis"), before);
    EXPECT_EQ(messages(analyse().skipped), "nothing new\n");
}

TEST_F(AnalysedCell, TheEndOfItsJobReachesTheFlag)
{
    sql(R"(INSERT INTO jobs ("Job ID", "Sample ID", "Status", "Submitted") VALUES ('tt1-1', 'run_a_01', 'r', '2024'))");
    EXPECT_EQ(analyse().done.size(), 1U);
    EXPECT_FALSE(results()->contains("Flag"));
    sql(R"(UPDATE jobs SET "Status" = 'c')");
    EXPECT_EQ(analyse().done.size(), 1U);
    EXPECT_EQ(toText(results()->at("Flag")), "Complete");
}

}  // namespace
}  // namespace aurora::services
