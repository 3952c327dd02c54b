#include "aurora/core/error.h"
#include "aurora/services/analyse.h"
#include "aurora/storage/sample_files.h"
#include "import_project.h"

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

using ImportData = ImportDataTest;

TEST_F(ImportData, AFolderIsSearchedAndFilesOfNoKnownFormatAreCounted)
{
    const fs::path raw = m_lab.folder() / "raw";
    writeCell(raw / "run_a" / "1" / "a.mpr", 2);
    replaceFileText(raw / "notes.txt", "remember the separators");
    const ImportDataResult result = m_lab.import({raw});
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_NE(messages(result.report.skipped).find("1 file of no known format passed over"), std::string::npos);
    EXPECT_EQ(filesOf("run_a_01"), (std::vector<std::string>{"cycles.run_a_01.json", "full.run_a_01.h5",
                                                             "shrunk.run_a_01.h5", "snapshot.a.h5"}));
}

TEST_F(ImportData, AnEmptyFolderIsNotPassedOverInSilence)
{
    fs::create_directories(m_lab.folder() / "raw");
    const ImportDataResult result = m_lab.import({m_lab.folder() / "raw"});
    EXPECT_TRUE(result.report.ok());
    EXPECT_NE(messages(result.report.skipped).find("no data file"), std::string::npos);
}

TEST_F(ImportData, PartsOfALongExportAreImportedWithTheirMainFileOnly)
{
    const fs::path raw = m_lab.folder() / "raw";
    fs::create_directories(raw);
    simulation::CellProgram program;
    program.cycles = 2;
    simulation::FileIdentity identity;
    identity.sampleId = "run_a_01";
    const Recording recording = simulation::simulate({}, program);
    simulation::writeXlsx(raw / "long.xlsx", recording, program, identity,
                          {.rowsPerFile = recording.series.size() / 2 + 1});
    const ImportDataResult result = m_lab.import({raw});
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_NE(messages(result.report.skipped).find("read with long.xlsx, which it continues"), std::string::npos);
    EXPECT_NE(messages(result.report.done).find(std::to_string(recording.series.size()) + " rows"), std::string::npos);
    EXPECT_EQ(files().rows.size(), 1U);
}

TEST_F(ImportData, ForeignJsonAndCsvInAFolderArePassedOver)
{
    const fs::path raw = m_lab.folder() / "raw";
    writeCell(raw / "run_a" / "1" / "a.mpr", 2);
    replaceFileText(raw / "run_a" / "1" / "settings.json", R"({"metadata": {}, "other": 1})");
    replaceFileText(raw / "run_a" / "1" / "robot.csv", "Sample ID;Anode mass (mg)\nrun_a_01;20\n");
    replaceFileText(raw / "run_a" / "1" / "notes.txt", "");
    const ImportDataResult result = m_lab.import({raw});
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_NE(
        messages(result.report.skipped)
            .find(
                "3 files of no known format passed over: run_a/1/notes.txt, run_a/1/robot.csv, run_a/1/settings.json"),
        std::string::npos);
}

TEST_F(ImportData, TextExportBesideItsBinaryIsPassedOverAndAloneIsImported)
{
    const fs::path raw = m_lab.folder() / "raw";
    writeCell(raw / "run_a" / "1" / "a.mpr", 2);
    const std::string exported = "EC-Lab ASCII FILE\nNb header lines : 4\nAcquisition started on : 06/20/2024 "
                                 "12:00:00.000\ntime/s\tEwe/V\tI/mA\n0\t3.5\t1\n60\t3.6\t1\n";
    replaceFileText(raw / "run_a" / "1" / "a.mpt", exported);
    replaceFileText(raw / "run_a" / "1" / "a.old.mpt", exported);
    replaceFileText(raw / "run_a" / "1" / "a.2 V.mpt", exported);  // another recording by its name
    fs::create_directories(raw / "run_a" / "2");
    replaceFileText(raw / "run_a" / "2" / "b.mpt", exported);
    const ImportDataResult result = m_lab.import({raw});
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_NE(messages(result.report.skipped).find("a text export of a.mpr"), std::string::npos);
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_02", "snapshot.b.h5")));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a.2 V.h5")));
    EXPECT_FALSE(fs::exists(m_lab.file("run_a_01", "snapshot.a.old.h5")));
}

TEST_F(ImportData, TextExportIsImportedWhereItsBinaryIsBroken)
{
    const fs::path folder = m_lab.folder() / "raw" / "run_a" / "1";
    fs::create_directories(folder);
    replaceFileText(folder / "a.mpr", "");
    replaceFileText(folder / "a.mpt",
                    "EC-Lab ASCII FILE\nNb header lines : 4\nAcquisition started on : 06/20/2024 12:00:00.000\n"
                    "time/s\tEwe/V\tI/mA\n0\t3.5\t1\n60\t3.6\t1\n");
    const ImportDataResult result = m_lab.import({folder});
    ASSERT_EQ(result.report.failed.size(), 1U);
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a.h5")));
    EXPECT_EQ(storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series.size(), 2U);
}

TEST_F(ImportData, EveryObstacleOfAFileIsToldAtOnce)
{
    const fs::path file = m_lab.folder() / "elsewhere.mpt";
    replaceFileText(file, "time/s\tEwe/V\tI/mA\n0\t3.5\t1\n60\t3.6\t1\n");
    const std::string told = messages(m_lab.import({file}).report.failed);
    EXPECT_NE(told.find("--start"), std::string::npos) << told;
    EXPECT_NE(told.find("could not be assigned to a sample"), std::string::npos) << told;
}

/// A snapshot of tomato beside no sample's folder.
fs::path writeSnapshotOfJob(const fs::path& file, int job)
{
    fs::create_directories(file.parent_path());
    simulation::CellProgram program;
    program.cycles = 2;
    simulation::FileIdentity identity;
    identity.testId = job;
    simulation::writeTomatoJson(file, simulation::simulate({}, program), identity);
    return file;
}

TEST_F(ImportData, TomatoSnapshotGoesToTheSampleOfItsJob)
{
    const auto database = m_lab.project().openDatabase();
    const auto addJob = [&database](const std::string& id, std::int64_t onServer, const std::string& sample) {
        database->write([&] {
            database->execute("INSERT INTO jobs (\"Job ID\", \"Job ID on server\", \"Sample ID\") VALUES (?, ?, ?)",
                              {id, onServer, sample});
        });
    };
    addJob("tt1-12", 12, "run_a_02");
    addJob("tt2-12", 12, "run_a_01");
    addJob("tt1-13", 13, "run_a_01");
    const fs::path folder = m_lab.folder() / "anywhere";
    const fs::path named = writeSnapshotOfJob(folder / "snapshot.tt1-12.json", 12);
    const fs::path numbered = writeSnapshotOfJob(folder / "snapshot.13.json", 13);
    const fs::path ambiguous = writeSnapshotOfJob(folder / "snapshot.12.json", 12);
    const ImportDataResult result = m_lab.import({named, numbered, ambiguous});
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_02", "snapshot.tt1-12.h5")));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.13.h5")));
    ASSERT_EQ(result.report.failed.size(), 1U);
    EXPECT_NE(result.report.failed[0].input.find("snapshot.12.json"), std::string::npos);
}

TEST_F(ImportData, TomatoSnapshotWithoutJobGoesWhereItsFolderSays)
{
    const fs::path file = m_lab.folder() / "tomato_snapshots" / "run_a" / "run_a_02" / "snapshot.99.json";
    const ImportDataResult result = m_lab.import({writeSnapshotOfJob(file, 99)});
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_02", "snapshot.99.h5")));
}

TEST_F(ImportData, OneBadFileDoesNotStopTheOthersAndIsNoted)
{
    const fs::path raw = m_lab.folder() / "raw";
    const fs::path good = writeCell(raw / "run_a" / "1" / "good.mpr", 2);
    const fs::path bad = raw / "run_a" / "1" / "bad.mpr";
    replaceFileText(bad, "BIO-LOGIC MODULAR");
    const ImportDataResult result = m_lab.import({bad, good});
    EXPECT_EQ(result.report.failed.size(), 1U);
    EXPECT_NE(messages(result.report.failed).find("bad.mpr"), std::string::npos);
    EXPECT_NE(messages(result.report.done).find("good.h5"), std::string::npos);
    EXPECT_EQ(files().rows.size(), 2U);
}

TEST_F(ImportData, AFileOfNoKnownFormatIsReportedAndNotNoted)
{
    const fs::path notes = m_lab.folder() / "raw" / "notes.docx";
    fs::create_directories(notes.parent_path());
    replaceFileText(notes, "Cell 3 smells odd.");
    const ImportDataResult result = m_lab.import({notes});
    EXPECT_NE(messages(result.report.failed).find("known cycler file"), std::string::npos);
    EXPECT_TRUE(files().rows.empty());
}

TEST_F(ImportData, AFileThatFitsNoSampleIsListedAsUnassigned)
{
    const fs::path file = writeCell(m_lab.folder() / "elsewhere" / "a.mpr", 2);
    const ImportDataResult result = m_lab.import({file});
    ASSERT_EQ(result.report.failed.size(), 1U);
    EXPECT_NE(messages(result.report.failed).find("Say it with --sample"), std::string::npos);
    const Table table = files();
    const auto status = std::find_if(table.columns.begin(), table.columns.end(),
                                     [](const auto& column) { return column.name == "Status"; });
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(toText(table.rows[0][static_cast<std::size_t>(status - table.columns.begin())]), "unassigned");
}

TEST_F(ImportData, ASampleThatDoesNotExistIsRefusedBeforeAnythingIsRead)
{
    EXPECT_THROW((void)m_lab.import({m_lab.folder() / "a.mpr"}, "run_b_01"), Error);
    EXPECT_TRUE(files().rows.empty());
}

TEST_F(ImportData, AnUnfinishedFileIsStoredAsSuchAndItsLastDischargeIsNull)
{
    const fs::path file = writeCell(m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr", 3, false);
    ASSERT_TRUE(m_lab.import({file}).report.ok());
    const storage::CyclesFile cycles = storage::readCycles(m_lab.file("run_a_01", "cycles.run_a_01.json"));
    EXPECT_EQ(cycles.metadata["job_data"][0]["finished"], false);
    ASSERT_FALSE(cycles.cycles.empty());
    EXPECT_FALSE(cycles.cycles.back().dischargeCapacity_mAh);
    EXPECT_TRUE(cycles.cycles.back().chargeCapacity_mAh);
}

TEST_F(ImportData, APathThatDoesNotExistFailsAndIsNotNoted)
{
    const ImportDataResult result = m_lab.import({m_lab.folder() / "nothere.mpr"});
    EXPECT_NE(messages(result.report.failed).find("there is no such file"), std::string::npos);
    EXPECT_TRUE(files().rows.empty());
}

TEST_F(ImportData, AnalysingAnUnknownSampleFailsAloneAndTheOthersAreDone)
{
    (void)m_lab.import({writeCell(m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr", 2)});
    const Report report = analyseSamples(m_lab.project(), {"nobody", "run_a_01"}, When::Always, Progress::none());
    EXPECT_EQ(report.done.size(), 1U);
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_EQ(report.failed[0].input, "nobody");
}

TEST_F(ImportData, CancellingKeepsWhatWasDone)
{
    class CancelAtOnce final : public Progress
    {
    public:
        void report(std::uint64_t, std::uint64_t, std::string_view) override {}

        [[nodiscard]] bool cancelRequested() const noexcept override { return true; }
    } progress;

    ImportDataOptions options;
    options.inputs = {writeCell(m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr", 2)};
    const ImportDataResult cancelled = importData(m_lab.project(), options, progress);
    EXPECT_TRUE(cancelled.report.cancelled);
    EXPECT_FALSE(cancelled.report.ok());
    EXPECT_TRUE(filesOf("run_a_01").empty());
    EXPECT_TRUE(m_lab.import(options.inputs).report.ok());
}

}  // namespace
}  // namespace aurora::services
