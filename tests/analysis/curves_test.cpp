#include "aurora/analysis/curves.h"

#include "analysis/series_builder.h"
#include "aurora/analysis/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aurora::analysis::test {
namespace {

MergedSeries mergeOne(const CyclingSeries& recording)
{
    const std::vector<MergeInput> inputs{{&recording, true}};
    return merge(inputs).series;
}

TEST(ChargeInCycle, StartsAnewInEachCycleAndIsUndefinedOutside)
{
    const MergedSeries series =
        mergeOne(SeriesBuilder(0, 3600 / 20.0).cycle(1).cycleNumber(2).rows(3, 0.0F).cycle(3).take());
    const std::vector<double> charge_mAh = chargeInCycle(series);
    EXPECT_NEAR(charge_mAh.at(19), 0.95, 1e-6);  // 19 steps of a twentieth of an hour at 1 mA
    EXPECT_NEAR(charge_mAh.at(39), 0.0, 1e-6) << "the discharge takes it back";
    EXPECT_TRUE(std::isnan(charge_mAh.at(41)));
    EXPECT_NEAR(charge_mAh.at(43 + 19), 0.975, 1e-6);  // and half a step from the rest before it
}

TEST(DifferentialCapacity, OfAStraightLineIsItsSlopeNegativeOnDischarge)
{
    // 1 mA for 99 · 60 s over 1 V: 1.65 mAh/V.
    const MergedSeries series = mergeOne(SeriesBuilder().rows(100, 0.001F, 3, 4).rows(100, -0.001F, 4, 3).take());
    const std::vector<double> slope = differentialCapacity(series);
    EXPECT_NEAR(slope.at(50), 1.65, 1e-4);
    EXPECT_NEAR(slope.at(150), -1.65, 1e-4);
    EXPECT_TRUE(std::isnan(slope.at(0)));
    EXPECT_TRUE(std::isnan(slope.at(99))) << "the end of the window is left out";
}

TEST(DifferentialCapacity, IsUndefinedInStepsThatAreNoCycle)
{
    const MergedSeries series = mergeOne(SeriesBuilder().rows(100, 0.001F, 3, 4).take());
    const std::vector<double> slope = differentialCapacity(series);
    EXPECT_TRUE(std::all_of(slope.begin(), slope.end(), [](double value) { return std::isnan(value); }));
}

TEST(DifferentialVoltage, OfAStraightLineIsItsSlopeNegativeOnDischarge)
{
    // 1 V over 1.65 mAh.
    const MergedSeries series = mergeOne(SeriesBuilder().rows(100, 0.001F, 3, 4).rows(100, -0.001F, 4, 3).take());
    const std::vector<double> slope = differentialVoltage(series);
    EXPECT_NEAR(slope.at(50), 1 / 1.65, 1e-4);
    EXPECT_NEAR(slope.at(150), -1 / 1.65, 1e-4);
    EXPECT_TRUE(std::isnan(slope.at(0)));
}

TEST(DifferentialVoltage, IsZeroOnAPlateauWhereDifferentialCapacityIsUndefined)
{
    const MergedSeries series = mergeOne(SeriesBuilder()
                                             .rows(20, 0.001F, 3.0F, 3.4F)
                                             .rows(60, 0.001F, 3.4F, 3.4F)
                                             .rows(20, 0.001F, 3.4F, 3.8F)
                                             .rows(100, -0.001F, 4, 3)
                                             .take());
    EXPECT_EQ(differentialVoltage(series).at(50), 0);
    EXPECT_TRUE(std::isnan(differentialCapacity(series).at(50)));
}

TEST(DifferentialVoltage, IsTheInverseOfDifferentialCapacityElsewhere)
{
    const MergedSeries series = mergeOne(
        SeriesBuilder().rows(40, 0.001F, 3.0F, 3.4F).rows(60, 0.001F, 3.41F, 3.6F).rows(100, -0.001F, 3.6F, 3).take());
    const std::vector<double> capacity_mAhPerV = differentialCapacity(series);
    const std::vector<double> voltage_VPerMAh = differentialVoltage(series);
    std::size_t defined = 0;
    for (std::size_t row = 0; row < series.size(); ++row) {
        ASSERT_EQ(std::isnan(capacity_mAhPerV[row]), std::isnan(voltage_VPerMAh[row])) << row;
        if (!std::isnan(capacity_mAhPerV[row])) {
            EXPECT_NEAR(capacity_mAhPerV[row] * voltage_VPerMAh[row], 1, 1e-12) << row;
            ++defined;
        }
    }
    EXPECT_GT(defined, 150U);
}

CyclingSeries longCycling(int cycles)
{
    SeriesBuilder builder(0, 1);
    for (int cycle = 1; cycle <= cycles; ++cycle) {
        builder.cycleNumber(cycle).rows(1000, 0.001F, 3.0F, 4.2F).rows(1000, -0.001F, 4.2F, 3.0F);
    }
    return builder.take();
}

TEST(Thin, AShortSeriesStaysWhole)
{
    const MergedSeries series = mergeOne(SeriesBuilder().cycle(1).take());
    const ThinnedSeries thinned = thin(series, differentialCapacity(series));
    EXPECT_EQ(thinned.uts, series.uts);
    EXPECT_EQ(thinned.voltage_V, series.voltage_V);
    EXPECT_EQ(thinned.cycle, series.cycle);
}

TEST(Thin, ALongSeriesKeepsOneRowInTwentyAndAThousandOfEachCurve)
{
    const MergedSeries series = mergeOne(longCycling(50));
    const ThinnedSeries thinned = thin(series, differentialCapacity(series));
    const std::size_t target = 100'000 / 20 + 1000;
    const std::size_t extremes = 2;
    EXPECT_GE(thinned.size(), target);
    const std::size_t bordersOfCycles = 2 * 49;
    EXPECT_LE(thinned.size(), 2 * (target + extremes) + bordersOfCycles);
    EXPECT_TRUE(std::is_sorted(thinned.uts.begin(), thinned.uts.end()));
    EXPECT_EQ(thinned.uts.front(), series.uts.front());
    EXPECT_EQ(thinned.uts.back(), series.uts.back());
}

TEST(Thin, KeepsPeaksInCurrentAndVoltageEvenSideBySide)
{
    CyclingSeries recording = longCycling(50);
    recording.voltage_V[33'333] = 4.9F;
    recording.voltage_V[33'335] = 0.1F;
    recording.current_A[55'555] = 0.5F;
    recording.current_A[55'557] = -0.5F;
    const MergedSeries series = mergeOne(recording);
    const ThinnedSeries thinned = thin(series, differentialCapacity(series));
    const auto [lowest_V, highest_V] = std::minmax_element(thinned.voltage_V.begin(), thinned.voltage_V.end());
    const auto [lowest_A, highest_A] = std::minmax_element(thinned.current_A.begin(), thinned.current_A.end());
    EXPECT_EQ(*lowest_V, 0.1F);
    EXPECT_EQ(*highest_V, 4.9F);
    EXPECT_EQ(*lowest_A, -0.5F);
    EXPECT_EQ(*highest_A, 0.5F);
}

TEST(Thin, ChargeStillAddsUpAtEveryKeptRow)
{
    const MergedSeries series = mergeOne(longCycling(50));
    const ThinnedSeries thinned = thin(series, differentialCapacity(series));
    double whole_mAh = 0;
    double thinned_mAh = 0;
    std::size_t row = 0;
    for (std::size_t kept = 0; kept < thinned.size(); ++kept) {
        for (; row < series.size() && series.uts[row] <= thinned.uts[kept]; ++row) {
            whole_mAh += series.charge_mAh[row];
        }
        thinned_mAh += double{thinned.charge_mAh[kept]};
        const double oneRounding_mAh = std::abs(thinned.charge_mAh[kept]) * 6e-8 + 1e-13;
        ASSERT_NEAR(thinned_mAh, whole_mAh, oneRounding_mAh) << "at kept row " << kept;
    }
    EXPECT_EQ(row, series.size());
}

TEST(Thin, ChargeOfEveryCycleStaysWithinItsRows)
{
    // Each cycle takes as much as it gives: 1000 rows of 1 mA, a second each, less the first row of all.
    const MergedSeries series = mergeOne(longCycling(50));
    const ThinnedSeries thinned = thin(series, differentialCapacity(series));
    std::vector<double> sum_mAh(51, 0.0);
    std::vector<double> wanted_mAh(51, 0.0);
    for (std::size_t row = 0; row < thinned.size(); ++row) {
        sum_mAh.at(static_cast<std::size_t>(thinned.cycle[row])) += double{thinned.charge_mAh[row]};
    }
    for (std::size_t row = 0; row < series.size(); ++row) {
        wanted_mAh.at(static_cast<std::size_t>(series.cycle[row])) += series.charge_mAh[row];
    }
    for (std::size_t cycle = 1; cycle <= 50; ++cycle) {
        EXPECT_NEAR(sum_mAh[cycle], wanted_mAh[cycle], 1e-7) << "cycle " << cycle;
    }
}

TEST(Thin, KeepsTheShapeOfTheCurve)
{
    const MergedSeries series = mergeOne(longCycling(50));
    const ThinnedSeries thinned = thin(series, differentialCapacity(series));
    std::size_t kept = 0;
    for (std::size_t row = 0; row < series.size(); ++row) {
        while (kept + 2 < thinned.size() && thinned.uts[kept + 1] < series.uts[row]) {
            ++kept;
        }
        const double share = (series.uts[row] - thinned.uts[kept]) / (thinned.uts[kept + 1] - thinned.uts[kept]);
        const double drawn_V =
            thinned.voltage_V[kept] + share * (thinned.voltage_V[kept + 1] - thinned.voltage_V[kept]);
        ASSERT_NEAR(drawn_V, series.voltage_V[row], 0.01) << "at row " << row;
    }
}

}  // namespace
}  // namespace aurora::analysis::test
