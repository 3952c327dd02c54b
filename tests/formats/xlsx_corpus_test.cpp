// Every column of BTS's own export in the corpus against what openpyxl reads in it.
#include "aurora/core/column.h"
#include "aurora/core/json.h"
#include "aurora/formats/neware/job_data.h"
#include "aurora/formats/registry.h"
#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace aurora {

namespace {

namespace job = formats::neware::job;

class XlsxCorpus : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto folder = test::corpus();
        if (!folder) {
            GTEST_SKIP() << "no corpus";
        }
        m_file = *folder / "neware" / "CELL002_RPT_3_P0C.xlsx";
    }

    [[nodiscard]] Recording read(formats::AllColumns columns = formats::AllColumns::No) const
    {
        formats::ReadOptions options;
        options.allColumns = columns;
        return formats::readRecording(m_file, options);
    }

    std::filesystem::path m_file;
};

/// A column as openpyxl 3.1 gives it: the sum of all 2833 rows, and the rows 5, 1417 and 2833. Times by hand in
/// seconds.
struct ExpectedColumn
{
    const char* header;
    double sum;
    double row5;
    double row1417;
    double row2833;
};

constexpr ExpectedColumn expectedColumns[] = {
    {"DataPoint", 4014361.0, 5, 1417, 2833},
    {"Cycle Index", 2833.0, 1, 1, 1},
    {"Step Index", 5664.0, 2, 2, 2},
    {"Time (s)", 4003035.2, 1.0, 1413.0, 2829.0},
    {"Total Time (s)", 4003318.3, 1.1, 1413.1, 2829.1},
    {"Current (A)", 2831.3113, 1.0002, 1.0003, 1.0001},
    {"Voltage (V)", 11186.7616, 3.6107, 3.956, 4.1184},
    {"Capacity (Ah)", 1112.117, 0.0003, 0.3926, 0.7859},
    {"Chg. Cap. (Ah)", 1112.117, 0.0003, 0.3926, 0.7859},
    {"DChg. Cap. (Ah)", 0.0, 0, 0, 0},
    {"Energy (Wh)", 4324.8009, 0.001, 1.516, 3.1038},
    {"Chg. Energy (Wh)", 4324.8009, 0.001, 1.516, 3.1038},
    {"DChg. Energy (Wh)", 0.0, 0, 0, 0},
    {"Power (W)", 11181.0598, 3.6114, 3.9574, 4.1186},
    {"dQ/dV (mAh/V)", 2671456.6416, 31.6487, 1389.1111, 1388.8889},
    {"dQm/dV (mAh/V.g)", 2671456646.5667, 31648.7342, 1389111.1111, 1388888.8889},
    {"Contact resistance (mΩ)", 11178670.87, 3609.98, 3954.62, 4118.15},
    {"V1 (V)", 0.0, 0, 0, 0},
    {"T1 (℃)", 76371.4, 26.7, 26.9, 27},
    {"t1 (℃)", 0.0, 0, 0, 0},
    {"H2 (%)", 0.0, 0, 0, 0},
    {"Aux. ΔV (V)", 0.0, 0, 0, 0},
    {"Aux. ΔT (℃)", 76371.4, 26.7, 26.9, 27},
    {"Aux. ΔHumidity (%)", 0.0, 0, 0, 0},
};

const Column* findColumn(const Recording& recording, std::string_view wanted)
{
    for (const Column& column : recording.vendorColumns) {
        if (header(column) == wanted) {
            return &column;
        }
    }
    return nullptr;
}

TEST_F(XlsxCorpus, EveryColumnOfNumbersHoldsWhatAnotherReaderFinds)
{
    const Recording recording = read(formats::AllColumns::Yes);
    EXPECT_EQ(recording.vendorColumns.size(), 26U);
    for (const ExpectedColumn& expected : expectedColumns) {
        SCOPED_TRACE(expected.header);
        const Column* const column = findColumn(recording, expected.header);
        ASSERT_NE(column, nullptr);
        const auto& values = std::get<std::vector<double>>(column->values);
        ASSERT_EQ(values.size(), 2833U);
        EXPECT_EQ(values[4], expected.row5);
        EXPECT_EQ(values[1416], expected.row1417);
        EXPECT_EQ(values[2832], expected.row2833);
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        EXPECT_NEAR(sum, expected.sum, 1e-12 * std::abs(expected.sum) * 2833);
    }
}

TEST_F(XlsxCorpus, TextsAreKeptAsTheyStand)
{
    const Recording recording = read(formats::AllColumns::Yes);
    const auto textsOf = [&](const char* name) {
        return std::get<std::vector<std::string>>(findColumn(recording, name)->values);
    };
    const auto types = textsOf("Step Type");
    EXPECT_EQ(std::count(types.begin(), types.end(), "Control"), 2);
    EXPECT_EQ(std::count(types.begin(), types.end(), "CCCV Chg"), 2831);
    const auto dates = textsOf("Date");
    EXPECT_EQ(dates[0], "2023-01-10 14:33:33");
    EXPECT_EQ(dates[1416], "2023-01-10 14:57:06");
    EXPECT_EQ(dates[2832], "2023-01-10 15:20:42");
}

TEST_F(XlsxCorpus, SeriesCountsFromTheFirstDateInLocalTimeByTheTotalTime)
{
    // 14:33:33 in Zurich is 13:33:33 UTC; Total Time goes to 2829.1 s and stands still where the second step begins.
    const CyclingSeries series = read().series;
    ASSERT_EQ(series.size(), 2833U);
    EXPECT_NEAR(series.uts[0], 1'673'357'613.0, 2e-6);
    EXPECT_NEAR(series.uts[1], 1'673'357'613.1, 3e-7);
    EXPECT_NEAR(series.uts[2], 1'673'357'613.1, 2e-6);
    EXPECT_NEAR(series.uts[2832], 1'673'360'442.1, 3e-7);
    for (std::size_t row = 1; row < series.size(); ++row) {
        ASSERT_GT(series.uts[row], series.uts[row - 1]) << "row " << row;
    }
}

TEST_F(XlsxCorpus, SeriesHoldsVoltageCurrentAndChargeOfEveryRow)
{
    const CyclingSeries series = read().series;
    EXPECT_EQ(series.voltage_V[4], 3.6107F);
    EXPECT_EQ(series.current_A[1416], 1.0003F);
    EXPECT_NEAR(std::accumulate(series.voltage_V.begin(), series.voltage_V.end(), 0.0), 11186.7616, 1e-3);
    EXPECT_NEAR(std::accumulate(series.current_A.begin(), series.current_A.end(), 0.0), 2831.3113, 1e-3);
    const double charge_mAh = std::accumulate(series.chargeStep_mAh.begin(), series.chargeStep_mAh.end(), 0.0);
    EXPECT_NEAR(charge_mAh, 785.9, 1e-3);
    EXPECT_THAT(series.cycleNumber, testing::Each(1));
    EXPECT_EQ(series.technique[1], 21);  // Control
    EXPECT_EQ(series.technique[2], 7);   // CCCV Chg
}

TEST_F(XlsxCorpus, TellsWhichTestItIsAndThatTheUserStoppedIt)
{
    const Recording recording = read();
    EXPECT_EQ(recording.device, "37");
    EXPECT_EQ(recording.channel, "2-1");
    EXPECT_EQ(recording.testId, "2818580185");
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.sampleHints, testing::ElementsAre("RPT_3_P0C_5P0PSI_20230110_R0_CH041"));
    EXPECT_THAT(recording.warnings, testing::IsEmpty());
    EXPECT_EQ(recording.jobData[std::string(job::testInformation)]["P/N"], "GMJuly2022_CELL002");
}

TEST_F(XlsxCorpus, StepPlanHasTheNamesOfTheNdaxProtocol)
{
    const Json steps = read().jobData[std::string(job::steps)];
    ASSERT_EQ(steps.size(), 22U);
    const Json control = {{"Step Index", 1}, {"Step Name", "Control"}, {"Temperature (degC)", 25}};
    const Json charge = {{"Step Index", 2},    {"Step Name", "CCCV Chg"}, {"Time (s)", 18000},
                         {"Voltage (V)", 4.2}, {"Current (A)", 1},        {"Cut-off current (A)", 0.06}};
    const Json discharge = {{"Step Index", 4},    {"Step Name", "CC DChg"},     {"Time (s)", 3600},
                            {"Current (A)", 0.3}, {"Cut-off voltage (V)", 2.5}, {"Cut-off capacity (mAs)", 1080000}};
    const Json cycle = {{"Step Index", 14}, {"Step Name", "Cycle"}, {"Start step ID", 3}, {"Cycle count", 13}};
    EXPECT_EQ(steps[0], control);
    EXPECT_EQ(steps[1], charge);
    EXPECT_EQ(steps[3], discharge);
    EXPECT_EQ(steps[13], cycle);
    EXPECT_EQ(steps[21]["Step Name"], "End");
}

TEST_F(XlsxCorpus, WithoutAllColumnsTheirNamesAreStillThere)
{
    const Recording few = read();
    EXPECT_TRUE(few.vendorColumns.empty());
    ASSERT_EQ(few.vendorColumnNames.size(), 26U);
    EXPECT_EQ(header(few.vendorColumnNames[18]), "Contact resistance (mΩ)");
    EXPECT_EQ(rowCount(few.vendorColumnNames[18].values), 0U);
}

}  // namespace

}  // namespace aurora
