#include "aurora/services/check.h"

#include "aurora/database/results_table.h"
#include "aurora/services/snapshots.h"
#include "aurora/storage/sample_files.h"
#include "check_project.h"
#include "support/corpus.h"

#include <chrono>
#include <fstream>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

TEST_F(CheckProject, ASoundProjectHasNothingToRepair)
{
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_TRUE(report.skipped.empty()) << messages(report.skipped);
    // snapshot, full, shrunk, cycles
    EXPECT_NE(messages(report.done).find("4 data files were read and are whole"), std::string::npos);
}

TEST_F(CheckProject, ATornFileIsNamedAndMadeAgain)
{
    fs::resize_file(m_full, fs::file_size(m_full) / 2);
    const Report report = check();
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_NE(report.failed[0].message.find("full.run_a_01.h5"), std::string::npos);
    expectRepaired();
}

TEST_F(CheckProject, AMissingFileOfTheAnalysisIsNamedAndMadeAgain)
{
    fs::remove(m_full);
    const Report report = check();
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_NE(report.failed[0].message.find("full.run_a_01.h5 is missing"), std::string::npos);
    expectRepaired();
    EXPECT_TRUE(fs::exists(m_full));
}

TEST_F(CheckProject, WhatAnEndedRemovalOfResultsLeavesIsNoFault)
{
    const auto database = m_lab.project().openDatabase();
    database->write([&] { database->execute("DELETE FROM results"); });
    fs::remove(m_full);
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_NE(messages(report.skipped).find("full.run_a_01.h5 is missing, and no results are noted"), std::string::npos)
        << messages(report.skipped);
    expectRepaired();
    EXPECT_TRUE(fs::exists(m_full));
}

TEST_F(CheckProject, FlippedBytesInTheDataOfASnapshotShowAndImportingItsSourceHealsIt)
{
    const CyclingSeries before = storage::readSnapshot(m_snapshot).series;
    {
        std::fstream stream(m_snapshot, std::ios::binary | std::ios::in | std::ios::out);
        // Chunks are most of the file; what lies unused between them may change without damage.
        const std::uintmax_t size = fs::file_size(m_snapshot);
        for (std::uintmax_t sixteenth = 6; sixteenth <= 12; ++sixteenth) {
            const auto place = static_cast<std::streamoff>(size * sixteenth / 16);
            stream.seekg(place);
            const int byte = stream.get();
            stream.seekp(place);
            stream.put(static_cast<char>(byte ^ 0x5A));
        }
    }
    const Report report = check();
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_NE(report.failed[0].message.find("snapshot.a.h5"), std::string::npos);
    EXPECT_NE(report.failed[0].message.find("import its source again"), std::string::npos);

    fs::rename(m_snapshot, m_snapshot.string() + ".old");
    EXPECT_TRUE(m_lab.import({m_source}).report.ok());
    EXPECT_EQ(storage::readSnapshot(m_snapshot).series.uts, before.uts);
    EXPECT_TRUE(check().ok());
}

TEST_F(CheckProject, ALostSnapshotIsMissedUntilItsSourceIsImportedAgain)
{
    fs::remove(m_snapshot);
    for (const Repair repair : {Repair::No, Repair::Yes}) {
        const Report report = check(repair);
        ASSERT_EQ(report.failed.size(), 1U) << messages(report.failed);
        EXPECT_NE(report.failed[0].message.find("is missing"), std::string::npos);
        EXPECT_NE(report.failed[0].message.find(pathText(m_source)), std::string::npos);
    }
    EXPECT_TRUE(m_lab.import({m_source}).report.ok());
    EXPECT_TRUE(check().ok());
}

TEST_F(CheckProject, ASnapshotThatWasLeftOutAndIsLostIsTold)
{
    static_cast<void>(excludeSnapshots(m_lab.project(), "run_a_01", {"a"}, Progress::none()));
    EXPECT_EQ(messages(check().skipped).find("is missing"), std::string::npos);
    fs::remove(m_snapshot);
    const Report report = check();
    EXPECT_NE(messages(report.skipped).find("left out of the analysis and is missing: it cannot be taken back. Import"),
              std::string::npos)
        << messages(report.skipped);
    EXPECT_TRUE(report.ok()) << "no number depends on it: " << messages(report.failed);
}

TEST_F(CheckProject, ALostSnapshotOfAServerNamesWhatToFetchAgain)
{
    fs::remove(m_snapshot);
    const auto told = [&](const std::string& folder, const std::string& path) {
        m_lab.project().openDatabase()->execute(R"(UPDATE files SET "Server label" = 'pc1', "Folder" = ')" + folder +
                                                R"(', "Path" = ')" + path + "'");
        const Report report = check();
        return report.failed.size() == 1 ? report.failed[0].message : messages(report.failed);
    };
    EXPECT_NE(told("C:/data", "run_a/1/a.mpr").find("Harvest C:/data/run_a/1/a.mpr of pc1 again."), std::string::npos);
    EXPECT_NE(told("tomato_snapshots", "run/a/snapshot.fast-5.json")
                  .find("Take a snapshot of its job on pc1 again (run/a/snapshot.fast-5.json)."),
              std::string::npos);
}

TEST_F(CheckProject, TheLastCopyOfRowsIsNotReplacedByARepair)
{
    const std::size_t rows = storage::readFull(m_full).uts.size();
    const fs::path thinned = m_lab.file("run_a_01", "shrunk.run_a_01.h5");
    fs::remove(m_snapshot);
    fs::resize_file(thinned, fs::file_size(thinned) / 2);
    const Report report = check(Repair::Yes);
    EXPECT_EQ(report.failed.size(), 2U) << messages(report.failed);
    EXPECT_EQ(messages(report.done).find("repaired"), std::string::npos);
    EXPECT_EQ(storage::readFull(m_full).uts.size(), rows);
    EXPECT_FALSE(check().ok());
}

TEST_F(CheckProject, AMissingCyclesFileIsAFaultThatAnAnalysisCures)
{
    fs::remove(m_lab.file("run_a_01", "cycles.run_a_01.json"));
    const Report report = check();
    ASSERT_EQ(report.failed.size(), 1U) << messages(report.failed);
    EXPECT_NE(report.failed[0].message.find("cycles.run_a_01.json is missing"), std::string::npos);
    expectRepaired();
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "cycles.run_a_01.json")));
}

TEST_F(CheckProject, AFailedImportLaterDoesNotHideALostSnapshot)
{
    fs::remove(m_snapshot);
    replaceFileText(m_source, "no archive");
    EXPECT_FALSE(m_lab.import({m_source}).report.ok());
    EXPECT_FALSE(check().ok());
}

TEST_F(CheckProject, LeftoversOfWritingAreRemovedWhenNobodyCanBeWritingThem)
{
    const fs::path old = m_lab.file("run_a_01", "full.run_a_01.h5.123-0.part");
    const fs::path fresh = m_lab.file("run_a_01", "full.run_a_01.h5.124-0.part");
    replaceFileText(old, "half");
    replaceFileText(fresh, "half");
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(1));
    EXPECT_EQ(check().failed.size(), 1U);
    expectRepaired();
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(fresh));
}

TEST_F(CheckProject, AnAnalysedSampleWithoutAResultIsNotedAgain)
{
    m_lab.project().openDatabase()->execute("DELETE FROM results");
    EXPECT_NE(messages(check().skipped).find("not in the table of results"), std::string::npos);
    expectRepaired();
    EXPECT_EQ(messages(check().skipped), "");
}

TEST_F(CheckProject, FilesOfNoSampleAreTold)
{
    fs::create_directories(m_lab.file("run_b_09", ""));
    fs::copy_file(m_snapshot, m_lab.file("run_b_09", "snapshot.a.h5"));
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_NE(messages(report.skipped).find("belongs to no sample"), std::string::npos);
}

/// One number of the table after another is put wrong; the expected ones are those of the cycles file.
TEST_F(CheckProject, AResultThatIsNotThatOfTheCyclesFileIsNamedAndWrittenAgain)
{
    const auto database = m_lab.project().openDatabase();
    const Json data = storage::readCycles(m_lab.file("run_a_01", "cycles.run_a_01.json")).data;
    for (const char* const column : {"Number of cycles", "First formation efficiency (%)", "Max voltage (V)"}) {
        database->execute("UPDATE results SET " + database::quotedIdentifier(column) + " = 1.5");
        const Report report = check();
        ASSERT_EQ(report.failed.size(), 1U) << column;
        EXPECT_NE(report.failed[0].message.find(std::string("\"") + column + "\" is 1.5"), std::string::npos);
        expectRepaired();
        const auto row = database::ResultsTable(*database).find("run_a_01");
        ASSERT_TRUE(row);
        EXPECT_EQ(toText(row->at(column)), dumpJson(data.at(column))) << column;
    }
}

TEST_F(CheckProject, AResultThatTheCyclesFileDoesNotKnowIsAFault)
{
    // The cell has no cathode mass, so that nothing is known by the gram.
    m_lab.project().openDatabase()->execute("UPDATE results SET \"Last specific discharge capacity (mAh/g)\" = 150.25");
    EXPECT_NE(messages(check().failed).find("is 150.25 in the table of results, and unknown in its cycles file"),
              std::string::npos);
    expectRepaired();
}

TEST_F(CheckProject, ImpedanceThatTheAnalysisDidNotFindIsRemovedByIt)
{
    const fs::path left = m_lab.file("run_a_01", "eis.run_a_01.h5");
    ImpedanceSeries series;
    series.uts = {1'700'000'000};
    series.cycle = {0};
    series.frequency_Hz = {1000};
    series.reZ_ohm = {5};
    series.imZ_ohm = {-1};
    storage::writeImpedance(left, series, Json::object());
    EXPECT_NE(messages(check().failed).find("found no impedance"), std::string::npos);
    expectRepaired();
    EXPECT_FALSE(fs::exists(left));
}

/// As when the program is ended after the impedance of a new snapshot was written, before the cycles file was.
TEST_F(CheckProject, ImpedanceOfAnAnalysisThatWasEndedIsNoFault)
{
    ImpedanceSeries series;
    series.uts = {1'700'000'000};
    series.cycle = {0};
    series.frequency_Hz = {1000};
    series.reZ_ohm = {5};
    series.imZ_ohm = {-1};
    storage::writeImpedance(m_lab.file("run_a_01", "eis.run_a_01.h5"), series, Json::object());
    fs::copy_file(m_snapshot, m_lab.file("run_a_01", "snapshot.more.h5"));
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_NE(messages(report.skipped).find("impedance is newer"), std::string::npos);
    expectRepaired();
    EXPECT_EQ(messages(check().skipped), "");
}

TEST_F(CheckProject, ASnapshotOfAnotherSampleIsNamedAndStays)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_02"}}}));
    const fs::path alien = m_lab.file("run_a_02", "snapshot.a.h5");
    fs::create_directories(alien.parent_path());
    fs::copy_file(m_snapshot, alien);
    for (const Repair repair : {Repair::No, Repair::Yes}) {
        const Report report = check(repair);
        ASSERT_EQ(report.failed.size(), 1U) << messages(report.failed);
        EXPECT_NE(report.failed[0].message.find("in the folder of run_a_02, but says that it is of run_a_01"),
                  std::string::npos);
    }
    EXPECT_TRUE(fs::exists(alien));
}

TEST_F(CheckProject, ASnapshotThatAUserGaveToAnotherSampleIsNoAlien)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_02"}}}));
    EXPECT_TRUE(m_lab.import({m_snapshot}, "run_a_02").report.ok());
    ASSERT_TRUE(fs::exists(m_lab.file("run_a_02", "snapshot.a.h5")));
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
}

TEST_F(CheckProject, NumbersThatWereCopiedFromAnotherSampleAreMadeAgain)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_02"}}}));
    const fs::path source = m_lab.folder() / "raw" / "run_a" / "2" / "b.ndax";
    simulateCell(source, 3);
    ASSERT_TRUE(m_lab.import({source}).report.ok());
    const fs::path full = m_lab.file("run_a_02", "full.run_a_02.h5");
    const std::size_t rows = storage::readFull(full).uts.size();
    fs::copy_file(m_full, full, fs::copy_options::overwrite_existing);
    ASSERT_NE(storage::readFull(full).uts.size(), rows);
    EXPECT_NE(messages(check().failed).find("says that it is of run_a_01"), std::string::npos);
    expectRepaired();
    EXPECT_EQ(storage::readFull(full).uts.size(), rows);
}

TEST_F(CheckProject, WhatCannotBeAnalysedAgainIsNotCalledRepaired)
{
    m_lab.project().openDatabase()->execute("DELETE FROM files");
    fs::remove(m_snapshot);
    fs::resize_file(m_full, fs::file_size(m_full) / 2);
    const Report report = check(Repair::Yes);
    EXPECT_NE(messages(report.failed).find("full.run_a_01.h5"), std::string::npos);
    EXPECT_EQ(messages(report.done).find("repaired"), std::string::npos) << messages(report.done);
}

TEST(CheckPythonProject, AProjectOfThePythonProgramHasNoFaults)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "../shared/corpus is missing";
    }
    test::qtApplication();
    const test::TemporaryFolder folder;
    fs::copy(*corpus / "python_project" / "project", folder.path() / "lab", fs::copy_options::recursive);
    const Report report = checkProject(openProject(folder.path() / "lab"), Repair::No, Progress::none());
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    // 4 snapshots, and full, shrunk and cycles of three cells
    EXPECT_NE(messages(report.done).find("13 data files were read and are whole"), std::string::npos);
    EXPECT_NE(messages(report.done).find("the files of the batch were read and are whole"), std::string::npos);
}

}  // namespace
}  // namespace aurora::services
