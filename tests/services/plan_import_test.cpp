#include "aurora/services/plan_import.h"

#include "aurora/core/error.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "lab_project.h"
#include "support/cancelling_progress.h"

#include <gtest/gtest.h>
#include <zip.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

class PlanImport : public testing::Test
{
protected:
    void SetUp() override
    {
        m_lab.addSamples(Json::parse(R"json([{"Sample ID": "run_a_01"}, {"Sample ID": "run_a_02"}])json"));
    }

    static fs::path writeCell(const fs::path& file)
    {
        fs::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        const simulation::CellModel model;
        const simulation::FileIdentity identity;
        simulation::writeMpr(file, simulation::simulate(model, program), program, identity);
        return file;
    }

    [[nodiscard]] fs::path raw() const { return m_lab.folder() / "raw"; }

    /// A zip with the file at run_a/1/a.mpr.
    [[nodiscard]] fs::path zipOf(const fs::path& file, const char* name = "from the lab.zip",
                                 const char* member = "run_a/1/a.mpr") const
    {
        fs::path archive = m_lab.folder() / name;
        zip_t* zip = zip_open(archive.string().c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
        zip_file_add(zip, member, zip_source_file(zip, file.string().c_str(), 0, 0), ZIP_FL_OVERWRITE);
        zip_close(zip);
        return archive;
    }

    [[nodiscard]] DataImportPlan plan(std::vector<fs::path> inputs) const
    {
        ImportDataOptions options;
        options.inputs = std::move(inputs);
        UnpackedArchives unpacked(m_lab.project());
        return planDataImport(m_lab.project(), options, unpacked, Progress::none());
    }

    LabProject m_lab;
};

TEST_F(PlanImport, EachFileHasItsSampleOrTheReasonAndNothingIsStored)
{
    writeCell(raw() / "run_a" / "2" / "b.mpr");
    writeCell(raw() / "tray" / "c.mpr");
    replaceFileText(raw() / "notes.txt", "remember the separators");
    const DataImportPlan found = plan({raw()});
    ASSERT_EQ(found.files.size(), 2U);
    EXPECT_EQ(found.files[0].sampleId, "run_a_02");
    EXPECT_EQ(found.files[0].by, "path");
    EXPECT_EQ(found.files[0].format, "EC-Lab mpr");
    EXPECT_GT(found.files[0].rows, 10U);
    EXPECT_EQ(found.files[1].sampleId, "");
    EXPECT_TRUE(found.files[1].problem.starts_with("its name holds no known Sample ID")) << found.files[1].problem;
    EXPECT_EQ(found.files[1].problem.find("--sample"), std::string::npos) << "no words about the command line";
    EXPECT_NE(messages(found.report.skipped).find("notes.txt"), std::string::npos);
    EXPECT_FALSE(fs::exists(m_lab.project().sampleFolder(SampleId("run_a_02"))));
}

TEST_F(PlanImport, AnotherSampleThatTheFileNamesIsTold)
{
    writeCell(raw() / "run_a" / "1" / "a.mpr");
    writeCell(raw() / "run_a" / "1" / "b run_a_01_C03.mpr");
    writeCell(raw() / "run_a" / "1" / "c run_a_02_C03.mpr");
    writeCell(raw() / "run_a" / "2" / "d_run_a_011.mpr");  // no sample of that ID
    const DataImportPlan found = plan({raw()});
    ASSERT_EQ(found.files.size(), 4U);
    EXPECT_EQ(found.files[0].otherSample, "");
    EXPECT_EQ(found.files[1].otherSample, "");
    EXPECT_EQ(found.files[2].sampleId, "run_a_01");
    EXPECT_EQ(found.files[2].otherSample, "run_a_02");
    EXPECT_EQ(found.files[2].otherBy, "path");
    EXPECT_EQ(found.files[3].otherSample, "");
}

TEST_F(PlanImport, WhatIsStoredAlreadyIsSaid)
{
    const fs::path file = writeCell(raw() / "run_a" / "2" / "b.mpr");
    EXPECT_TRUE(m_lab.import({file}).report.ok());
    const DataImportPlan found = plan({file});
    ASSERT_EQ(found.files.size(), 1U);
    EXPECT_TRUE(found.files[0].isUnchanged);
    EXPECT_EQ(found.files[0].sampleId, "run_a_02");
}

TEST_F(PlanImport, ASampleSaidOfOneFileCountsForItAlone)
{
    const fs::path b = writeCell(raw() / "run_a" / "2" / "b.mpr");
    const fs::path c = writeCell(raw() / "run_a" / "2" / "c.mpr");
    ImportDataOptions options;
    options.inputs = {b, c};
    options.samples = {{b, SampleId("run_a_01")}};
    const ImportDataResult result = importData(m_lab.project(), options, Progress::none());
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_EQ(result.samples, (std::vector<std::string>{"run_a_01", "run_a_02"}));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.b.h5")));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_02", "snapshot.c.h5")));
    options.samples = {{b, SampleId("nobody")}};
    EXPECT_THROW(static_cast<void>(importData(m_lab.project(), options, Progress::none())), Error);
}

TEST_F(PlanImport, AZipIsReadLikeAFolderAndTheSameOneOnlyOnce)
{
    const fs::path archive = zipOf(writeCell(m_lab.folder() / "elsewhere" / "a.mpr"));
    const DataImportPlan found = plan({archive});
    ASSERT_EQ(found.files.size(), 1U);
    EXPECT_EQ(found.files[0].sampleId, "run_a_01");
    const ImportDataResult result = m_lab.import({archive});
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a.h5")));
    EXPECT_NE(messages(m_lab.import({archive}).report.skipped).find("unchanged: snapshot.a.h5"), std::string::npos);
}

TEST_F(PlanImport, ASampleIdInTheNameOfAFileOrAZipIsTakenAndTheReportSaysSo)
{
    const fs::path file = writeCell(m_lab.folder() / "desk" / "run_a_02_C03.mpr");
    const fs::path archive = zipOf(writeCell(m_lab.folder() / "elsewhere" / "a.mpr"), "run_a_01 data.zip", "b.mpr");
    const DataImportPlan found = plan({file, archive});
    ASSERT_EQ(found.files.size(), 2U);
    EXPECT_EQ(found.files[0].sampleId + " " + found.files[0].by, "run_a_02 name");
    EXPECT_EQ(found.files[1].sampleId + " " + found.files[1].by, "run_a_01 zip");
    const ImportDataResult result = m_lab.import({file, archive});
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed);
    EXPECT_EQ(result.samples, (std::vector<std::string>{"run_a_01", "run_a_02"}));
    EXPECT_NE(messages(result.report.done).find("of run_a_02 (found in the file name)"), std::string::npos)
        << messages(result.report.done);
    EXPECT_NE(messages(result.report.done).find("of run_a_01 (found in the name of the zip)"), std::string::npos);
}

TEST_F(PlanImport, AZipThatIsCutOffFailsAndTheRestGoesOn)
{
    const fs::path archive = zipOf(writeCell(m_lab.folder() / "elsewhere" / "a.mpr"));
    fs::resize_file(archive, fs::file_size(archive) / 2);
    const ImportDataResult result = m_lab.import({archive, writeCell(raw() / "run_a" / "2" / "b.mpr")});
    ASSERT_EQ(result.report.failed.size(), 1U);
    EXPECT_NE(result.report.failed.front().message.find("from the lab.zip"), std::string::npos);
    EXPECT_EQ(result.samples, (std::vector<std::string>{"run_a_02"}));
}

TEST_F(PlanImport, APlanThatIsCancelledOrNotCarriedOutLeavesNothingUnpacked)
{
    const fs::path archive = zipOf(writeCell(m_lab.folder() / "elsewhere" / "a.mpr"));
    static_cast<void>(plan({archive}));
    EXPECT_FALSE(fs::exists(raw()));
    for (std::size_t look = 1; look < 8; ++look) {
        test::CancelAtLook progress(look);
        ImportDataOptions options;
        options.inputs = {archive};
        try {
            UnpackedArchives unpacked(m_lab.project());
            static_cast<void>(planDataImport(m_lab.project(), options, unpacked, progress));
        } catch (const Cancelled&) {
            EXPECT_FALSE(fs::exists(raw())) << "cancelled at look " << look;
        }
    }
}

TEST_F(PlanImport, WhatIsUnpackedStaysForTheImportThatFollows)
{
    const fs::path archive = zipOf(writeCell(m_lab.folder() / "elsewhere" / "a.mpr"));
    ImportDataOptions options;
    options.inputs = {archive};
    fs::path file;
    {
        UnpackedArchives unpacked(m_lab.project());
        file = planDataImport(m_lab.project(), options, unpacked, Progress::none()).files.at(0).file;
        unpacked.keep();
    }
    EXPECT_TRUE(fs::exists(file));
    EXPECT_TRUE(fs::exists(plan({archive}).files.at(0).file)) << "it was there before this plan";
}

TEST_F(PlanImport, WhatSomebodyImportedMeanwhileStaysUnpacked)
{
    const fs::path archive = zipOf(writeCell(m_lab.folder() / "elsewhere" / "a.mpr"));
    ImportDataOptions options;
    options.inputs = {archive};
    fs::path file;
    {
        UnpackedArchives unpacked(m_lab.project());
        file = planDataImport(m_lab.project(), options, unpacked, Progress::none()).files.at(0).file;
        EXPECT_TRUE(m_lab.import({archive}).report.ok());
    }
    EXPECT_TRUE(fs::exists(file));
}

TEST_F(PlanImport, AMemberThatCannotBeReadFailsAloneAndTheRestOfTheZipIsRead)
{
    const fs::path cell = writeCell(m_lab.folder() / "elsewhere" / "a.mpr");
    const fs::path archive = zipOf(cell);
    const std::vector<char> zeros(4U << 20U);
    zip_t* zip = zip_open(archive.string().c_str(), 0, nullptr);
    zip_file_add(zip, "run_a/2/zeros.mpr", zip_source_buffer(zip, zeros.data(), zeros.size(), 0), 0);
    zip_file_add(zip, "run_a/2/aux.mpr", zip_source_file(zip, cell.string().c_str(), 0, 0), 0);
    zip_close(zip);
    const ImportDataResult result = m_lab.import({archive});
    EXPECT_EQ(result.samples, (std::vector<std::string>{"run_a_01"}));
    ASSERT_EQ(result.report.failed.size(), 1U);
    EXPECT_NE(result.report.failed[0].message.find("\"run_a/2/zeros.mpr\" in it was not unpacked: "),
              std::string::npos);
    EXPECT_NE(messages(result.report.skipped).find("\"run_a/2/aux.mpr\" in it was not unpacked: "), std::string::npos);
}

}  // namespace
}  // namespace aurora::services
