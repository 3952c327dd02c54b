#include "aurora/core/error.h"
#include "aurora/database/files_table.h"
#include "aurora/services/fetch_data.h"
#include "aurora/storage/sample_files.h"
#include "lab_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

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
    EXPECT_THAT(messages(report.done), HasSubstr("replaced snapshot.a.h5 of run_a_02 (said by you)"));
}

TEST_F(AssignFilesTest, AnInferredAssignmentIsRememberedOnceTheUserConfirmedIt)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    harvestAll();
    EXPECT_THAT(assignments(), ElementsAre("run_a/1/a.mpr stored run_a_01 path"));
    static_cast<void>(assign("run_a/1/a.mpr", "run_a_01"));
    EXPECT_THAT(assignments(), ElementsAre("run_a/1/a.mpr stored run_a_01 user"));
}

TEST_F(AssignFilesTest, AFileOfAnotherSampleIsNotStoredTwiceButToldHowToMoveIt)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    harvestAll();
    EXPECT_THAT(messages(assign("run_a/1/a.mpr", "run_a_02").failed),
                HasSubstr("snapshot.a.h5 of run_a_01. It can be moved from there, in that sample's snapshots or with: "
                          "snapshots move run_a_01 snapshot.a.h5 --to run_a_02"));
    EXPECT_THAT(assignments(), ElementsAre("run_a/1/a.mpr stored run_a_01 path"));
    EXPECT_FALSE(fs::exists(m_project.file("run_a_02", "snapshot.a.h5")));
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

TEST_F(AssignFilesTest, FilesWithoutASampleAreListedWithTheReasonTheCureAndTheirCopies)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr", {.barcode = "nobody_77"});
    writeCellMpr(m_eclab / "run_a" / "1" / "b.mpr");
    harvestAll();
    const Table table = unassignedFiles(m_lab->project(), m_lab->user());
    ASSERT_THAT(table.rows, SizeIs(1));
    const std::string file = pathText(m_eclab / "odd place" / "a.mpr");
    EXPECT_EQ(toText(table.rows[0][0]), std::to_string(idOf("odd place/a.mpr")));
    EXPECT_EQ(toText(table.rows[0][1]), "pc1");
    EXPECT_EQ(toText(table.rows[0][2]), file);
    EXPECT_THAT(toText(table.rows[0][3]), HasSubstr("does not name a known run and sample"));
    EXPECT_THAT(toText(table.rows[0][3]), HasSubstr("files assign \"" + file + "\" --sample ID"));
    EXPECT_EQ(toText(table.rows[0][4]), file) << "a folder on this PC is read where it is";
    EXPECT_THAT(toText(table.rows[0][5]), StartsWith("its name holds no known Sample ID"));
    EXPECT_THAT(toText(table.rows[0][5]), Not(HasSubstr("files assign"))) << "a clause for the list";
}

TEST_F(AssignFilesTest, AFileThatDoesNotSayWhenItBeganIsAssignedWithTheTimeGiven)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr", {.finished = false});
    harvestAll();
    EXPECT_THAT(messages(assign("odd place/a.mpr", "run_a_02").failed), HasSubstr("Say when it began with --start "));
    constexpr double start_uts = 1'750'000'000.0;
    const Report report =
        assignFiles(*m_lab, {idOf("odd place/a.mpr")}, "run_a_02", Progress::none(), std::optional(start_uts));
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr stored run_a_02 user"));
    const auto stored = storage::readSnapshot(m_project.file("run_a_02", "snapshot.a.h5"));
    EXPECT_NEAR(stored.series.uts.front(), start_uts, 60.0);
}

TEST_F(AssignFilesTest, FilesAreNamedByNumberPathOrItsEnd)
{
    writeCellMpr(m_eclab / "odd place" / "a.mpr", {.later_s = 1e6, .barcode = "nobody_77"});
    writeCellMpr(m_eclab / "odd place" / "b.mpr", {.later_s = 2e6, .barcode = "nobody_77"});
    writeCellMpr(m_eclab / "another" / "a.mpr", {.later_s = 3e6, .barcode = "nobody_77"});
    harvestAll();
    const std::int64_t id = idOf("odd place/a.mpr");
    const auto named = [&](const std::string& name) { return fileNamed(m_lab->project(), m_lab->user(), name); };
    const std::vector<std::string> names{std::to_string(id), "odd place/a.mpr", "pc1: odd place/a.mpr",
                                         pathText(m_eclab / "odd place" / "a.mpr")};
    for (const std::string& name : names) {
        EXPECT_EQ(named(name), id) << name;
    }
    EXPECT_EQ(named("b.mpr"), idOf("odd place/b.mpr"));
    try {
        static_cast<void>(named("a.mpr"));
        ADD_FAILURE() << "two files are called so";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr(std::to_string(id)));
        EXPECT_THAT(error.what(), HasSubstr("another/a.mpr"));
    }
    EXPECT_THROW(static_cast<void>(named("c.mpr")), Error);
}

TEST_F(AssignFilesTest, AHarvestedFileThatIsImportedByHandIsNotCountedTwice)
{
    const fs::path file = writeCellMpr(m_eclab / "odd place" / "a.mpr", {.barcode = "nobody_77"});
    harvestAll();
    ImportDataOptions options;
    options.inputs = {file};
    options.sample = SampleId("run_a_02");
    EXPECT_TRUE(importData(m_lab->project(), options, Progress::none()).report.ok());
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr stored run_a_02 user"));
    EXPECT_THAT(harvest(*m_lab, {}, Progress::none()).skipped, IsEmpty());
}

TEST_F(AssignFilesTest, TheCopyOfAHarvestedFileIsThatFileWhereverItIsImportedFrom)
{
    m_lab = labWith(m_project, {{"EC-lab harvester",
                                 {{"Servers",
                                   {{{"label", "far"},
                                     {"hostname", "far.lab"},
                                     {"username", "lab"},
                                     {"shell_type", "powershell"},
                                     {"EC-lab folder location", "C:/EC-Lab/"}}}}}}});
    const fs::path raw = m_project.folder() / "raw";
    const fs::path copy = writeCellMpr(raw / "eclab_snapshots" / "far" / "odd place" / "a.mpr");
    {
        const auto database = m_lab->project().openDatabase();
        database::FileRow row;
        row.serverLabel = "far";
        row.folder = m_lab->project().config().harvesters.eclab.front().remoteFolder;
        row.path = "odd place/a.mpr";
        row.status = "unassigned";
        row.reason = "nobody knows";
        database::FileRow byHand = row;  // what an import of the copy left once
        byHand.serverLabel.clear();
        byHand.folder = pathText(copy.parent_path());
        byHand.path = "a.mpr";
        database->write([&] {
            database::FilesTable(*database).upsert(row);
            database::FilesTable(*database).upsert(byHand);
        });
    }
    EXPECT_EQ(fileNamed(m_lab->project(), m_lab->user(), "far: odd place/a.mpr"),
              fileNamed(m_lab->project(), m_lab->user(), "C:/EC-Lab/odd place/a.mpr"));
    ImportDataOptions options;
    options.inputs = {raw};
    options.sample = SampleId("run_a_02");
    EXPECT_TRUE(importData(m_lab->project(), options, Progress::none()).report.ok());
    EXPECT_THAT(assignments(), ElementsAre("odd place/a.mpr stored run_a_02 user"));
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
