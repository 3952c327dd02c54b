// Steps are written as "type of step"; the expected cycles were counted by hand.
#include "aurora/formats/neware/steps.h"

#include <gtest/gtest.h>

namespace aurora::formats::neware {

namespace {

constexpr std::int16_t charge = 1;      // CC Chg
constexpr std::int16_t discharge = 2;   // CC DChg
constexpr std::int16_t holdCharge = 3;  // CV Chg
constexpr std::int16_t rest = 4;
constexpr std::int16_t simulated = 17;  // SIM

std::vector<std::int32_t> count(CycleMode mode, std::initializer_list<std::int16_t> types)
{
    std::vector<StepRun> steps;
    for (const std::int16_t type : types) {
        steps.push_back({.cycle = 7, .stepIndex = 1, .type = type});
    }
    return countCycles(steps, mode);
}

using Cycles = std::vector<std::int32_t>;

TEST(CountCycles, ChargeAfterDischargeStartsACycle)
{
    EXPECT_EQ(count(CycleMode::Chg, {rest, charge, holdCharge, rest, discharge, rest, charge, discharge}),
              (Cycles{1, 1, 1, 1, 1, 1, 2, 2}));
}

TEST(CountCycles, ChargeThatFollowsOnlyChargesStartsNone)
{
    EXPECT_EQ(count(CycleMode::Chg, {charge, rest, charge, holdCharge, charge}), (Cycles{1, 1, 1, 1, 1}));
}

TEST(CountCycles, FirstDischargeMakesTheFirstCycleOfChargeCounting)
{
    EXPECT_EQ(count(CycleMode::Chg, {discharge, charge, discharge}), (Cycles{1, 2, 2}));
}

TEST(CountCycles, DischargeAfterChargeStartsACycleWhereDischargeCounts)
{
    EXPECT_EQ(count(CycleMode::DChg, {discharge, charge, rest, discharge, charge}), (Cycles{1, 1, 1, 2, 2}));
    EXPECT_EQ(count(CycleMode::DChg, {charge, discharge, charge}), (Cycles{1, 2, 2}));
}

TEST(CountCycles, AutoCountsByTheFirstStepThatIsNoRest)
{
    EXPECT_EQ(count(CycleMode::Auto, {rest, discharge, charge, discharge}), (Cycles{1, 1, 1, 2}));
    EXPECT_EQ(count(CycleMode::Auto, {rest, charge, discharge, charge}), (Cycles{1, 1, 1, 2}));
}

TEST(CountCycles, SimulatedProfileEndsACycle)
{
    EXPECT_EQ(count(CycleMode::Chg, {charge, simulated, charge}), (Cycles{1, 1, 2}));
}

TEST(CountCycles, RawIsWhatIsStored)
{
    EXPECT_EQ(count(CycleMode::Raw, {charge, discharge}), (Cycles{7, 7}));
}

TEST(CountCycles, NoStepsHaveNoCycles)
{
    EXPECT_TRUE(count(CycleMode::Chg, {}).empty());
}

TEST(FindStepType, KnowsTheSpellingsOfBts8AndBts9)
{
    ASSERT_NE(findStepType("CC DChg"), nullptr);
    EXPECT_EQ(findStepType("CC DChg")->code, 2);
    ASSERT_NE(findStepType("CC_DChg"), nullptr);
    EXPECT_EQ(findStepType("CC_DChg")->code, 2);
    ASSERT_NE(findStepType("Pulse Step"), nullptr);
    EXPECT_EQ(findStepType("Pulse Step")->code, 16);
    EXPECT_EQ(findStepType("CC"), nullptr);
    EXPECT_EQ(stepTypeName(99), "Type 99");
}

}  // namespace

}  // namespace aurora::formats::neware
