// A project that the Python program left behind: it opens, shows its data, and keeps everything it had.
#include "aurora/services/import_data.h"
#include "aurora/services/sample_data.h"
#include "aurora/services/tables.h"
#include "lab_project.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <optional>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

/// A copy of the project in the corpus, opened here.
class PythonProject : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto corpus = test::corpus();
        if (!corpus) {
            GTEST_SKIP() << "../shared/corpus is missing";
        }
        test::qtApplication();
        fs::copy(*corpus / "python_project" / "project", m_folder.path() / "lab", fs::copy_options::recursive);
        m_project = openProject(m_folder.path() / "lab");
    }

    [[nodiscard]] const Project& project() const { return *m_project; }

private:
    test::TemporaryFolder m_folder;
    std::optional<Project> m_project;
};

TEST_F(PythonProject, ItsSamplesAndTheirDataAreShown)
{
    const auto database = project().openDatabase();
    EXPECT_GE(readTable(*database, project(), TableKind::Samples).rows.size(), 36U);

    EXPECT_EQ(samplesWithData(project()),
              (std::vector<std::string>{"240620_kigr_gen2_01", "250116_kigr_gen6_01", "commercial_cell_009"}));

    const struct
    {
        const char* sample;
        std::size_t rows;
    } full[] = {{"240620_kigr_gen2_01", 1104}, {"250116_kigr_gen6_01", 4183}, {"commercial_cell_009", 7257}};

    for (const auto& entry : full) {
        const SampleCurves curves = loadSampleCurves(project(), SampleId(entry.sample), Detail::Full);
        EXPECT_EQ(curves.uts.size(), entry.rows) << entry.sample;
        EXPECT_FALSE(curves.cycles.empty()) << entry.sample;
        EXPECT_FALSE(loadSampleCurves(project(), SampleId(entry.sample), Detail::Thinned).uts.empty()) << entry.sample;
    }
}

TEST_F(PythonProject, ASnapshotOfARunningJobThatIsImportedAgainStaysUnfinished)
{
    ImportDataOptions options;
    options.inputs = {project().folder() / "raw" / "tomato" / "snapshot.tt1-12.json"};
    ASSERT_TRUE(importData(project(), options, Progress::none()).report.ok());
    const Table losses = project().openDatabase()->query(
        "SELECT \"Capacity loss (%)\" FROM results WHERE \"Sample ID\" = '240620_kigr_gen2_01'");
    ASSERT_EQ(losses.rows.size(), 1U);
    // corpus/expected/cycles.240620_kigr_gen2_01.json: the last cycle is not whole, and counts for nothing
    EXPECT_NEAR(std::get<double>(losses.rows[0][0]), 5.106387, 1e-5);
}

}  // namespace
}  // namespace aurora::services
