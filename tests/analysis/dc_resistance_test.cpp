#include "aurora/analysis/dc_resistance.h"

#include "analysis/series_builder.h"
#include "aurora/analysis/cycles.h"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <vector>

namespace aurora::analysis::test {
namespace {

struct Row
{
    double time_s;
    float voltage_V;
    float current_A;
};

/// The rows as one cycle that begins with a charge of 2 mA.
std::optional<double> resistanceOf(std::vector<Row> rows)
{
    rows.insert(rows.begin(), {-100, 3.9F, 0.002F});
    MergedSeries series;
    constexpr double start_uts = 1'718'878'200.7;
    for (const Row& row : rows) {
        series.uts.push_back(start_uts + row.time_s);
        series.voltage_V.push_back(row.voltage_V);
        series.current_A.push_back(row.current_A);
    }
    return dcResistance_ohm(series, 0, series.size());
}

void expectOhms(const std::optional<double>& found, double expected)
{
    ASSERT_TRUE(found.has_value());
    EXPECT_NEAR(*found, expected, expected * 1e-4);  // V in float32 resolves 0.2 µV, of 100 mV
}

TEST(DcResistance, IsTheVoltageStepOverTheCurrentStep)
{
    expectOhms(resistanceOf({{0, 4.00F, 0}, {10, 3.90F, -0.002F}}), 50);
}

TEST(DcResistance, IsTakenTenSecondsAfterTheLastRestingRow)
{
    // 3.94 V after 4 s, 3.86 V after 20 s: 3.91 V after 10 s, so 90 mV by 2 mA.
    expectOhms(resistanceOf({{-30, 4.01F, 0}, {0, 4.00F, 0}, {4, 3.94F, -0.002F}, {20, 3.86F, -0.002F}}), 45);
}

TEST(DcResistance, InterpolatesTheCurrentToo)
{
    // Halfway between −1 mA and −3 mA, and between 3.95 V and 3.85 V: 100 mV by 2 mA.
    expectOhms(resistanceOf({{0, 4.00F, 0}, {5, 3.95F, -0.001F}, {15, 3.85F, -0.003F}}), 50);
}

TEST(DcResistance, TheRestMayCarryALittleCurrentEitherWay)
{
    // 1 % of 2 mA is 20 µA. 3.9 V at −2 mA: 100 mV by 2 mA − 10 µA, or by 2 mA + 10 µA.
    expectOhms(resistanceOf({{0, 4.00F, -0.00001F}, {10, 3.90F, -0.002F}}), 0.1 / 0.00199);
    expectOhms(resistanceOf({{0, 4.00F, 0.00001F}, {10, 3.90F, -0.002F}}), 0.1 / 0.00201);
}

TEST(DcResistance, IsUnknownWhenTheDischargeLastsLessThanTenSeconds)
{
    EXPECT_FALSE(resistanceOf({{0, 4.00F, 0}, {3, 3.95F, -0.002F}, {9, 3.90F, -0.002F}}).has_value());
    EXPECT_FALSE(
        resistanceOf({{0, 4.00F, 0}, {3, 3.95F, -0.002F}, {9, 3.90F, -0.002F}, {12, 3.98F, 0}, {40, 3.9F, -0.002F}})
            .has_value())
        << "only the first change counts";
}

TEST(DcResistance, IsUnknownWhenTheDischargeIsSeenLaterThanTenSeconds)
{
    EXPECT_FALSE(resistanceOf({{0, 4.00F, 0}, {10.5, 3.90F, -0.002F}, {20, 3.85F, -0.002F}}).has_value());
}

TEST(DcResistance, IsUnknownWithoutARestBeforeTheDischarge)
{
    EXPECT_FALSE(resistanceOf({{0, 4.00F, 0.002F}, {10, 3.90F, -0.002F}, {20, 3.85F, -0.002F}}).has_value());
    EXPECT_FALSE(resistanceOf({{0, 4.00F, 0}, {10, 4.05F, 0.002F}, {20, 3.85F, -0.002F}}).has_value());
}

TEST(DcResistance, TakesARestInTheMiddleOfTheDischargeWhenItIsTheFirst)
{
    expectOhms(resistanceOf({{0, 3.90F, -0.002F}, {10, 3.85F, -0.002F}, {20, 3.92F, 0}, {30, 3.82F, -0.002F}}), 50);
}

TEST(DcResistance, IsUnknownWhereNothingFlowsOrNothingIsMeasured)
{
    const float nothing = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(resistanceOf({{0, nothing, 0}, {10, 3.90F, -0.002F}}).has_value());
    EXPECT_FALSE(resistanceOf({{0, 4.0F, 0}, {10, nothing, -0.002F}}).has_value());
    EXPECT_FALSE(resistanceOf({{0, 4.0F, nothing}, {10, 3.90F, -0.002F}}).has_value());
    const MergedSeries resting{.uts = {0, 5, 10},
                               .voltage_V = {4, 4, 4},
                               .current_A = {0, 0, 0},
                               .charge_mAh = {},
                               .technique = {},
                               .step = {},
                               .cycle = {}};
    EXPECT_FALSE(dcResistance_ohm(resting, 0, 3).has_value());
    EXPECT_FALSE(dcResistance_ohm(resting, 1, 1).has_value());
}

/// Charge, rest at 4 V, discharge at 2 mA from 3.9 V, a row every 10 s.
CyclingSeries cycleWithRest()
{
    return SeriesBuilder(0, 10).rows(20, 0.002F, 3, 4).rows(5, 0.0F, 4.0F, 4.0F).rows(20, -0.002F, 3.9F, 3.0F).take();
}

TEST(DcResistance, OfACycleIsThatOfItsOwnRows)
{
    CyclingSeries recording = cycleWithRest();
    const std::vector<MergeInput> inputs{{&recording, true}};
    expectOhms(summariseCycles(merge(inputs), {}, 3).at(0).dcResistance_ohm, 50);
}

TEST(DcResistance, IsUnknownWhileTheDischargeOfTheCycleIsRunning)
{
    CyclingSeries recording = cycleWithRest();
    const std::vector<MergeInput> inputs{{&recording, false}};
    EXPECT_FALSE(summariseCycles(merge(inputs), {}, 3).at(0).dcResistance_ohm.has_value());
}

}  // namespace
}  // namespace aurora::analysis::test
