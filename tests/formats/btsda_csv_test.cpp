// BTSDA's tables of records as text, against the binaries they were made from and in the guises that users have.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace aurora::formats {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::FloatEq;
using testing::HasSubstr;
using testing::Pointwise;

Recording readText(std::string_view text, ReadOptions options = {})
{
    const test::TemporaryFolder folder;
    return readRecording(test::writeFile(folder.path() / "cell.csv", text), options);
}

std::string refusal(std::string_view text)
{
    try {
        const Recording recording = readText(text);
        return {};
    } catch (const FormatError& error) {
        return error.what();
    }
}

class BtsdaPair : public testing::TestWithParam<const char*>
{
};

TEST_P(BtsdaPair, GivesTheSeriesOfItsBinary)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const auto folder = *corpus / "neware";
    ReadOptions options;
    options.cycleMode = CycleMode::Raw;
    const CyclingSeries text = readRecording(folder / (std::string(GetParam()) + ".btsda.csv"), options).series;
    const CyclingSeries binary = readRecording(folder / (std::string(GetParam()) + ".ndax"), options).series;
    ASSERT_EQ(text.size(), binary.size());
    EXPECT_EQ(text.cycleNumber, binary.cycleNumber);
    EXPECT_EQ(text.technique, binary.technique);
    for (std::size_t row = 0; row < text.size(); ++row) {
        // printed to 0.1 mV and 1 µA, and kept as 32-bit numbers on the way
        ASSERT_NEAR(text.voltage_V[row], binary.voltage_V[row], 5.1e-5 + 2e-7 * std::abs(binary.voltage_V[row]));
        ASSERT_NEAR(text.current_A[row], binary.current_A[row], 5.1e-7 + 2e-7 * std::abs(binary.current_A[row]));
        ASSERT_NEAR(text.uts[row] - text.uts[0], binary.uts[row] - binary.uts[0], 3e-6) << "row " << row;
    }
}

TEST_P(BtsdaPair, CountsTheCyclesOfItsBinaryInEveryMode)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const auto folder = *corpus / "neware";
    for (const CycleMode mode : {CycleMode::Chg, CycleMode::DChg, CycleMode::Auto}) {
        ReadOptions options;
        options.cycleMode = mode;
        const Recording text = readRecording(folder / (std::string(GetParam()) + ".btsda.csv"), options);
        const Recording binary = readRecording(folder / (std::string(GetParam()) + ".ndax"), options);
        EXPECT_EQ(text.series.cycleNumber, binary.series.cycleNumber);
    }
}

TEST_P(BtsdaPair, ChargeOfEachStepIsThatOfItsBinary)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const auto folder = *corpus / "neware";
    const CyclingSeries text = readRecording(folder / (std::string(GetParam()) + ".btsda.csv"), {}).series;
    const CyclingSeries binary = readRecording(folder / (std::string(GetParam()) + ".ndax"), {}).series;
    double text_mAh = 0;
    double binary_mAh = 0;
    double largest_mAh = 0;
    for (std::size_t row = 0; row < text.size(); ++row) {
        text_mAh += text.chargeStep_mAh[row];
        binary_mAh += binary.chargeStep_mAh[row];
        largest_mAh = std::max(largest_mAh, std::abs(binary_mAh));
        // up to 1 mA·s a step is rounded away, and that of the last row of each step stays
        ASSERT_NEAR(text_mAh, binary_mAh, 2e-3 + 1e-4 * largest_mAh) << "row " << row;
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, BtsdaPair,
                         testing::Values("21_10_7_85", "46_1_5_60_bts16", "TESTCELL0001-Test_Data_Collection_Ndc17",
                                         "Unit27_Example_Data_File", "empty", "nw4-120-1-6-53", "scrubbed_ndc2"),
                         [](const auto& testInfo) {
                             std::string name = testInfo.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

constexpr std::string_view names = "Cycle Index,Step Index,Step Type,Time,Total Time,Current(mA),Voltage(V),"
                                   "Capacity(mAh),Energy(mWh),Date\n";

TEST(BtsdaCsv, UnitsOfAllColumnsAreHonoured)
{
    // 3.6 C are 1 mA·h; the charge of the second row is 2 A·h.
    const Recording recording = readText("Step Index,Step Type,Time(s),Current(A),Voltage(mV),Capacity(Ah),Date\n"
                                         "1,CC Chg,0,1.5,3300,0,2024-06-20 12:00:00\n"
                                         "1,CC Chg,10,1.5,3400,2,2024-06-20 12:00:10\n");
    EXPECT_THAT(recording.series.voltage_V, Pointwise(FloatEq(), {3.3F, 3.4F}));
    EXPECT_THAT(recording.series.current_A, ElementsAre(1.5F, 1.5F));
    EXPECT_THAT(recording.series.chargeStep_mAh, ElementsAre(0.0F, 2000.0F));
    const Recording small = readText("Step Index\tStep Type\tTime(min)\tCurrent(uA)\tVoltage(V)\tCapacity(mAs)\tDate\n"
                                     "1\tCC DChg\t0\t-1500\t3.3\t0\t2024-06-20 12:00:00\n"
                                     "1\tCC DChg\t0.5\t-1500\t3.2\t3600\t2024-06-20 12:00:30\n");
    EXPECT_THAT(small.series.current_A, Pointwise(FloatEq(), {-0.0015F, -0.0015F}));
    EXPECT_THAT(small.series.chargeStep_mAh, ElementsAre(0.0F, -1.0F));
    EXPECT_NEAR(small.series.uts[1] - small.series.uts[0], 30.0, 3e-6);
}

TEST(BtsdaCsv, TimesAreSecondsOrClocks)
{
    const std::string header = "Step Index;Step Type;Time(h:min:s.ms);Current(A);Voltage(V);Date\n";
    const Recording clocks = readText(header + "1;Rest;00:00:00.000;0;3,5;2024-06-20 12:00:00\n"
                                               "1;Rest;27:00:01.500;0;3,5;2024-06-21 15:00:01\n");
    EXPECT_NEAR(clocks.series.uts[1] - clocks.series.uts[0], 27 * 3600 + 1.5, 3e-6);
    const Recording seconds = readText("Step Index;Step Type;Time;Current(A);Voltage(V);Date\n"
                                       "1;Rest;0,0;0;3,5;2024-06-20 12:00:00\n"
                                       "1;Rest;2,5;0;3,6;2024-06-20 12:00:02\n");
    EXPECT_NEAR(seconds.series.uts[1] - seconds.series.uts[0], 2.5, 3e-6);
}

TEST(BtsdaCsv, DecimalCommasAreReadWhereTheyDoNotDivideCells)
{
    const Recording semicolons = readText("Step Index;Step Type;Time;Current(A);Voltage(V);Date\n"
                                          "1;CC Chg;0;0,25;3,5;2024-06-20 12:00:00\n");
    EXPECT_THAT(semicolons.series.voltage_V, ElementsAre(3.5F));
    EXPECT_THAT(semicolons.series.current_A, ElementsAre(0.25F));
    const Recording quoted = readText("Step Index,Step Type,Time,Current(A),Voltage(V),Date\n"
                                      "1,CC Chg,0,\"0,25\",\"3,5\",2024-06-20 12:00:00\n");
    EXPECT_THAT(quoted.series.voltage_V, ElementsAre(3.5F));
    EXPECT_THAT(quoted.series.current_A, ElementsAre(0.25F));
}

TEST(BtsdaCsv, FirstDateIsLocalTimeInAnyUsualSpelling)
{
    // 12:00:00.25 in summer in Zurich is 10:00:00.25 UTC; a microsecond is added where a step begins at time 0
    for (const char* const date : {"2024-06-20 12:00:00.250", "2024-06-20T12:00:00.250", "2024/6/20 12:00:00.250"}) {
        const Recording recording =
            readText("Step Type,Time,Current(A),Voltage(V),Date\nRest,0,0,3.5," + std::string(date) + "\n");
        ASSERT_EQ(recording.series.size(), 1U);
        EXPECT_NEAR(recording.series.uts[0], 1718877600.250001, 3e-7) << date;
    }
}

TEST(BtsdaCsv, HeadersMayBeInUtf8OrInTheEncodingOfAChineseWindows)
{
    const std::string rows = "1,Rest,0,0,3.5,2024-06-20 12:00:00,25.5\n";
    const std::string degreeInGbk = "\xA1\xE6";
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    for (const std::string header : {"\xEF\xBB\xBFStep Index,Step Type,Time,Current(A),Voltage(V),Date,T1(℃)\r\n",
                                     "Step Index,Step Type,Time,Current(A),Voltage(V),Date,T1(?)\n"})
    {
        EXPECT_EQ(readText(std::string(header) + rows, options).vendorColumns.back().unit, "degC");
    }
    const std::string gbk = "Step Index,Step Type,Time,Current(A),Voltage(V),Date,T1(" + degreeInGbk + ")\n";
    const Column last = readText(gbk + rows, options).vendorColumns.back();
    EXPECT_EQ(last.name, "T1");
    EXPECT_EQ(last.unit, "degC");
    EXPECT_EQ(numberAt(last.values, 0), 25.5);
}

TEST(BtsdaCsv, LastLineThatIsCutOffIsDroppedAndTheRecordingUnfinished)
{
    const std::string rows = std::string(names) + "1,1,Rest,0.0,0.0,0.0,3.5,0.0,0.0,2024-06-20T12:00:00.000\n"
                                                  "1,1,Rest,1.0,1.0,0.0,3.5,0.0,0.0,2024-06-20T12:00:01.000\n";
    const std::string last = "1,1,Rest,2.0,2.0,0.0,3.5,0.0,0.0,2024-06-20T12:00:02.000";
    EXPECT_EQ(readText(rows).series.size(), 2U);
    EXPECT_EQ(readText(rows).finished, std::nullopt);
    EXPECT_EQ(readText(rows + last).series.size(), 3U);
    for (std::size_t size = 1; size < last.size(); ++size) {
        const Recording cut = readText(rows + last.substr(0, size));
        EXPECT_EQ(cut.series.size(), 2U) << size;
        EXPECT_EQ(cut.finished, false) << size;
        EXPECT_THAT(cut.warnings, Contains(HasSubstr("last line, 4"))) << size;
    }
}

TEST(BtsdaCsv, LinesAndCellsThatAreWrongAreNamed)
{
    EXPECT_THAT(refusal(std::string(names) + "1,1,Rest\n1,1,Rest\n"),
                AllOf(HasSubstr("cell.csv"), HasSubstr("line 2"), HasSubstr("3 cells"), HasSubstr("10 columns")));
    EXPECT_THAT(refusal(std::string(names) + "1,1,Rest,0,0,0,three,0,0,2024-06-20 12:00:00\n"),
                AllOf(HasSubstr("cell.csv"), HasSubstr("three"), HasSubstr("Voltage")));
}

/// A table of records with further columns; each row has what stands behind in them.
std::string wideTable(std::size_t rows, std::size_t furtherColumns, const std::string& firstRow,
                      const std::string& others)
{
    std::string text =
        "DataPoint,Step Index,Step Type,Time,Total Time,Current(mA),Voltage(V),Capacity(mAh),Energy(mWh),Date";
    for (std::size_t i = 0; i < furtherColumns; ++i) {
        text += ",T" + std::to_string(i + 1) + "(oC)";
    }
    for (std::size_t row = 0; row < rows; ++row) {
        text += "\n" + std::to_string(row + 1) + ",1,CC Chg," + std::to_string(row) + ".0," + std::to_string(row) +
                ".0,100.0,3.2512,0.1234,0.4012,2024-06-20 12:00:00";
        for (std::size_t i = 0; i < furtherColumns; ++i) {
            text += "," + (row == 0 ? firstRow : others);
        }
    }
    return text + "\n";
}

TEST(BtsdaCsv, ManyAuxiliaryColumnsThatAreEmptyAreRead)
{
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    const std::string text = wideTable(60'000, 64, "", "");  // 8 MB
    const Recording recording = readText(text, options);
    ASSERT_EQ(recording.vendorColumns.size(), 74U);
    EXPECT_TRUE(std::isnan(numberAt(recording.vendorColumns.back().values, 59'999)));
}

TEST(BtsdaCsv, EmptyCellsOfColumnsOfTextAreNotTakenWithoutEnd)
{
    // 2.3 MB, of which each byte would become a text of 32 bytes
    const std::string text = wideTable(4'000, 502, "x", "");
    ReadOptions options;
    EXPECT_EQ(readText(text, options).series.size(), 4'000U);
    options.allColumns = AllColumns::Yes;
    try {
        const Recording recording = readText(text, options);
        FAIL() << "was read";
    } catch (const FormatError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("cell.csv: The values of the 512 columns"), HasSubstr("MiB")));
    }
}

TEST(BtsdaCsv, TextsThatTurnUpLateCountForAllRowsBefore)
{
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    std::string text = wideTable(4'000, 200, "", "");  // of numbers: read
    EXPECT_EQ(readText(text, options).series.size(), 4'000U);
    text.resize(text.size() - 201);
    for (int i = 0; i < 200; ++i) {
        text += ",x";
    }
    EXPECT_THROW((void)readText(text + "\n", options), FormatError);
}

TEST(BtsdaCsv, AllDatesAreSpelledAlike)
{
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    const Recording recording = readText("Step Type,Time,Current(A),Voltage(V),Date\n"
                                         "Rest,0,0,3.5,2024/6/20 9:00:00.250\n"
                                         "Rest,1,0,3.5,2024/6/20 9:00:01.250\n"
                                         "Rest,2,0,3.5,\n",
                                         options);
    EXPECT_THAT(std::get<std::vector<std::string>>(recording.vendorColumns.back().values),
                ElementsAre("2024-06-20 09:00:00.250", "2024-06-20 09:00:01.250", ""));
}

TEST(BtsdaCsv, OtherTablesAreNotRecognised)
{
    const test::TemporaryFolder folder;
    const auto recognised = [&](std::string_view text) {
        return findReader(test::writeFile(folder.path() / "table.csv", text)) != nullptr;
    };
    EXPECT_TRUE(recognised(names));
    EXPECT_FALSE(recognised(""));
    EXPECT_FALSE(recognised("Sample ID;Anode mass (mg);Cathode mass (mg)\n1;2;3\n"));
    EXPECT_FALSE(recognised("uts,V (V),I (A),cycle_number,technique\n1,2,3,4,5\n"));
    // our own export of all columns of a Neware file: a blank before each unit
    EXPECT_FALSE(recognised("Cycle Index,Step Index,Step Count,Step Type,Time (s),Total Time (s),Date,Current (uA),"
                            "Voltage (mV),Capacity (mAs),Energy (mWs)\n"));
    EXPECT_FALSE(recognised("Time,Current(A),Voltage(V)\n0,1,2\n"));  // any multimeter's
}

TEST(BtsdaCsv, CorpusFilesThatAreNoBtsdaTablesAreNotRecognised)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpus)) {
        const std::string name = pathText(entry.path().filename());
        if (!name.ends_with(".csv")) {
            continue;
        }
        ++seen;
        EXPECT_EQ(findReader(entry.path()) != nullptr, name.ends_with(".btsda.csv")) << name;
    }
    EXPECT_GT(seen, 20U);
}

}  // namespace

}  // namespace aurora::formats
