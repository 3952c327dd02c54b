#include "aurora/core/error.h"
#include "aurora/services/fetch_data.h"
#include "lab_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class AssignFilesTest : public testing::Test
{
protected:
    AssignFilesTest()
    {
        m_project.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}, {"Sample ID": "run_a_02"}])"));
        fs::create_directories(m_eclab);
        m_lab = labWith(
            m_project,
            {{"EC-lab harvester", {{"Servers", {{{"label", "pc1"}, {"EC-lab folder location", pathText(m_eclab)}}}}}}});
    }

    [[nodiscard]] std::int64_t idOf(const std::string& path) const
    {
        const auto found = texts(m_project.project(), R"(SELECT id FROM files WHERE "Path" = ')" + path + "'");
        return found.size() == 1 ? std::stoll(found.front()) : -1;
    }

    [[nodiscard]] std::vector<std::string> assignments() const
    {
        return texts(m_project.project(),
                     R"(SELECT "Path" || ' ' || "Status" || ' ' || "Sample ID" || ' ' || "Assigned by" FROM files )"
                     R"(WHERE "Path" LIKE '%.mpr' ORDER BY 1)");
    }

    void harvestAll() { static_cast<void>(harvest(*m_lab, {}, Progress::none())); }

    Report assign(const std::string& path, const std::string& sample)
    {
        return assignFiles(*m_lab, {idOf(path)}, sample, Progress::none());
    }

    LabProject m_project;
    fs::path m_eclab = m_project.folder() / "eclab";
    std::unique_ptr<Lab> m_lab;
};

TEST_F(AssignFilesTest, AnUnassignedFileIsStoredForTheSampleThatTheUserNamesAndAnalysed)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    harvestAll();
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr unassigned  "));
    const Report report = assign("odd place/a.mpr", "run_a_02");
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr stored run_a_02 user"));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_02", "cycles.run_a_02.json")));
}

TEST_F(AssignFilesTest, TheAssignmentIsRememberedWhenTheFileChanges)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    harvestAll();
    static_cast<void>(assign("odd place/a.mpr", "run_a_02"));
    EXPECT_THAT(harvest(*m_lab, {}, Progress::none()).done, IsEmpty());
    writeCellMpr(m_eclab / "odd place" / "a.mpr", {.cycles = 4});
    const Report report = harvest(*m_lab, {}, Progress::none());
    EXPECT_THAT(messages(report.done), HasSubstr("replaced snapshot.a.h5 of run_a_02 (user)"));
}

TEST_F(AssignFilesTest, AnInferredAssignmentIsRememberedOnceTheUserConfirmedIt)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    harvestAll();
    EXPECT_THAT(assignments(), ElementsAre("run_a/1/a.mpr stored run_a_01 path"));
    static_cast<void>(assign("run_a/1/a.mpr", "run_a_01"));
    EXPECT_THAT(assignments(), ElementsAre("run_a/1/a.mpr stored run_a_01 user"));
}

TEST_F(AssignFilesTest, AnAssignmentOfABrokenFileCountsOnceItIsWhole)
{
    fs::create_directories(m_eclab / "odd place");
    replaceFileText(m_eclab / "odd place" / "a.mpr", "BIO-LOGIC MODULAR FILE");
    harvestAll();
    EXPECT_THAT(assign("odd place/a.mpr", "run_a_02").failed, SizeIs(1));
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    harvestAll();
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr stored run_a_02 user"));
}

TEST_F(AssignFilesTest, TheLogOfARecordingIsAssignedWithIt)
{
    const CellFile running{.finished = false};
    writeCellMpr(m_eclab / "odd place" / "a.mpr", running);
    writeCellMpl(m_eclab / "odd place" / "a.mpl", running);
    harvestAll();
    EXPECT_THAT(messages(assign("odd place/a.mpl", "run_a_02").skipped), HasSubstr("assign that file instead"));
    EXPECT_TRUE(assign("odd place/a.mpr", "run_a_02").ok());
    EXPECT_THAT(harvest(*m_lab, {}, Progress::none()).done, IsEmpty());
}

TEST_F(AssignFilesTest, AFileThatIsGoneSaysSoAndKeepsItsRow)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    harvestAll();
    fs::remove(m_eclab / "odd place" / "a.mpr");
    EXPECT_THAT(messages(assign("odd place/a.mpr", "run_a_02").failed), HasSubstr("neither on this PC nor in"));
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr unassigned  "));
}

TEST_F(AssignFilesTest, AnUnknownSampleIsRefused)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    harvestAll();
    EXPECT_THROW(static_cast<void>(assign("odd place/a.mpr", "nobody_01")), Error);
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr unassigned  "));
}

}  // namespace
}  // namespace aurora::services
