#include "aurora/services/test_harvester.h"

#include "aurora/core/error.h"
#include "lab_settings.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using cyclers::TestStep;
using testing::HasSubstr;

/// Harvested folders that are tried before anything is fetched from them.
class TestHarvester : public testing::Test
{
protected:
    TestHarvester()
    {
        fs::create_directories(m_folder);
        m_lab = labWith(m_project, {{"EC-lab harvester",
                                     {{"Servers",
                                       {{{"label", "gone"}, {"EC-lab folder location", "/no/such/folder"}},
                                        {{"label", "pc1"}, {"EC-lab folder location", pathText(m_folder)}},
                                        {{"label", "far"},
                                         {"hostname", "127.0.0.1"},
                                         {"port", 1},
                                         {"EC-lab folder location", "C:/data"}}}}}}});
    }

    [[nodiscard]] HarvesterTest tried(const std::string& label)
    {
        return testHarvester(*m_lab, HarvesterKind::EcLab, label, Progress::none());
    }

    LabProject m_project;
    fs::path m_folder = m_project.folder() / "eclab";
    std::unique_ptr<Lab> m_lab;
};

TEST_F(TestHarvester, AFolderOfThisPcTellsHowManyRecordingsItHoldsAndFetchesNone)
{
    EXPECT_THAT(tried("pc1").steps.steps.at(2).message, HasSubstr("none yet"));
    writeCellMpr(m_folder / "tray 1" / "a.mpr");
    replaceFileText(m_folder / "notes.txt", "x");
    const HarvesterTest test = tried("pc1");
    EXPECT_TRUE(test.steps.passed());
    EXPECT_EQ(test.steps.steps.at(1).message, "2 files");
    EXPECT_EQ(test.steps.steps.at(2).message, "1 recording");
    const auto database = m_project.project().openDatabase();
    EXPECT_TRUE(database->query("SELECT * FROM files").rows.empty());
}

TEST_F(TestHarvester, AFolderThatIsNotThereFailsAtTheFolder)
{
    const HarvesterTest test = tried("gone");
    EXPECT_EQ(test.steps.steps.at(0).outcome, TestStep::Outcome::Passed);
    EXPECT_EQ(test.steps.steps.at(1).outcome, TestStep::Outcome::Failed);
    EXPECT_THAT(test.steps.steps.at(1).message, HasSubstr("/no/such/folder"));
    EXPECT_EQ(test.steps.steps.at(2).outcome, TestStep::Outcome::NotTried);
}

TEST_F(TestHarvester, APcThatDoesNotAnswerFailsAtTheConnection)
{
    const HarvesterTest test = tried("far");
    EXPECT_EQ(test.steps.steps.at(0).outcome, TestStep::Outcome::Failed);
    EXPECT_EQ(test.steps.steps.at(1).outcome, TestStep::Outcome::NotTried);
    EXPECT_EQ(test.hostKeyFingerprint, "");
    EXPECT_THROW(static_cast<void>(tried("nobody")), Error);
}

}  // namespace
}  // namespace aurora::services
