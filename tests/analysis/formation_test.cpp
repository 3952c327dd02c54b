#include "aurora/analysis/formation.h"

#include "analysis/series_builder.h"
#include "aurora/analysis/merge.h"

#include <gtest/gtest.h>

namespace aurora::analysis::test {
namespace {

std::int32_t formationOf(const std::vector<float>& chargeCurrents_A)
{
    SeriesBuilder builder;
    for (std::size_t cycle = 0; cycle < chargeCurrents_A.size(); ++cycle) {
        builder.cycle(static_cast<std::int32_t>(cycle) + 1, chargeCurrents_A[cycle]);
    }
    const CyclingSeries recording = builder.take();
    const std::vector<MergeInput> inputs{{&recording, true}};
    return formationCyclesFromCurrent(merge(inputs).series);
}

TEST(FormationCyclesFromCurrent, EndBeforeTheFirstCycleAtAnotherCurrent)
{
    EXPECT_EQ(formationOf({0.001F, 0.003F, 0.003F}), 1);
    EXPECT_EQ(formationOf({0.001F, 0.001F, 0.001F, 0.001F, 0.0005F}), 4);
}

TEST(FormationCyclesFromCurrent, DifferencesUpToFivePercentAreNone)
{
    EXPECT_EQ(formationOf({0.001F, 0.00104F, 0.001F, 0.00106F}), 3);
    EXPECT_EQ(formationOf({0.001F, 0.00104F, 0.00104F, 0.00104F, 0.00094F}), 4);
}

TEST(FormationCyclesFromCurrent, AreThreeWhenNothingTells)
{
    EXPECT_EQ(formationOf({}), 3);
    EXPECT_EQ(formationOf({0.001F, 0.002F}), 3) << "two cycles are too few";
    EXPECT_EQ(formationOf({0.001F, 0.001F, 0.001F, 0.001F, 0.001F}), 3);
}

TEST(FormationCyclesFromCurrent, LookAtTenCyclesOnly)
{
    std::vector<float> currents_A(10, 0.001F);
    currents_A.push_back(0.002F);
    EXPECT_EQ(formationOf(currents_A), 3);
}

TEST(FormationCyclesFromCurrent, AConstantVoltageTailDoesNotMoveTheMedian)
{
    // Cycle 2 spends most of its rows, but little of its charge, at a falling current.
    SeriesBuilder builder;
    builder.cycle(1).cycleNumber(2).rows(20, 0.001F).rows(60, 0.00005F).rows(20, -0.001F).cycle(3, 0.002F);
    const CyclingSeries recording = builder.take();
    const std::vector<MergeInput> inputs{{&recording, true}};
    EXPECT_EQ(formationCyclesFromCurrent(merge(inputs).series), 2);
}

}  // namespace
}  // namespace aurora::analysis::test
