#include "aurora/analysis/cycles.h"

#include "analysis/series_builder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aurora::analysis::test {
namespace {

std::int32_t cycleCount(const CyclingSeries& recording)
{
    const std::vector<MergeInput> inputs{{&recording, true}};
    const std::vector<std::int32_t> cycle = merge(inputs).series.cycle;
    return cycle.empty() ? 0 : *std::max_element(cycle.begin(), cycle.end());
}

TEST(NumberCycles, SixRowsEachWayAreACycle)
{
    EXPECT_EQ(cycleCount(SeriesBuilder().rows(6, 0.001F).rows(6, -0.001F).take()), 1);
    EXPECT_EQ(cycleCount(SeriesBuilder().rows(5, 0.001F).rows(7, -0.001F).take()), 0);
    EXPECT_EQ(cycleCount(SeriesBuilder().rows(7, 0.001F).rows(5, -0.001F).take()), 0);
}

TEST(NumberCycles, ACycleThatReturnsLessThanOnePercentIsNone)
{
    EXPECT_EQ(cycleCount(SeriesBuilder().rows(50, 0.001F).rows(50, -0.00002F).take()), 1);
    EXPECT_EQ(cycleCount(SeriesBuilder().rows(50, 0.001F).rows(50, -0.000005F).take()), 0);
}

TEST(NumberCycles, RestsBetweenCyclesDoNotBreakTheNumbering)
{
    const CyclingSeries recording = SeriesBuilder().cycle(1).cycleNumber(2).rows(30, 0.0F).cycle(3).take();
    EXPECT_EQ(cycleCount(recording), 2);
}

Merged mergeOne(const CyclingSeries& recording, bool finished)
{
    const std::vector<MergeInput> inputs{{&recording, finished}};
    return merge(inputs);
}

TEST(SummariseCycles, WithoutAMassOnlyTheSpecificValuesAreUnknown)
{
    const CyclingSeries recording = SeriesBuilder().cycle(1).take();
    const CycleTable cycles = summariseCycles(mergeOne(recording, true), {}, 3);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_TRUE(cycles[0].dischargeCapacity_mAh.has_value());
    EXPECT_FALSE(cycles[0].specificDischargeCapacity_mAhPerG.has_value());
    EXPECT_FALSE(cycles[0].specificChargeEnergy_mWhPerG.has_value());
}

TEST(SummariseCycles, AMassOfZeroIsNoMass)
{
    const CyclingSeries recording = SeriesBuilder().cycle(1).take();
    EXPECT_FALSE(summariseCycles(mergeOne(recording, true), {.cathodeMass_mg = 0.0}, 3)
                     .at(0)
                     .specificChargeCapacity_mAhPerG.has_value());
}

TEST(SummariseCycles, ADischargeWithoutChargeHasNoEfficiency)
{
    CyclingSeries recording = SeriesBuilder().rows(10, 0.001F).rows(10, -0.001F).take();
    recording.chargeStep_mAh.assign(20, 0.0F);
    std::fill(recording.chargeStep_mAh.begin() + 10, recording.chargeStep_mAh.end(), -0.5F);
    const CycleTable cycles = summariseCycles(mergeOne(recording, true), {}, 3);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles[0].chargeCapacity_mAh, 0.0);
    EXPECT_EQ(cycles[0].dischargeCapacity_mAh, 5.0);
    EXPECT_FALSE(cycles[0].coulombicEfficiency_pct.has_value());
    EXPECT_FALSE(cycles[0].chargeAverageVoltage_V.has_value());
}

TEST(SummariseCycles, AnImpedanceSweepAfterItsEndCompletesTheRunningCycle)
{
    const CyclingSeries cycling = SeriesBuilder(0).cycle(1).take();
    CyclingSeries sweep = SeriesBuilder(10'000).rows(3, 0.0F).take();
    sweep.frequency_Hz = {100.0F, 10.0F, 1.0F};
    sweep.reZ_ohm = {1.0F, 2.0F, 3.0F};
    sweep.imZ_ohm = {-1.0F, -1.0F, -1.0F};
    const std::vector<MergeInput> inputs{{&cycling, true}, {&sweep, false}};
    EXPECT_TRUE(summariseCycles(merge(inputs), {}, 3).at(0).dischargeCapacity_mAh.has_value());
    EXPECT_FALSE(summariseCycles(mergeOne(cycling, false), {}, 3).at(0).dischargeCapacity_mAh.has_value());
}

}  // namespace
}  // namespace aurora::analysis::test
