#include "aurora/services/fetch_data.h"

#include "aurora/core/error.h"
#include "lab_settings.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class HarvestTest : public testing::Test
{
protected:
    HarvestTest()
    {
        m_project.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}, {"Sample ID": "run_a_02"}])"));
        fs::create_directories(m_eclab);
        fs::create_directories(m_neware);
        m_lab =
            labWith(m_project, {{"EC-lab harvester",
                                 {{"Servers",
                                   {{{"label", "gone"}, {"EC-lab folder location", "/no/such/folder"}},
                                    {{"label", "pc1"}, {"EC-lab folder location", pathText(m_eclab)}}}},
                                  {"Run ID lookup", {{"my folder", "run_a"}}}}},
                                {"Neware harvester",
                                 {{"Servers", {{{"label", "pc2"}, {"Neware folder location", pathText(m_neware)}}}}}}});
    }

    void writeNdax(const std::string& name, const std::string& barcode)
    {
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(m_neware / name, simulation::simulate({}, program), program, {.sampleId = barcode});
    }

    Report harvestAll(Progress& progress = Progress::none()) { return harvest(*m_lab, {}, progress); }

    LabProject m_project;
    fs::path m_eclab = m_project.folder() / "eclab";
    fs::path m_neware = m_project.folder() / "neware";
    std::unique_ptr<Lab> m_lab;
};

TEST_F(HarvestTest, FoldersOnThisPcAreReadInPlaceAndTheirSamplesAnalysed)
{
    writeCellMpr(m_eclab / "my folder" / "1" / "a.mpr");
    writeNdax("b.ndax", "run_a_02");
    const Report report = harvestAll();
    EXPECT_THAT(messages(report.done), HasSubstr("snapshot.a.h5 of run_a_01"));
    EXPECT_THAT(messages(report.done), HasSubstr("snapshot.b.h5 of run_a_02"));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_01", "cycles.run_a_01.json")));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_02", "cycles.run_a_02.json")));
    EXPECT_FALSE(fs::exists(m_project.folder() / "raw"));
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Server label" || ' ' || "Path" FROM files ORDER BY 1)"),
                ElementsAre("pc1 my folder/1/a.mpr", "pc2 b.ndax"));
}

TEST_F(HarvestTest, AFolderThatCannotBeReachedFailsAlone)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    const Report report = harvestAll();
    ASSERT_THAT(report.failed, SizeIs(1));
    EXPECT_THAT(report.failed[0].message, HasSubstr("/no/such/folder"));
    EXPECT_THAT(messages(report.done), HasSubstr("snapshot.a.h5"));
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Server label" FROM harvester ORDER BY 1)"),
                ElementsAre("pc1", "pc2"));
}

TEST_F(HarvestTest, TheSecondTimeThereIsNothingToDo)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    writeNdax("b.ndax", "run_a_02");
    static_cast<void>(harvestAll());
    const Report second = harvestAll();
    EXPECT_THAT(second.done, IsEmpty());
    EXPECT_THAT(second.skipped, IsEmpty());
}

TEST_F(HarvestTest, OnlyTheKindsThatAreWantedAreHarvested)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    writeNdax("b.ndax", "run_a_02");
    const Report report = harvest(*m_lab, {HarvesterKind::Neware}, Progress::none());
    EXPECT_TRUE(report.ok());
    EXPECT_FALSE(fs::exists(m_project.file("run_a_01", "snapshot.a.h5")));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_02", "snapshot.b.h5")));
}

TEST_F(HarvestTest, OnlyTheFoldersOfThePcsThatAreNamedAreHarvested)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    writeNdax("b.ndax", "run_a_02");
    const Report report = harvest(*m_lab, {}, Progress::none(), Force::No, {"pc2"});
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_FALSE(fs::exists(m_project.file("run_a_01", "snapshot.a.h5")));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_02", "snapshot.b.h5")));
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Server label" FROM harvester)"), ElementsAre("pc2"));
}

TEST_F(HarvestTest, AFileThatWasImportedByHandBeforeKeepsItsRowAndItsSample)
{
    const fs::path file = writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    static_cast<void>(m_project.import({file}, "run_a_02"));
    const Report report = harvestAll();
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Server label" || ' ' || "Sample ID" FROM files)"),
                ElementsAre("pc1 run_a_02"));
    EXPECT_FALSE(fs::exists(m_project.file("run_a_01", "snapshot.a.h5")));
}

TEST_F(HarvestTest, ForceReplacesDataByFewerRowsAndReadsEverythingAgain)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr", {.cycles = 4});
    writeNdax("b.ndax", "run_a_02");
    static_cast<void>(harvestAll());
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr", {.cycles = 2});
    const Report refused = harvest(*m_lab, {HarvesterKind::EcLab}, Progress::none());
    EXPECT_THAT(messages(refused.failed), HasSubstr("use --force"));
    const Report forced = harvest(*m_lab, {}, Progress::none(), Force::Yes);
    EXPECT_THAT(messages(forced.done), HasSubstr("replaced snapshot.a.h5 of run_a_01"));
    EXPECT_THAT(messages(forced.skipped), HasSubstr("snapshot.b.h5 of run_a_02")) << "it is looked at, and the same";
    EXPECT_THAT(harvestAll().done, IsEmpty());
}

TEST_F(HarvestTest, EveryFileCountsOnceAndTheKindsAddUpToAllFiles)
{
    writeCellMpr(m_eclab / "my folder" / "1" / "a.mpr");
    writeCellMpr(m_eclab / "my folder" / "2" / "b.mpr", {.later_s = 1e6});
    writeCellMpr(m_eclab / "somewhere" / "c.mpr", {.barcode = "nobody"});
    writeCellMpr(m_eclab / "somewhere" / "d.mpr", {.later_s = 1e6, .barcode = "nobody"});
    replaceFileText(m_eclab / "my folder" / "1" / "broken.mpr", "BIO-LOGIC MODULAR FILE");
    const auto harvestIt = [&] { return harvest(*m_lab, {}, Progress::none(), Force::No, {"pc1"}); };
    const Report first = harvestIt();
    EXPECT_EQ(countsOf(first, ReportKind::Other), (ReportCounts{.done = 2, .skipped = 2, .failed = 1}));
    EXPECT_EQ(countsOf(first, ReportKind::Analysis), (ReportCounts{.done = 2, .skipped = 0, .failed = 0}));

    EXPECT_EQ(countsText(first), "2 done, 2 skipped, 1 failed; samples: 2 analysed, 0 skipped, 0 failed");

    const Report second = harvestIt();
    EXPECT_EQ(countsText(second), "0 done, 3 skipped, 0 failed");
    EXPECT_EQ(countsOf(second, ReportKind::Other), (ReportCounts{.done = 0, .skipped = 3, .failed = 0}))
        << "what nobody could assign or read before";

    writeCellMpr(m_eclab / "my folder" / "1" / "e.mpr");  // a copy of the first one
    const Report third = harvestIt();
    EXPECT_EQ(countsOf(third, ReportKind::Other).all(), 4U) << "the sample of the copy is no file";
}

TEST_F(HarvestTest, SamplesThatAnEndedProgramLeftUnanalysedAreAnalysedNextTime)
{
    writeCellMpr(m_eclab / "run_a" / "1" / "a.mpr");
    static_cast<void>(harvestAll());
    m_project.project().openDatabase()->execute("DELETE FROM results");
    static_cast<void>(harvestAll());
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Sample ID" FROM results)"), ElementsAre("run_a_01"));
}

TEST_F(HarvestTest, WhatWasDoneBeforeItWasCancelledIsKept)
{
    constexpr int files = 6;
    for (int i = 0; i < files; ++i) {
        writeCellMpr(m_eclab / "run_a" / "1" / ("a" + std::to_string(i) + ".mpr"), {.later_s = i * 1e6});
    }
    test::CancelAtLook all = test::CancelAtLook::never();
    {
        LabProject other;  // how often it is looked at in all
        other.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}])"));
        const auto lab = labWith(
            other,
            {{"EC-lab harvester", {{"Servers", {{{"label", "pc1"}, {"EC-lab folder location", pathText(m_eclab)}}}}}}});
        ASSERT_THAT(harvest(*lab, {}, all).done, SizeIs(files + 1));
    }
    test::CancelAtLook halfway(all.looks() / 2);
    EXPECT_TRUE(harvestAll(halfway).cancelled);
    static_cast<void>(harvestAll());
    EXPECT_THAT(texts(m_project.project(), R"(SELECT "Path" FROM files WHERE "Status" = 'stored')"), SizeIs(files));
    EXPECT_TRUE(fs::exists(m_project.file("run_a_01", "cycles.run_a_01.json")));
}

TEST_F(HarvestTest, AProjectWithoutHarvestersSaysWhatToConfigure)
{
    const LabProject other;
    const auto lab = labWith(other, Json::object());
    const Report report = harvest(*lab, {}, Progress::none());
    EXPECT_TRUE(report.ok());
    EXPECT_THAT(messages(report.skipped), HasSubstr("EC-lab harvester"));
}

}  // namespace
}  // namespace aurora::services
