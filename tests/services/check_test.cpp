#include "aurora/services/check.h"

#include "aurora/core/file.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "aurora/storage/sample_files.h"
#include "services/lab_project.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

/// A project with one cell, imported and analysed.
class CheckProject : public testing::Test
{
protected:
    CheckProject()
    {
        m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}}}));
        fs::create_directories(m_source.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(m_source, simulation::simulate({}, program), program, {});
        EXPECT_TRUE(m_lab.import({m_source}).report.ok());
    }

    [[nodiscard]] Report check(Repair repair = Repair::No)
    {
        return checkProject(m_lab.project(), repair, Progress::none());
    }

    /// Repairs; afterwards nothing may be wrong.
    void expectRepaired()
    {
        const Report repaired = check(Repair::Yes);
        EXPECT_TRUE(repaired.ok()) << messages(repaired.failed);
        const Report after = check();
        EXPECT_TRUE(after.ok()) << messages(after.failed);
    }

    LabProject m_lab;
    fs::path m_source = m_lab.folder() / "raw" / "run_a" / "1" / "a.ndax";
    fs::path m_snapshot = m_lab.file("run_a_01", "snapshot.a.h5");
    fs::path m_full = m_lab.file("run_a_01", "full.run_a_01.h5");
};

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

}  // namespace
}  // namespace aurora::services
