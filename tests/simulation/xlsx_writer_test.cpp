#include "aurora/core/column.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/formats/neware/job_data.h"
#include "aurora/formats/registry.h"
#include "aurora/simulation/writers.h"

#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <clocale>
#include <cmath>

namespace aurora::simulation {

namespace {

namespace job = formats::neware::job;

std::string memberOf(const std::filesystem::path& file, const char* name)
{
    int error = 0;
    zip_t* const archive = zip_open(file.c_str(), ZIP_RDONLY, &error);
    EXPECT_NE(archive, nullptr) << file;
    zip_stat_t status{};
    if (zip_stat(archive, name, 0, &status) != 0) {
        zip_discard(archive);
        return {};
    }
    std::string text(status.size, '\0');
    zip_file_t* const member = zip_fopen(archive, name, 0);
    EXPECT_EQ(zip_fread(member, text.data(), text.size()), static_cast<zip_int64_t>(text.size()));
    zip_fclose(member);
    zip_discard(archive);
    return text;
}

class WriteXlsx : public testing::Test
{
protected:
    WriteXlsx()
    {
        m_program.cycles = 2;
        m_program.secondsPerRow = 600;
        m_identity.sampleId = "250301_demo_04";
        m_identity.device = "120";
        m_identity.channel = 12;
        m_identity.testId = 36;
    }

    std::filesystem::path write(const XlsxForm& form = {}, const char* name = "cell.xlsx")
    {
        std::filesystem::path file = m_folder.path() / name;
        m_recording = simulate({}, m_program);
        writeXlsx(file, m_recording, m_program, m_identity, form);
        return file;
    }

    [[nodiscard]] std::filesystem::path part(const char* name) const { return m_folder.path() / name; }

    Recording m_recording;
    CellProgram m_program;
    FileIdentity m_identity;

private:
    test::TemporaryFolder m_folder;
};

/// Everything that four decimals and whole milliseconds keep.
void expectRowsOf(const CyclingSeries& read, const CyclingSeries& written)
{
    ASSERT_EQ(read.size(), written.size());
    for (std::size_t row = 0; row < read.size(); ++row) {
        ASSERT_NEAR(read.uts[row], written.uts[row], 2e-6) << "row " << row;
        ASSERT_NEAR(read.voltage_V[row], written.voltage_V[row], 0.501e-4) << "row " << row;
        ASSERT_NEAR(read.current_A[row], written.current_A[row], 0.501e-7) << "row " << row;
        ASSERT_NEAR(read.chargeStep_mAh[row], written.chargeStep_mAh[row], 1.01e-4) << "row " << row;
    }
}

}  // namespace

TEST_F(WriteXlsx, TheReaderGivesTheRowsThatWereWrittenFromSharedTexts)
{
    const auto file = write();
    EXPECT_NE(memberOf(file, "xl/sharedStrings.xml").find("<t>CC Chg</t>"), std::string::npos);
    const Recording read = formats::readRecording(file, {});
    expectRowsOf(read.series, m_recording.series);
    EXPECT_THAT(read.warnings, testing::IsEmpty());
}

TEST_F(WriteXlsx, TheReaderGivesTheRowsThatWereWrittenFromTextsInTheCells)
{
    const auto file = write({.texts = CellTexts::Inline});
    EXPECT_NE(memberOf(file, "xl/worksheets/sheet5.xml").find("inlineStr"), std::string::npos);
    expectRowsOf(formats::readRecording(file, {}).series, m_recording.series);
}

TEST_F(WriteXlsx, TellsOfTheTestAsBtsDoes)
{
    const Recording read = formats::readRecording(write(), {});
    EXPECT_EQ(read.device, "120");
    EXPECT_EQ(read.channel, "2-4");  // the twelfth channel in units of eight
    EXPECT_EQ(read.testId, "36");
    EXPECT_EQ(read.finished, true);
    EXPECT_THAT(read.sampleHints, testing::ElementsAre("250301_demo_04"));
    EXPECT_EQ(numberAt(read.jobData, job::multCap_mAs), 12'240);  // 3.4 mAh
    const Json& steps = read.jobData[std::string(job::steps)];
    ASSERT_EQ(steps.size(), 14U);  // rest, twice five steps and a loop, end
    EXPECT_EQ(steps[1], Json({{"Step Index", 2},
                              {"Step Name", "CC Chg"},
                              {"Rate", 0.1},
                              {"Current (A)", 0.00034},
                              {"Cut-off voltage (V)", 4.2}}));
    EXPECT_EQ(steps[6], Json({{"Step Index", 7}, {"Step Name", "Cycle"}, {"Start step ID", 2}, {"Cycle count", 3}}));
}

TEST_F(WriteXlsx, RunningExperimentHasNoLastEvent)
{
    m_program.finished = false;
    EXPECT_EQ(formats::readRecording(write(), {}).finished, false);
}

TEST_F(WriteXlsx, RowsPastTheLimitGoIntoParts)
{
    const auto file = write({.rowsPerFile = 300});
    ASSERT_GT(m_recording.series.size(), 600U);
    EXPECT_TRUE(std::filesystem::exists(part("cell_2.xlsx")));
    const Recording whole = formats::readRecording(file, {});
    expectRowsOf(whole.series, m_recording.series);
    EXPECT_THAT(whole.warnings, testing::IsEmpty());
    const Recording second = formats::readRecording(part("cell_1.xlsx"), {});
    EXPECT_EQ(second.series.size(), 300U);
    EXPECT_THAT(second.warnings, testing::ElementsAre(testing::HasSubstr("DataPoint 301")));
}

TEST_F(WriteXlsx, NumbersHaveADecimalPointWhateverTheLocale)
{
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    if (std::setlocale(LC_NUMERIC, "de_DE.UTF-8") == nullptr) {
        GTEST_SKIP() << "no German locale";
    }
    const std::string sheet = memberOf(write({.texts = CellTexts::Inline}), "xl/worksheets/sheet5.xml");
    const std::string stillTheirs = std::setlocale(LC_NUMERIC, nullptr);
    std::setlocale(LC_NUMERIC, before.c_str());
    EXPECT_EQ(stillTheirs, "de_DE.UTF-8");
    EXPECT_NE(sheet.find("<v>3."), std::string::npos);
    EXPECT_EQ(sheet.find("<v>3,"), std::string::npos);
}

TEST_F(WriteXlsx, GivesTheSameBytesForTheSameInput)
{
    for (const CellTexts texts : {CellTexts::Shared, CellTexts::Inline}) {
        EXPECT_EQ(readBytes(write({.texts = texts}, "first.xlsx")), readBytes(write({.texts = texts}, "second.xlsx")));
    }
}

TEST_F(WriteXlsx, FolderThatIsNotThereIsAnErrorThatNamesTheFile)
{
    try {
        write({}, "missing/cell.xlsx");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("cell.xlsx"));
    }
}

TEST_F(WriteXlsx, RefusesImpedance)
{
    m_program.impedanceEvery = 1;
    EXPECT_THROW(write(), Error);
}

}  // namespace aurora::simulation
