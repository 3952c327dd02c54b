#include "aurora/services/unassigned_files.h"

#include "aurora/services/fetch_data.h"
#include "lab_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class UnassignedFilesTest : public testing::Test
{
protected:
    UnassignedFilesTest()
    {
        m_project.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}, {"Sample ID": "run_a_02"}])"));
        fs::create_directories(m_eclab);
        m_lab = labWith(
            m_project,
            {{"EC-lab harvester", {{"Servers", {{{"label", "pc1"}, {"EC-lab folder location", pathText(m_eclab)}}}}}}});
    }

    LabProject m_project;
    fs::path m_eclab = m_project.folder() / "eclab";
    std::unique_ptr<Lab> m_lab;
};

TEST_F(UnassignedFilesTest, TellsWhereTheFileIsWhyItFitsNoSampleAndWhatItSays)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    static_cast<void>(harvest(*m_lab, {}, Progress::none()));
    const std::vector<UnassignedFile> files = listUnassignedFiles(m_lab->project(), m_lab->user());
    ASSERT_THAT(files, SizeIs(1));
    EXPECT_EQ(files[0].serverLabel, "pc1");
    EXPECT_EQ(files[0].path, "odd place/a.mpr");
    EXPECT_EQ(files[0].copy, m_eclab / "odd place" / "a.mpr");
    EXPECT_THAT(files[0].reason, HasSubstr("could not be assigned to a sample"));
    EXPECT_THAT(files[0].why, StartsWith("its name holds no known Sample ID"));
    EXPECT_THAT(files[0].why, Not(HasSubstr("files assign"))) << "no words about the command line";
    EXPECT_EQ(countUnassignedFiles(m_project.project()), 1U);
}

TEST_F(UnassignedFilesTest, AFileThatIsNotOnThisPcHasNoCopy)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    static_cast<void>(harvest(*m_lab, {}, Progress::none()));
    fs::remove(m_eclab / "odd place" / "a.mpr");
    EXPECT_TRUE(listUnassignedFiles(m_lab->project(), m_lab->user()).at(0).copy.empty());
}

TEST_F(UnassignedFilesTest, AFileOfAFolderThatTwoHarvestersReadLiesWhereItsOwnPutIt)
{
    Json pc{{"label", "pc1"}, {"hostname", "pc1.lab"}, {"username", "me"}, {"shell_type", "bash"}};
    Json eclab = pc;
    eclab["EC-lab folder location"] = "/data";
    pc["Neware folder location"] = "/data";
    const auto lab = labWith(m_project, {{"EC-lab harvester", {{"Servers", Json::array({eclab})}}},
                                         {"Neware harvester", {{"Servers", Json::array({pc})}}}});
    const fs::path raw = m_project.folder() / "raw";
    const auto database = lab->project().openDatabase();
    std::vector<fs::path> places;
    for (const auto& [folder, name] : {std::pair{"neware_snapshots", "a.ndax"}, std::pair{"eclab_snapshots", "b.mpr"},
                                       std::pair{"eclab_snapshots", "c.mpl"}})
    {
        places.push_back(raw / folder / "pc1" / name);
        fs::create_directories(places.back().parent_path());
        replaceFileText(places.back(), "x");
        database->execute(R"(INSERT INTO files ("Server label", "Folder", "Path", "Status")
                             VALUES ('pc1', '/data', ?, 'unassigned'))",
                          {std::string(name)});
    }
    std::vector<fs::path> copies;
    for (const UnassignedFile& file : listUnassignedFiles(lab->project(), lab->user())) {
        copies.insert(copies.begin(), file.copy);
    }
    EXPECT_EQ(copies, places);
    const Table table = unassignedFiles(lab->project(), lab->user());
    ASSERT_THAT(table.rows, SizeIs(3));
    EXPECT_EQ(toText(table.rows[2][2]), "/data/c.mpl");
    EXPECT_EQ(toText(table.rows[2][4]), pathText(places[2]));
}

TEST_F(UnassignedFilesTest, AnAssignedFileIsListedNoMoreAndItsStateNamesTheSnapshot)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr");
    static_cast<void>(harvest(*m_lab, {}, Progress::none()));
    const std::int64_t id = listUnassignedFiles(m_lab->project(), m_lab->user()).at(0).id;
    EXPECT_THAT(stateOfFiles(m_project.project(), {id}).at(0).sampleId, IsEmpty());
    EXPECT_THAT(stateOfFiles(m_project.project(), {id}).at(0).why, StartsWith("its name holds no known Sample ID"));
    static_cast<void>(assignFiles(*m_lab, {id}, "run_a_02", Progress::none()));
    EXPECT_THAT(listUnassignedFiles(m_lab->project(), m_lab->user()), IsEmpty());
    EXPECT_EQ(countUnassignedFiles(m_project.project()), 0U);
    const std::vector<AssignedFile> states = stateOfFiles(m_project.project(), {id, id + 100});
    ASSERT_THAT(states, SizeIs(1));
    EXPECT_EQ(states[0].sampleId, "run_a_02");
    EXPECT_EQ(states[0].snapshotFile, "snapshot.a.h5");
}

}  // namespace
}  // namespace aurora::services
