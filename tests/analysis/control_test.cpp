#include "aurora/analysis/control.h"

#include "analysis/series_builder.h"
#include "aurora/analysis/cycles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace aurora::analysis::test {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

constexpr Control held = Control::Potentiostatic;
constexpr Control other = Control::Other;
constexpr Control unknown = Control::Unknown;

CyclingSeries rowsOf(std::initializer_list<std::int16_t> codes)
{
    SeriesBuilder builder;
    for (const std::int16_t code : codes) {
        builder.technique(code).rows(1, 0.001F);
    }
    return builder.take();
}

TEST(ControlOfRows, TheSameNumbersMeanAnotherThingToEachCycler)
{
    const CyclingSeries recording = rowsOf({1, 2, 3});
    EXPECT_THAT(controlOfRows(recording, TechniqueCodes::EcLab), ElementsAre(other, held, other));
    EXPECT_THAT(controlOfRows(recording, TechniqueCodes::Neware), ElementsAre(other, other, held));
    EXPECT_THAT(controlOfRows(recording, TechniqueCodes::Tomato), Each(unknown));
    EXPECT_THAT(controlOfRows(recording, TechniqueCodes::Unknown), Each(unknown));
}

TEST(ControlOfRows, TomatoHoldsTheVoltageInThreeTechniques)
{
    const CyclingSeries recording = rowsOf({0, 100, 101, 102, 103, 155, 157, -1});
    EXPECT_THAT(controlOfRows(recording, TechniqueCodes::Tomato),
                ElementsAre(other, other, held, other, held, other, held, unknown));
}

TEST(ControlOfRows, NothingIsKnownWithoutACode)
{
    EXPECT_THAT(controlOfRows(rowsOf({0, -1}), TechniqueCodes::EcLab), Each(unknown));
    EXPECT_THAT(controlOfRows(rowsOf({0, -1}), TechniqueCodes::Neware), Each(unknown));
    CyclingSeries withoutColumn = rowsOf({3, 3});
    withoutColumn.technique.clear();
    EXPECT_THAT(controlOfRows(withoutColumn, TechniqueCodes::Neware), ElementsAre(unknown, unknown));
    EXPECT_TRUE(controlOfRows(CyclingSeries(), TechniqueCodes::Neware).empty());
}

CyclingSeries currentThenHold(std::initializer_list<float> voltages_V)
{
    CyclingSeries recording = rowsOf({});
    SeriesBuilder builder;
    builder.technique(7);
    for (const float voltage_V : voltages_V) {
        builder.rows(1, 0.001F, voltage_V);
    }
    return builder.take();
}

TEST(ControlOfRows, ANewareHoldBeginsAMillivoltBelowTheLargestVoltageOfItsStep)
{
    // 4.2005 V is the largest: 4.1990 V is below the last millivolt, 4.1997 V in it, and later dips change nothing.
    const CyclingSeries recording = currentThenHold({4.0F, 4.1990F, 4.1997F, 4.2005F, 4.1980F, 4.2F});
    EXPECT_THAT(controlOfRows(recording, TechniqueCodes::Neware), ElementsAre(other, other, held, held, held, held));
}

TEST(ControlOfRows, EveryStepHasItsOwnLargestVoltage)
{
    SeriesBuilder builder;
    builder.technique(7).rows(2, 0.001F, 3.9F, 4.0F).rows(1, 0.001F, 4.0F);
    builder.technique(4).rows(1, 0.0F, 3.95F);
    builder.technique(7).rows(2, 0.001F, 4.1F, 4.2F);
    builder.cycleNumber(2).rows(2, 0.001F, 3.5F, 3.6F);
    EXPECT_THAT(controlOfRows(builder.take(), TechniqueCodes::Neware),
                ElementsAre(other, held, held, other, other, held, other, held));
}

TEST(ControlOfRows, AVoltageThatIsNoNumberIsNeverTheLargest)
{
    const float nothing = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THAT(controlOfRows(currentThenHold({nothing, 4.0F, 4.2F}), TechniqueCodes::Neware),
                ElementsAre(other, other, held));
    EXPECT_THAT(controlOfRows(currentThenHold({nothing, nothing}), TechniqueCodes::Neware), Each(other));
}

/// A cycle of 40 mAh up and down again, a quarter of the charge in rows of another technique.
CyclingSeries quarterHeld(std::int16_t current, std::int16_t hold, double start_uts = 0)
{
    CyclingSeries recording = SeriesBuilder(start_uts)
                                  .technique(current)
                                  .rows(31, 0.001F)
                                  .technique(hold)
                                  .rows(10, 0.001F)
                                  .technique(current)
                                  .rows(40, -0.001F)
                                  .take();
    recording.chargeStep_mAh.assign(recording.size(), -1.0F);
    std::fill_n(recording.chargeStep_mAh.begin(), 41, 1.0F);
    return recording;
}

Merged mergeOf(std::vector<MergeInput> inputs)
{
    return merge(inputs);
}

TEST(ConstantVoltageShare, IsTheShareOfTheChargeInHeldRows)
{
    const CyclingSeries recording = quarterHeld(1, 2);
    const CycleTable cycles = summariseCycles(mergeOf({{&recording, true, TechniqueCodes::EcLab}}), {}, 3);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles[0].chargeCapacity_mAh, 40.0);
    EXPECT_EQ(cycles[0].constantVoltageShare_pct, 25.0);
}

TEST(ConstantVoltageShare, IsDecidedForEachRecordingOfAMixedSeries)
{
    const CyclingSeries ecLab = quarterHeld(1, 2, 0);
    const CyclingSeries neware = quarterHeld(2, 3, 1e6);
    const CyclingSeries tomato = quarterHeld(102, 157, 2e6);
    const CyclingSeries foreign = quarterHeld(1, 2, 3e6);
    const Merged merged = mergeOf({{&foreign, true, TechniqueCodes::Unknown},
                                   {&tomato, true, TechniqueCodes::Tomato},
                                   {&neware, true, TechniqueCodes::Neware},
                                   {&ecLab, true, TechniqueCodes::EcLab}});
    const CycleTable cycles = summariseCycles(merged, {}, 3);
    ASSERT_EQ(cycles.size(), 4U);
    EXPECT_EQ(cycles[0].constantVoltageShare_pct, 25.0);
    EXPECT_EQ(cycles[1].constantVoltageShare_pct, 25.0);
    EXPECT_EQ(cycles[2].constantVoltageShare_pct, 25.0);
    EXPECT_FALSE(cycles[3].constantVoltageShare_pct.has_value()) << "nobody knows whose codes these are";
}

TEST(ConstantVoltageShare, IsZeroWithoutAHoldAndUnknownWithoutCharge)
{
    const CyclingSeries galvanostatic = quarterHeld(1, 1);
    EXPECT_EQ(
        summariseCycles(mergeOf({{&galvanostatic, true, TechniqueCodes::EcLab}}), {}, 3).at(0).constantVoltageShare_pct,
        0.0);
    CyclingSeries uncharged = quarterHeld(1, 2);
    std::fill_n(uncharged.chargeStep_mAh.begin(), 41, 0.0F);
    EXPECT_FALSE(summariseCycles(mergeOf({{&uncharged, true, TechniqueCodes::EcLab}}), {}, 3)
                     .at(0)
                     .constantVoltageShare_pct.has_value());
}

TEST(ConstantVoltageShare, FollowsRowsThatTheMergeSortsCutsOrTakesOut)
{
    CyclingSeries recording = quarterHeld(1, 2);
    std::swap(recording.uts[35], recording.uts[70]);  // a held row and one of the discharge change places
    recording.frequency_Hz.assign(recording.size(), 0.0F);
    recording.frequency_Hz[0] = 100.0F;
    recording.reZ_ohm.assign(recording.size(), 1.0F);
    recording.imZ_ohm.assign(recording.size(), -1.0F);
    const Merged merged = mergeOf({{&recording, true, TechniqueCodes::EcLab}});
    ASSERT_EQ(merged.control.size(), merged.series.size());
    for (std::size_t row = 0; row < merged.series.size(); ++row) {
        EXPECT_EQ(merged.control[row] == held, merged.series.technique[row] == 2) << row;
    }
    EXPECT_EQ(merged.impedance.size(), 1U);
}

}  // namespace
}  // namespace aurora::analysis::test
