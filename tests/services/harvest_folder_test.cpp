#include "aurora/storage/sample_files.h"
#include "harvested_folder.h"

#include <gmock/gmock.h>

#include <fstream>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

TEST_F(HarvestFolderTest, ExactlyWhatIsNewOrChangedIsFetchedWhateverItsDate)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    writeCellMpr(m_onPc / "run_a" / "2" / "b.mpr", {.later_s = 1e6});
    replaceFileText(m_onPc / "run_a" / "2" / "notes.txt", "not of the instrument");
    const FolderHarvested first = harvest();
    EXPECT_THAT(m_pc.fetched, UnorderedElementsAre("run_a/1/a.mpr", "run_a/2/b.mpr"));
    EXPECT_TRUE(first.report.ok()) << messages(first.report.failed);
    EXPECT_THAT(first.samples, ElementsAre("run_a_01", "run_a_02"));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a.h5")));
    EXPECT_TRUE(fs::exists(m_folder.localFolder / "run_a" / "1" / "a.mpr"));

    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_THAT(second.report.done, IsEmpty());
    EXPECT_THAT(second.samples, IsEmpty());

    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr", {.cycles = 3});
    writeCellMpr(m_onPc / "run_a" / "1" / "late.mpr", {.later_s = -1e6});
    setModified(m_onPc / "run_a" / "1" / "late.mpr", 1'000'000'000);
    const FolderHarvested third = harvest();
    EXPECT_THAT(m_pc.fetched, UnorderedElementsAre("run_a/1/a.mpr", "run_a/1/late.mpr"));
    EXPECT_THAT(third.report.done, SizeIs(2));
    EXPECT_THAT(messages(third.report.done), HasSubstr("replaced snapshot.a.h5"));
}

TEST_F(HarvestFolderTest, AFileOfTheSameSizeWithAnotherTimeIsFetchedAgain)
{
    const fs::path file = writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    setModified(file, 1'700'000'000);
    static_cast<void>(harvest());
    setModified(file, 1'600'000'000);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/1/a.mpr"));
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, DeletingRawFilesNeverCausesFetchingAgain)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    writeCellMpr(m_onPc / "somewhere" / "b.mpr", {.barcode = "nobody"});
    replaceFileText(m_onPc / "run_a" / "1" / "broken.mpr", "BIO-LOGIC MODULAR FILE");
    static_cast<void>(harvest());
    ASSERT_THAT(m_pc.fetched, SizeIs(3));
    fs::remove_all(m_folder.localFolder);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, OneRowAFileKeyedByWhereItWasHarvested)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    static_cast<void>(harvest());
    EXPECT_THAT(texts(m_lab.project(), R"(SELECT "Server label" || '|' || "Folder" || '|' || "Path" FROM files)"),
                ElementsAre("pc1|" + pathText(m_onPc) + "|run_a/1/a.mpr"));
    EXPECT_THAT(texts(m_lab.project(), R"(SELECT "Server label" || '|' || "Server hostname" || '|' || "Folder" )"
                                       R"(FROM harvester WHERE "Last snapshot" IS NOT NULL)"),
                ElementsAre("pc1|pc1.lab|" + pathText(m_onPc)));
}

TEST_F(HarvestFolderTest, WhatCannotBeAssignedIsListedAndTakenFromItsCopyOnceItsSampleIsKnown)
{
    writeCellMpr(m_onPc / "run_b" / "1" / "b.mpr");
    const FolderHarvested first = harvest();
    EXPECT_THAT(first.report.failed, IsEmpty());
    EXPECT_THAT(messages(first.report.skipped), HasSubstr("could not be assigned to a sample"));
    EXPECT_EQ(statusOf("run_b/1/b.mpr"), "unassigned");
    EXPECT_TRUE(fs::exists(m_folder.localFolder / "run_b" / "1" / "b.mpr"));

    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_THAT(messages(second.report.skipped), HasSubstr("1 file in " + pathText(m_onPc) + ": not assigned"));

    m_lab.addSamples(Json::parse(R"([{"Sample ID": "run_b_01"}])"));
    const FolderHarvested third = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_THAT(third.samples, ElementsAre("run_b_01"));
    EXPECT_EQ(statusOf("run_b/1/b.mpr"), "stored");
}

TEST_F(HarvestFolderTest, ASampleIsFoundByWhatTheFileSaidOfItWithoutReadingItAgain)
{
    m_folder.kind = HarvesterKind::Neware;
    simulation::CellProgram program;
    program.cycles = 2;
    simulation::writeNdax(m_onPc / "c.ndax", simulation::simulate({}, program), program, {.sampleId = "cell_x"});
    static_cast<void>(harvest());
    EXPECT_EQ(statusOf("c.ndax"), "unassigned");
    m_lab.addSamples(Json::parse(R"([{"Sample ID": "cell_x"}])"));
    EXPECT_THAT(harvest().samples, ElementsAre("cell_x"));
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, ALogThatArrivesLaterMakesItsRecordingReadAgain)
{
    const CellFile running{.finished = false};
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr", running);
    EXPECT_THAT(messages(harvest().report.failed), HasSubstr("when the experiment started is not known"));
    writeCellMpl(m_onPc / "run_a" / "1" / "a.mpl", running);
    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/1/a.mpl"));
    EXPECT_THAT(second.report.done, SizeIs(1)) << messages(second.report.failed);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, AParticularSampleThatTheUserSaidIsKeptWhenTheFileChanges)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    static_cast<void>(harvest());
    m_lab.project().openDatabase()->execute(R"(UPDATE files SET "Sample ID" = 'run_a_02', "Assigned by" = 'user')");
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr", {.cycles = 3});
    EXPECT_THAT(harvest().samples, ElementsAre("run_a_02"));
}

TEST_F(HarvestFolderTest, PartsOfALongExportComeWithItAndAreOneRecording)
{
    m_folder.kind = HarvesterKind::Neware;
    m_folder.cycleMode = CycleMode::DChg;
    simulation::CellProgram program;
    program.cycles = 2;
    const Recording recording = simulation::simulate({}, program);
    simulation::writeXlsx(m_onPc / "long.xlsx", recording, program, {.sampleId = "run_a_01"},
                          {.rowsPerFile = recording.series.size() / 2 + 1});
    replaceFileText(m_onPc / "~$long.xlsx", "locked by somebody");
    const FolderHarvested first = harvest();
    EXPECT_THAT(m_pc.fetched, ElementsAre("long.xlsx", "long_1.xlsx"));
    ASSERT_THAT(first.report.done, SizeIs(1)) << messages(first.report.failed);
    EXPECT_THAT(first.report.done[0].message, HasSubstr(std::to_string(recording.series.size()) + " rows"));
    const Json metadata = storage::readMetadata(m_lab.file("run_a_01", "snapshot.long.h5"));
    EXPECT_EQ(metadata["provenance"]["cycle_mode"], "dchg");
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    setModified(m_onPc / "long_1.xlsx", 1'600'000'000);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, ElementsAre("long_1.xlsx"));
}

TEST_F(HarvestFolderTest, OfThousandsOfFilesOnlyTheFewThatChangedAreFetched)
{
    constexpr int files = 2000;
    m_pc.isQuick = true;
    const auto nameOf = [](int i) { return "f" + std::to_string(i) + ".mpr"; };
    for (int i = 0; i < files; ++i) {
        std::ofstream(m_onPc / nameOf(i)) << "BIO-LOGIC MODULAR FILE";
    }
    EXPECT_THAT(harvest().report.failed, SizeIs(files));
    ASSERT_THAT(m_pc.fetched, SizeIs(files));
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    std::ofstream(m_onPc / nameOf(7), std::ios::app) << "more";
    setModified(m_onPc / nameOf(1234), 1'500'000'000);
    std::ofstream(m_onPc / "late.mpr") << "BIO-LOGIC MODULAR FILE";
    setModified(m_onPc / "late.mpr", 1'000'000'000);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, UnorderedElementsAre("f7.mpr", "f1234.mpr", "late.mpr"));
}
}  // namespace
}  // namespace aurora::services
