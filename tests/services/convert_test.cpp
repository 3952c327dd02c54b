#include "aurora/services/convert.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "aurora/storage/frame.h"
#include "support/cancelling_progress.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

class Convert : public testing::Test
{
protected:
    void SetUp() override
    {
        simulation::CellProgram program;
        program.cycles = 2;
        m_recording = simulation::simulate({}, program);
        fs::create_directories(m_folder.path() / "sub");
        simulation::writeMpr(m_folder.path() / "cell.mpr", m_recording, program, {});
        simulation::writeMpr(m_folder.path() / "sub" / "cell.mpr", m_recording, program, {});
    }

    [[nodiscard]] Report convert(const std::vector<fs::path>& files, FileFormat format,
                                 formats::AllColumns all = formats::AllColumns::No) const
    {
        formats::ReadOptions options;
        options.allColumns = all;
        return convertFiles(files, m_folder.path() / "out", format, options, Progress::none());
    }

    test::TemporaryFolder m_folder;
    Recording m_recording;
};

TEST_F(Convert, ACsvHasOneLineARowAndHeadersWithUnits)
{
    EXPECT_TRUE(convert({m_folder.path() / "cell.mpr"}, FileFormat::Csv).ok());
    const std::string text = readFile(m_folder.path() / "out" / "cell.csv");
    EXPECT_EQ(text.substr(0, text.find('\n')), "uts,V (V),I (A),dQ (mAh),cycle_number,technique");
    EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), m_recording.series.size() + 1);
}

TEST_F(Convert, IsCancelledWhileTheSizesOfFilesAreAskedFor)
{
    std::vector<fs::path> files;
    for (int i = 0; i < 1000; ++i) {
        files.push_back(m_folder.path() / ("absent" + std::to_string(i) + ".mpr"));
    }
    test::CancelAtLook progress(500);
    const Report report = convertFiles(files, m_folder.path() / "out", FileFormat::Csv, {}, progress);
    EXPECT_TRUE(report.cancelled);
    EXPECT_TRUE(report.failed.empty()) << "the first was to be converted after all were asked for";
}

TEST_F(Convert, AnExportIsNotReplacedByItsOwnConversion)
{
    const fs::path file = m_folder.path() / "out" / "cell.csv";
    fs::create_directories(file.parent_path());
    const std::string exported = "Cycle Index,Step Index,Step Type,Time,Current(mA),Voltage(V),Date\n"
                                 "1,1,Rest,00:00:00,0,3.25,2024-08-11 12:00:00\n";
    replaceFileText(file, exported);
    const Report report = convert({file}, FileFormat::Csv);
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_EQ(readFile(file), exported);
    EXPECT_TRUE(convert({file}, FileFormat::Hdf5).ok());
}

TEST_F(Convert, PartsGivenTogetherWithTheirMainFileBecomeOneFile)
{
    const fs::path folder = m_folder.path() / "long";
    fs::create_directories(folder);
    simulation::CellProgram program;
    program.cycles = 2;
    simulation::writeXlsx(folder / "cell.xlsx", m_recording, program, {},
                          {.rowsPerFile = m_recording.series.size() - 1});
    const Report report = convert({folder / "cell_1.xlsx", folder / "cell.xlsx"}, FileFormat::Csv);
    ASSERT_EQ(report.done.size(), 1U);
    EXPECT_NE(report.done[0].message.find(std::to_string(m_recording.series.size()) + " rows"), std::string::npos);
    ASSERT_EQ(report.skipped.size(), 1U);
    EXPECT_FALSE(fs::exists(m_folder.path() / "out" / "cell_1.csv"));
    EXPECT_EQ(convert({folder / "cell_1.xlsx"}, FileFormat::Csv).done.size(), 1U);  // alone it is read
}

TEST_F(Convert, PartThatDoesNotGoOnWhereItsMainFileEndsIsConvertedAlone)
{
    const fs::path folder = m_folder.path() / "long";
    fs::create_directories(folder);
    simulation::CellProgram program;
    program.cycles = 2;
    const std::size_t rows = m_recording.series.size();
    simulation::writeXlsx(folder / "cell.xlsx", m_recording, program, {}, {.rowsPerFile = rows / 3 + 1});
    fs::rename(folder / "cell_2.xlsx", folder / "cell_1.xlsx");
    const Report report = convert({folder / "cell.xlsx", folder / "cell_1.xlsx"}, FileFormat::Csv);
    EXPECT_TRUE(report.skipped.empty());
    ASSERT_EQ(report.done.size(), 2U);
    EXPECT_NE(report.done[1].message.find(std::to_string(rows - 2 * (rows / 3 + 1)) + " rows"), std::string::npos);
}

TEST_F(Convert, ASecondInputOfTheSameStemGetsItsFullName)
{
    fs::create_directories(m_folder.path() / "other");
    fs::copy_file(m_folder.path() / "cell.mpr", m_folder.path() / "other" / "CELL.mpr");
    EXPECT_TRUE(convert({m_folder.path() / "cell.mpr", m_folder.path() / "sub" / "cell.mpr",
                         m_folder.path() / "other" / "CELL.mpr"},
                        FileFormat::Hdf5)
                    .ok());
    EXPECT_TRUE(fs::exists(m_folder.path() / "out" / "cell.h5"));
    EXPECT_TRUE(fs::exists(m_folder.path() / "out" / "cell.mpr.h5"));
    EXPECT_TRUE(fs::exists(m_folder.path() / "out" / "CELL.mpr~2.h5")) << "names differ in more than case";
}

TEST_F(Convert, AllColumnsAreTheVendorsOwn)
{
    EXPECT_TRUE(convert({m_folder.path() / "cell.mpr"}, FileFormat::Hdf5, formats::AllColumns::Yes).ok());
    const storage::Frame frame = storage::readFrame(m_folder.path() / "out" / "cell.h5");
    EXPECT_NE(frame.find("Ewe (V)"), nullptr);
    EXPECT_NE(frame.find("dq (mA.h)"), nullptr);
    EXPECT_EQ(frame.rows(), m_recording.series.size());
}

TEST_F(Convert, ABadFileFailsAndTheOthersAreDone)
{
    const fs::path bad = m_folder.path() / "bad.mpr";
    replaceFileText(bad, "");
    const Report report = convert({bad, m_folder.path() / "cell.mpr"}, FileFormat::Csv);
    EXPECT_EQ(report.done.size(), 1U);
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_FALSE(fs::exists(m_folder.path() / "out" / "bad.csv"));
}

TEST_F(Convert, InspectTellsOfAnOwnFileWhereItCameFrom)
{
    EXPECT_TRUE(convert({m_folder.path() / "cell.mpr"}, FileFormat::Hdf5).ok());
    const Json document = inspectFile(m_folder.path() / "out" / "cell.h5", {});
    EXPECT_EQ(document["rows"], m_recording.series.size());
    EXPECT_EQ(document["provenance"]["reader"]["name"], "EC-Lab mpr");
    EXPECT_EQ(document["provenance"]["source"]["size"], fs::file_size(m_folder.path() / "cell.mpr"));
}

TEST_F(Convert, TheStoryOfAnOwnFileNamesItsSourceAndHowItWasRead)
{
    EXPECT_TRUE(convert({m_folder.path() / "cell.mpr"}, FileFormat::Hdf5).ok());
    const auto story = inspectFile(m_folder.path() / "out" / "cell.h5", {})["story"].get<std::vector<std::string>>();
    ASSERT_EQ(story.size(), 3U);
    const std::string source = pathText(m_folder.path() / "cell.mpr");
    const std::string size = std::to_string(fs::file_size(m_folder.path() / "cell.mpr"));
    EXPECT_TRUE(story[0].starts_with("Recorded in " + source + " (" + size + " bytes, changed 20")) << story[0];
    EXPECT_TRUE(story[1].starts_with("Read as EC-Lab mpr, data 11, EC-Lab 11.61 by reader version ")) << story[1];
    EXPECT_NE(story[1].find("times in Europe/Zurich, cycles counted by chg"), std::string::npos) << story[1];
    EXPECT_TRUE(story[2].starts_with("Conversion by aurora-cycler-manager ")) << story[2];
}

TEST_F(Convert, ParametersAreToldInTheVendorsWords)
{
    const fs::path file = m_folder.path() / "cell.mpr";
    const Json document = inspectFile(file, {});
    const Json readable = readableParameters(document);
    // The second sequence is the charge of the formation: C/10 up to 4.2 V (simulation::CellProgram).
    EXPECT_EQ(document["parameters"]["Parameters"][1]["Set I/C"], 1);
    EXPECT_EQ(readable["Parameters"][1]["Set I/C"], "C / N");
    EXPECT_EQ(readable["Parameters"][1]["EM"], "4.2 V");
    // An own file made of it tells the same.
    EXPECT_TRUE(convert({file}, FileFormat::Hdf5).ok());
    const Json own = readableParameters(inspectFile(m_folder.path() / "out" / "cell.h5", {}));
    EXPECT_EQ(own["Parameters"], readable["Parameters"]);
}

TEST_F(Convert, AFileWithoutStartSaysSoWithoutNamingOptionsThatAreNotThere)
{
    simulation::CellProgram running;
    running.cycles = 1;
    running.finished = false;  // without log
    simulation::writeMpr(m_folder.path() / "running.mpr", simulation::simulate({}, running), running, {});
    const Json document = inspectFile(m_folder.path() / "running.mpr", {});
    EXPECT_TRUE(document["start"].is_null());
    ASSERT_FALSE(document["warnings"].empty());
    const std::string warnings = document["warnings"].dump();
    EXPECT_NE(warnings.find("the start of the recording is unknown"), std::string::npos) << warnings;
    EXPECT_EQ(warnings.find("--start"), std::string::npos) << warnings;
}

}  // namespace
}  // namespace aurora::services
