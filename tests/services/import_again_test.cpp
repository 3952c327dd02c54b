#include "aurora/storage/sample_files.h"
#include "import_project.h"

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

using ImportAgain = ImportDataTest;

TEST_F(ImportAgain, TheSameRecordingWithMoreRowsReplacesItsSnapshotWithFewerItDoesNot)
{
    const fs::path raw = m_lab.folder() / "raw" / "run_a" / "1";
    const fs::path file = writeCell(raw / "a.mpr", 5);
    (void)m_lab.import({file});
    const std::size_t rows = storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series.size();

    writeCell(file, 2);
    const ImportDataResult shorter = m_lab.import({file});
    EXPECT_EQ(shorter.report.failed.size(), 1U);
    EXPECT_EQ(storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series.size(), rows);

    writeCell(file, 7);
    const ImportDataResult longer = m_lab.import({file});
    EXPECT_NE(messages(longer.report.done).find("replaced snapshot.a.h5"), std::string::npos);
    EXPECT_GT(storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series.size(), rows);
}

TEST_F(ImportAgain, AnotherRecordingOfTheSameNameIsKeptBesideTheFirst)
{
    const fs::path first = writeCell(m_lab.folder() / "one" / "run_a" / "1" / "a.mpr", 2);
    const fs::path second = m_lab.folder() / "two" / "run_a" / "1" / "a.mpr";
    fs::create_directories(second.parent_path());
    simulation::CellProgram later;
    later.cycles = 2;
    later.start_uts += 90.0 * 86400.0;
    simulation::writeMpr(second, simulation::simulate({}, later), later, {});
    EXPECT_TRUE(m_lab.import({first, second}).report.ok());
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a.h5")));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a~2.h5")));
}

TEST_F(ImportAgain, AFileImportedAgainKeepsTheSampleThatTheUserSaid)
{
    const fs::path file = writeCell(m_lab.folder() / "elsewhere" / "a.mpr", 2);
    ASSERT_TRUE(m_lab.import({file}, "run_a_02").report.ok());
    const ImportDataResult again = m_lab.import({file.parent_path()});
    EXPECT_TRUE(again.report.ok()) << messages(again.report.failed);
    EXPECT_NE(messages(again.report.skipped).find("unchanged: snapshot.a.h5 of run_a_02"), std::string::npos);
}

TEST_F(ImportAgain, AFileOfTheSameSizeAndTimeIsNotReadAgain)
{
    const fs::path file = writeCell(m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr", 2);
    ASSERT_TRUE(m_lab.import({file}).report.ok());
    const auto modified = fs::last_write_time(file);
    replaceFileText(file, std::string(fs::file_size(file), 'x'));  // reading it would fail
    fs::last_write_time(file, modified);
    const ImportDataResult again = m_lab.import({file});
    EXPECT_TRUE(again.report.ok()) << messages(again.report.failed);
    EXPECT_NE(messages(again.report.skipped).find("unchanged: snapshot.a.h5 of run_a_01"), std::string::npos);

    fs::last_write_time(file, modified + std::chrono::seconds(2));
    EXPECT_FALSE(m_lab.import({file}).report.ok());
}

TEST_F(ImportAgain, ALogThatComesLaterGivesItsStart)
{
    const fs::path file = writeCell(m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr", 2, false);
    const fs::path log = fs::path(file).replace_extension(".mpl");
    const fs::path away = m_lab.folder() / "a.mpl";
    fs::rename(log, away);
    ImportDataOptions options;
    options.inputs = {file};
    options.start_uts = 1'750'000'000.0;
    ASSERT_TRUE(importData(m_lab.project(), options, Progress::none()).report.ok());

    fs::rename(away, log);
    const ImportDataResult again = m_lab.import({file});
    EXPECT_TRUE(again.report.ok()) << messages(again.report.failed);
    const CyclingSeries series = storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series;
    EXPECT_NEAR(series.uts.front(), simulation::CellProgram().start_uts, 60.0);
}

TEST_F(ImportAgain, ARecordingThatHasFinishedReplacesItsRunningStateWhoseStartIsInTheLogBesideIt)
{
    // The .mpl has whole milliseconds, the log in the file a day as a fraction: they differ by less than one.
    constexpr double notQuiteWholeMilliseconds_s = 0.21290004;
    const fs::path file = m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr";
    writeCell(file, 2, false, notQuiteWholeMilliseconds_s);
    ASSERT_TRUE(m_lab.import({file}).report.ok());
    writeCell(file, 3, true, notQuiteWholeMilliseconds_s);
    const ImportDataResult result = m_lab.import({file});
    EXPECT_NE(messages(result.report.done).find("replaced snapshot.a.h5"), std::string::npos)
        << messages(result.report.done);
    EXPECT_FALSE(fs::exists(m_lab.file("run_a_01", "snapshot.a~2.h5")));
}

TEST_F(ImportAgain, AnotherStartForTheSameBytesReplacesTheSnapshotAndIsRemembered)
{
    const fs::path file = writeCell(m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr", 2, false);
    fs::remove(fs::path(file).replace_extension(".mpl"));
    EXPECT_NE(messages(m_lab.import({file}).report.failed).find("--start"), std::string::npos);

    ImportDataOptions options;
    options.inputs = {file};
    for (const double start_uts : {1'750'000'000.0, 1'760'000'000.0}) {
        options.start_uts = start_uts;
        ASSERT_TRUE(importData(m_lab.project(), options, Progress::none()).report.ok());
        const CyclingSeries series = storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series;
        EXPECT_NEAR(series.uts.front(), start_uts, 60.0);
    }
    EXPECT_FALSE(fs::exists(m_lab.file("run_a_01", "snapshot.a~2.h5")));
    EXPECT_NE(messages(m_lab.import({file}).report.skipped).find("unchanged"), std::string::npos);
}

TEST_F(ImportAgain, ADamagedSnapshotIsHealedByImportingItsFileAgain)
{
    const fs::path file = writeCell(m_lab.folder() / "raw" / "run_a" / "1" / "a.mpr", 2);
    (void)m_lab.import({file});
    const std::size_t rows = storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series.size();
    replaceFileText(m_lab.file("run_a_01", "snapshot.a.h5"), "torn");
    EXPECT_TRUE(m_lab.import({file}).report.ok());
    EXPECT_EQ(storage::readSnapshot(m_lab.file("run_a_01", "snapshot.a.h5")).series.size(), rows);
}
}  // namespace
}  // namespace aurora::services
