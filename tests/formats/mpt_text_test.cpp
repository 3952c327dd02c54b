#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace aurora::formats {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::FloatEq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pointwise;

/// An export with these lines in its header besides the title, and this table.
std::string exported(const std::string& headerLines, const std::string& table)
{
    const auto lines = static_cast<std::size_t>(std::ranges::count(headerLines, '\n')) + 3;
    return "EC-Lab ASCII FILE\r\nNb header lines : " + std::to_string(lines) + "       \r\n" + headerLines + table;
}

class Mpt : public testing::Test
{
protected:
    Recording read(std::string_view text, ReadOptions options = {})
    {
        return readRecording(test::writeFile(m_folder.path() / "cell.mpt", text), options);
    }

    std::string refusal(std::string_view text)
    {
        try {
            const Recording recording = read(text);
            return {};
        } catch (const FormatError& error) {
            return error.what();
        }
    }

    test::TemporaryFolder m_folder;
};

TEST_F(Mpt, HeaderTellsTheExperimentInAnyLocaleAndEncoding)
{
    const Recording recording = read(exported("\r\n"
                                              "Galvanostatic Cycling with Potential Limitation\r\n"
                                              "\r\n"
                                              "Run on channel : 7 (SN 70387)\r\n"
                                              "Ewe ctrl range : min = 3,00 V, max = 4.50 V\r\n"
                                              "Acquisition started on : 11/10/2025 15:22:09.494\r\n"
                                              "Technique started on : 11/10/2025 15:23:10.039\r\n"
                                              "\tFile : cell.mpr\r\n"
                                              "\tDirectory : C:\\Data\\\r\n"
                                              "Device : MPG-2 (SN 0356)\r\n"
                                              "EC-Lab for windows v11.61 (software)\r\n"
                                              "Comments : 25\xB0\r\n"
                                              "Comments : 15 \xC2\xB5L\r\n"
                                              "Mass of active material : 12,345 mg\r\n"
                                              "Battery capacity : 942.500 \xB5"
                                              "A.h\r\n"
                                              "Characteristic mass : 5.544 mg\r\n"
                                              "Cycle Definition : Charge/Discharge alternance\r\n"
                                              "Ns                  0                   1                   \r\n"
                                              "Set I/C             I                   C / N               \r\n"
                                              "Is                  -30,000             0.500               \r\n"
                                              "unit Is             \xB5"
                                              "A                  mA                  \r\n"
                                              "t1 (h:m:s)          1:01:10,5000        pass                \r\n"
                                              "\r\n"
                                              "Number of loops : 2\r\n"
                                              "Loop 0 from point number 0 to 32\r\n"
                                              "Loop 1 from point number 33 to 65\r\n"
                                              "\r\n",
                                              "time/s\tEwe/V\t\r\n0,5\t3.5\r\n"));
    const Json& job = recording.jobData;
    // 15:22:09.494 in winter in Zurich is 14:22:09.494 UTC
    EXPECT_DOUBLE_EQ(recording.start_uts.value(), 1762784529.494);
    EXPECT_DOUBLE_EQ(recording.series.uts.at(0), 1762784529.994);
    EXPECT_EQ(recording.technique, "GCPL");
    EXPECT_EQ(recording.device, "MPG-2");
    EXPECT_EQ(recording.channel, "7");
    EXPECT_EQ(recording.formatVersion, "EC-Lab 11.61");
    EXPECT_EQ(job["Acquisition started on"], "2025-11-10 15:22:09");
    EXPECT_EQ(job["Technique started on"], "2025-11-10 15:23:10");
    EXPECT_EQ(job["Comments"], "25°\n15 µL");
    EXPECT_EQ(job["Mass of active material (mg)"], 12.345);
    EXPECT_NEAR(job["Battery capacity (mA.h)"].get<double>(), 0.9425, 1e-12);
    EXPECT_EQ(job["Characteristic mass"], 5.544);
    EXPECT_EQ(job["Characteristic mass unit"], "mg");
    EXPECT_EQ(job["Ewe ctrl range min (V)"], 3.0);
    EXPECT_EQ(job["Ewe ctrl range max (V)"], 4.5);
    EXPECT_EQ(job["File"], "C:\\Data\\cell.mpr");
    EXPECT_EQ(job["Loops"], Json::parse("[0, 33, 66]"));
    const char* const parameters = R"json([{"Set I/C": "I", "Is": -30.0, "unit Is": "µA", "t1 (h:m:s)": 3670.5},
                                           {"Set I/C": "C / N", "Is": 0.5, "unit Is": "mA", "t1 (h:m:s)": null}])json";
    EXPECT_EQ(job["Parameters"], Json::parse(parameters));
    EXPECT_THAT(recording.warnings, IsEmpty());
}

TEST_F(Mpt, WithoutHeaderTheNamesInTheFirstLineTell)
{
    const Recording recording = read("mode\ttime/s\tcontrol/V/mA\t<Ewe/V>\tI/mA\n"
                                     "1\t10\t2.5\t3,25\t2,5\n"
                                     "2\t20\t4.2\t3.5\t-1.5E-1\n");
    EXPECT_THAT(recording.series.uts, ElementsAre(10, 20));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.25F, 3.5F));
    EXPECT_THAT(recording.series.current_A, Pointwise(FloatEq(), {0.0025F, -0.00015F}));
    EXPECT_THAT(recording.series.technique, ElementsAre(1, 2));
    EXPECT_EQ(recording.start_uts, std::nullopt);
    EXPECT_EQ(recording.finished, std::nullopt);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("start of the recording is unknown")));
    ReadOptions options;
    options.start_uts = 1.7e9;
    EXPECT_THAT(read("time/s\tEwe/V\n5\t3\n", options).series.uts, ElementsAre(1.7e9 + 5));
}

TEST_F(Mpt, TimesWrittenAsDatesAreReadInTheZone)
{
    // On 2025-03-30 at 2 o'clock summer time begins in Zurich, so that an hour is missing on the clock.
    const std::string table = "time/s\tEwe/V\n03/30/2025 01:59:59.500\t3.5\n03/30/2025 03:00:00.250\t3.6\n";
    const Recording recording = read(table);
    ASSERT_EQ(recording.series.size(), 2U);
    EXPECT_DOUBLE_EQ(recording.series.uts[0], 1743296399.5);
    EXPECT_DOUBLE_EQ(recording.series.uts[1], 1743296400.25);
    EXPECT_DOUBLE_EQ(recording.start_uts.value(), 1743296399.5);
    EXPECT_THAT(recording.warnings, IsEmpty());
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    EXPECT_NEAR(numberAt(read(table, options).vendorColumns[0].values, 1), 0.75, 1e-6);
}

TEST_F(Mpt, ColumnsKeepTheNamesUnitsAndKindsOfTheBinary)
{
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    const Recording recording = read("mode\tox/red\ttime/s\tcontrol/V\tcontrol/mA\tEwe/V\tI Range\thalf cycle\tQ "
                                     "charge/discharge/mA.h\tRe(Conductivity)/mS/cm\tx\n"
                                     "1\t0\t0\t1\t2\t3\t39\t100000\t5\t6\t7\n",
                                     options);
    std::vector<std::string> columns;
    for (const Column& column : recording.vendorColumns) {
        columns.push_back(header(column) + " " + typeName(column.values));
    }
    EXPECT_THAT(columns,
                ElementsAre("mode uint8", "ox/red uint8", "time (s) float64", "control/V (V) float32",
                            "control/mA (mA) float32", "Ewe (V) float32", "I Range uint16", "half cycle uint32",
                            "Q charge/discharge (mA.h) float64", "Re(Conductivity) (mS/cm) float64", "x float64"));
    EXPECT_EQ(numberAt(recording.vendorColumns[7].values, 0), 100000);
    EXPECT_EQ(recording.series.cycleNumber[0], 50000);
    ASSERT_EQ(recording.vendorColumnNames.size(), recording.vendorColumns.size());
}

TEST_F(Mpt, OtherUnitsOfCurrentAndVoltageAreHonoured)
{
    const Recording recording = read("time/min\tEcell/mV\t<I>/A\n1\t3500\t0.25\n");
    EXPECT_THAT(recording.series.uts, ElementsAre(60));
    EXPECT_THAT(recording.series.voltage_V, Pointwise(FloatEq(), {3.5F}));
    EXPECT_THAT(recording.series.current_A, ElementsAre(0.25F));
}

TEST_F(Mpt, ColumnsInOtherUnitsSayTheUnitTheyAreGivenIn)
{
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    const Recording recording = read("time/min\tEcell/mV\t<I>/A\tI/mA\n1\t3500\t0.25\t250\n", options);
    std::vector<std::string> columns;
    for (const Column& column : recording.vendorColumns) {
        columns.push_back(header(column) + " " + formatNumber(numberAt(column.values, 0)));
    }
    EXPECT_THAT(columns, ElementsAre("time (s) 60", "Ecell (V) 3.5", "<I> (mA) 250", "I (mA) 250"));
}

TEST_F(Mpt, LastLineThatIsCutOffIsDroppedAndTheRecordingUnfinished)
{
    const std::string rows = "time/s\tmode\tEwe/V\n1.000E+000\t3\t3.5000000E+000\n2.000E+000\t3\t3.6000000E+000\n";
    const std::string last = "3.000E+000\t3\t-3.7000000E+000";
    EXPECT_EQ(read(rows).series.size(), 2U);
    EXPECT_EQ(read(rows + last).series.size(), 3U);
    for (std::size_t size = 1; size < last.size(); ++size) {
        const Recording cut = read(rows + last.substr(0, size));
        EXPECT_EQ(cut.series.size(), 2U) << size;
        EXPECT_EQ(cut.finished, false) << size;
        EXPECT_THAT(cut.warnings, Contains(HasSubstr("last line, 4"))) << size;
    }
}

TEST_F(Mpt, LinesThatAreWrongAreNamed)
{
    EXPECT_THAT(refusal("time/s\tEwe/V\n1\n2\t3\n"), AllOf(HasSubstr("cell.mpt"), HasSubstr("line 2 (byte 13)"),
                                                           HasSubstr("1 cells"), HasSubstr("2 columns")));
    EXPECT_THAT(refusal("time/s\tEwe/V\n1\t3\nsoon\t3\n"), AllOf(HasSubstr("line 3"), HasSubstr("\"soon\"")));
    const Recording recording = read(
        "time/s\tEwe/V\tx\n1\t3\tabc\n2\t4\tdef\n",
        {.timeZone = "Europe/Zurich", .allColumns = AllColumns::Yes, .cycleMode = CycleMode::Chg, .start_uts = 1e9});
    EXPECT_THAT(recording.warnings, ElementsAre(AllOf(HasSubstr("2 cells"), HasSubstr("\"abc\" in line 2"))));
}

TEST_F(Mpt, HeaderThatCountsItsLinesWronglyIsReadAndTold)
{
    std::string text = exported("\r\nWait\r\n", "time/s\tEwe/V\t\n1\t3\n");
    text.replace(text.find(": 5"), 3, ": 9");
    const Recording recording = read(text);
    EXPECT_EQ(recording.series.size(), 1U);
    EXPECT_THAT(recording.warnings, Contains(AllOf(HasSubstr("9 lines"), HasSubstr("line 5"))));
}

TEST_F(Mpt, FileThatEndsBeforeItsTableIsRefused)
{
    EXPECT_THAT(refusal(""), AllOf(HasSubstr("cell.mpt"), HasSubstr("0 bytes")));
    EXPECT_THAT(refusal("EC-Lab ASCII FILE\nNb header lines : 81\n\nWait\n"),
                AllOf(HasSubstr("cell.mpt"), HasSubstr("line 81")));
    EXPECT_THAT(refusal("Ewe/V\tI/mA\n1\t2\n"), AllOf(HasSubstr("cell.mpt"), HasSubstr("time")));
    EXPECT_THAT(refusal(std::string(3'000'000, '\t')), HasSubstr("cell.mpt"));
    EXPECT_THAT(refusal("time/s\tEwe/V" + std::string(5000, '\t')), HasSubstr("more than 1000 columns"));
    EXPECT_THAT(refusal(std::string(9'000'000, 'x')), HasSubstr("line 1 has more than"));
}

TEST_F(Mpt, ForeignTextIsNotRecognised)
{
    const auto recognised = [&](std::string_view text) {
        return findReader(test::writeFile(m_folder.path() / "any.txt", text)) != nullptr;
    };
    EXPECT_TRUE(recognised("EC-Lab ASCII FILE\r\n"));
    EXPECT_TRUE(recognised("BT-Lab ASCII FILE\n"));
    EXPECT_TRUE(recognised("mode\ttime/s\tEwe/V\n"));
    EXPECT_FALSE(recognised(""));
    EXPECT_FALSE(recognised("EC-Lab LOG FILE\n"));
    EXPECT_FALSE(recognised("time\tvoltage\n"));
    EXPECT_FALSE(recognised("time/s,Ewe/V\n"));
}

TEST_F(Mpt, RealExportCutOffAnywhereGivesItsWholeRowsOrIsRefused)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const std::string whole = readFile(*corpus / "eclab/gcpl.issue_149.mpt");
    std::mt19937 random(3);
    for (int i = 0; i < 60; ++i) {
        const std::string cut = whole.substr(0, 40 + random() % (whole.size() - 40));
        try {
            const Recording recording = read(cut);
            const auto lines = static_cast<std::size_t>(std::ranges::count(cut, '\n'));
            const std::size_t wholeRows = lines - 81;
            EXPECT_LE(recording.series.size(), wholeRows + 1);
            EXPECT_GE(recording.series.size(), wholeRows);
        } catch (const FormatError& error) {
            EXPECT_THAT(error.what(), HasSubstr("cell.mpt"));
        }
    }
}

}  // namespace

}  // namespace aurora::formats
