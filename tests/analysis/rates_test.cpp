#include "aurora/analysis/rate_capability.h"

#include "analysis/series_builder.h"
#include "aurora/analysis/analyse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::analysis::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Three cycles of 20 rows each way at 1 mA and −2 mA; charge and discharge of each are given, mAh.
CyclingSeries threeCycles(double charge_mAh, double discharge_mAh)
{
    SeriesBuilder builder;
    for (int cycle = 1; cycle <= 3; ++cycle) {
        builder.cycleNumber(cycle).rows(21, 0.001F).rows(20, -0.002F);
    }
    CyclingSeries recording = builder.take();
    for (const float current_A : recording.current_A) {
        recording.chargeStep_mAh.push_back(static_cast<float>((current_A > 0 ? charge_mAh : -discharge_mAh) / 20));
    }
    for (const std::size_t first : {0U, 41U, 82U}) {
        recording.chargeStep_mAh[first] = 0;
    }
    return recording;
}

CycleTable analyse(const CyclingSeries& recording, const CellFacts& cell, std::int32_t formationCycles,
                   bool finished = true)
{
    const std::vector<MergeInput> inputs{{&recording, finished}};
    return summariseCycles(merge(inputs), cell, formationCycles);
}

TEST(CycleRates, AreTheAverageCurrentsOverTheCapacityOfTheCell)
{
    const CycleTable cycles = analyse(threeCycles(5, 5), {.cRateCapacity_mAh = 4.0}, 1);
    ASSERT_EQ(cycles.size(), 3U);
    for (const CycleRow& row : cycles) {
        EXPECT_NEAR(row.chargeRate_C.value(), 0.25, 1e-7);  // 1 mA is no float32
        EXPECT_NEAR(row.dischargeRate_C.value(), 0.5, 1e-7);
    }
}

TEST(CycleRates, FallBackOnTheChargeCapacityAfterFormation)
{
    CyclingSeries recording = threeCycles(5, 4);
    for (std::size_t row = 42; row < 62; ++row) {
        recording.chargeStep_mAh[row] = 0.125F;  // the second cycle charges 2.5 mAh
    }
    EXPECT_NEAR(analyse(recording, {}, 1).at(0).chargeRate_C.value(), 0.4, 1e-7);
    EXPECT_NEAR(analyse(recording, {}, 1).at(2).dischargeRate_C.value(), 0.8, 1e-7);
    EXPECT_NEAR(analyse(recording, {}, 0).at(1).chargeRate_C.value(), 0.2, 1e-7);
}

TEST(CycleRates, AreUnknownWithoutACapacityUntilFormationIsOver)
{
    const CyclingSeries oneCycle = SeriesBuilder().cycle(1).take();
    const CycleTable cycles = analyse(oneCycle, {}, 3);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_FALSE(cycles[0].chargeRate_C.has_value());
    EXPECT_FALSE(cycles[0].dischargeRate_C.has_value());
    EXPECT_TRUE(analyse(oneCycle, {.cRateCapacity_mAh = 2.0}, 3).at(0).dischargeRate_C.has_value());
}

TEST(ArealCapacity, IsTheCapacityOverTheAreaOfTheCathode)
{
    const CycleTable cycles = analyse(threeCycles(5, 4), {.cathodeArea_cm2 = 2.0}, 1);
    EXPECT_NEAR(cycles.at(0).arealChargeCapacity_mAhPerCm2.value(), 2.5, 1e-6);
    EXPECT_NEAR(cycles.at(0).arealDischargeCapacity_mAhPerCm2.value(), 2.0, 1e-6);
    EXPECT_FALSE(analyse(threeCycles(5, 4), {}, 1).at(0).arealChargeCapacity_mAhPerCm2.has_value());
}

TEST(FirstHalfCycle, OfDischargeTurnsTheCoulombicEfficiencyRound)
{
    const CellFacts halfCell{.firstHalfCycle = FirstHalfCycle::Discharge};
    const CycleRow turned = analyse(threeCycles(4, 5), halfCell, 1).at(0);
    const CycleRow usual = analyse(threeCycles(4, 5), {}, 1).at(0);
    EXPECT_NEAR(turned.coulombicEfficiency_pct.value(), 80, 1e-4);
    EXPECT_NEAR(usual.coulombicEfficiency_pct.value(), 125, 1e-4);
    EXPECT_EQ(turned.energyEfficiency_pct, usual.energyEfficiency_pct);
}

TEST(RunningCycle, LosesWhatNeedsItsDischargeAndKeepsTheRest)
{
    const CellFacts cell{.cathodeArea_cm2 = 2.0, .cRateCapacity_mAh = 4.0};
    CyclingSeries recording = threeCycles(5, 4);
    recording.technique.assign(recording.size(), 102);
    const std::vector<MergeInput> inputs{{&recording, false, TechniqueCodes::Tomato}};
    const CycleTable cycles = summariseCycles(merge(inputs), cell, 1);
    const CycleRow& running = cycles.at(2);
    EXPECT_FALSE(running.dischargeRate_C.has_value());
    EXPECT_FALSE(running.arealDischargeCapacity_mAhPerCm2.has_value());
    EXPECT_TRUE(running.chargeRate_C.has_value());
    EXPECT_TRUE(running.arealChargeCapacity_mAhPerCm2.has_value());
    EXPECT_EQ(running.constantVoltageShare_pct, 0.0);
    EXPECT_TRUE(cycles.at(1).dischargeRate_C.has_value());
}

TEST(CellFacts, ComeFromTheColumnsOfTheSample)
{
    const CellFacts facts = cellFacts({{"Cathode active material mass (mg)", 12.5},
                                       {"Cathode diameter (mm)", 20},
                                       {"C-rate definition capacity (mAh)", 3.0},
                                       {"First half cycle", " Discharge"}});
    EXPECT_EQ(facts.cathodeMass_mg, 12.5);
    EXPECT_NEAR(facts.cathodeArea_cm2.value(), 3.14159265358979, 1e-13);  // π · 1 cm²
    EXPECT_EQ(facts.cRateCapacity_mAh, 3.0);
    EXPECT_EQ(facts.firstHalfCycle, FirstHalfCycle::Discharge);
}

TEST(CellFacts, AreUnknownWhereTheSampleSaysNothing)
{
    for (const Json& row : {Json::object(), Json(), Json{{"Cathode diameter (mm)", 0}, {"First half cycle", "charge"}},
                            Json{{"Cathode diameter (mm)", nullptr}, {"First half cycle", nullptr}}})
    {
        const CellFacts facts = cellFacts(row);
        EXPECT_FALSE(facts.cathodeMass_mg.has_value());
        EXPECT_FALSE(facts.cathodeArea_cm2.has_value());
        EXPECT_FALSE(facts.cRateCapacity_mAh.has_value());
        EXPECT_EQ(facts.firstHalfCycle, FirstHalfCycle::Charge);
    }
}

/// One cycle for each rate, 0 = unknown; they discharge 10, 11, 12 … mAh and ten times as many mAh/g.
CycleTable cyclesAtRates(std::initializer_list<double> rates_C)
{
    CycleTable cycles;
    for (const double rate_C : rates_C) {
        CycleRow row;
        row.cycle = static_cast<std::int32_t>(cycles.size()) + 1;
        row.dischargeCapacity_mAh = 10.0 + static_cast<double>(cycles.size());
        row.specificDischargeCapacity_mAhPerG = 10 * *row.dischargeCapacity_mAh;
        if (rate_C > 0) {
            row.dischargeRate_C = rate_C;
        }
        cycles.push_back(row);
    }
    return cycles;
}

TEST(RateCapability, HasAnEntryForEveryRunOfAtLeastTwoCyclesAtOneRate)
{
    // 0.3338 and 0.333 are C/3, 1.996 and 2.004 are 2C; a single cycle at 1C is no run.
    const auto entries = rateCapability(cyclesAtRates({0.1, 0.1, 0.3338, 0.333, 1, 1.996, 2.004, 2, 0.1, 0.1}), 2);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_DOUBLE_EQ(entries[0].rate_C, 1.0 / 3);
    EXPECT_THAT(entries[0].cycles, ElementsAre(3, 4));
    EXPECT_EQ(entries[0].dischargeCapacity_mAh, 12.5);
    EXPECT_EQ(entries[0].specificDischargeCapacity_mAhPerG, 125);
    EXPECT_EQ(entries[1].rate_C, 2);
    EXPECT_THAT(entries[1].cycles, ElementsAre(6, 7, 8));
    EXPECT_EQ(entries[1].dischargeCapacity_mAh, 16);
    EXPECT_EQ(entries[2].rate_C, 0.1) << "a rate that comes back is a run of its own";
    EXPECT_THAT(entries[2].cycles, ElementsAre(9, 10));
}

TEST(RateCapability, LeavesFormationOut)
{
    EXPECT_THAT(rateCapability(cyclesAtRates({0.5, 0.5, 0.5, 0.5}), 3), IsEmpty()) << "one cycle is left";
    EXPECT_THAT(rateCapability(cyclesAtRates({0.5, 0.5, 0.5, 0.5}), 2).at(0).cycles, ElementsAre(3, 4));
    EXPECT_THAT(rateCapability(cyclesAtRates({0.5, 0.5}), 5), IsEmpty());
    EXPECT_THAT(rateCapability({}, 3), IsEmpty());
}

TEST(RateCapability, AnUnknownRateEndsARun)
{
    const auto entries = rateCapability(cyclesAtRates({0.5, 0.5, 0, 0.5, 0, 0, 0.5, 0.5, 0.5}), 0);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_THAT(entries[0].cycles, ElementsAre(1, 2));
    EXPECT_THAT(entries[1].cycles, ElementsAre(7, 8, 9));
}

TEST(RateCapability, HasNoSpecificCapacityWithoutAMass)
{
    CycleTable cycles = cyclesAtRates({0.5, 0.5});
    cycles[0].specificDischargeCapacity_mAhPerG.reset();
    cycles[1].specificDischargeCapacity_mAhPerG.reset();
    const auto entries = rateCapability(cycles, 0);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_FALSE(entries[0].specificDischargeCapacity_mAhPerG.has_value());
    EXPECT_EQ(entries[0].dischargeCapacity_mAh, 10.5);
}

TEST(RateCapability, OfASampleUsesItsOwnCapacityAndFormation)
{
    const CyclingSeries recording = threeCycles(5, 4);
    const std::vector<MergeInput> inputs{{&recording, true}};
    const std::vector<Protocol> nothingKnown(1);
    Protocol oneFormationCycle;
    oneFormationCycle.steps = {{.kind = ProtocolStep::Kind::ConstantCurrent, .cRate = 0.25},
                               {.kind = ProtocolStep::Kind::Loop, .cycles = 1}};
    const Json row{{"C-rate definition capacity (mAh)", 4.0}};
    const SampleSummary summary = analyseSample(inputs, std::vector<Protocol>{oneFormationCycle}, row, "UTC").summary;
    ASSERT_EQ(summary.rateCapability.size(), 1U);
    EXPECT_EQ(summary.rateCapability[0].rate_C, 0.5);
    EXPECT_THAT(summary.rateCapability[0].cycles, ElementsAre(2, 3));
    EXPECT_THAT(analyseSample(inputs, nothingKnown, row, "UTC").summary.rateCapability, IsEmpty())
        << "three cycles of formation leave nothing";
}

}  // namespace
}  // namespace aurora::analysis::test
