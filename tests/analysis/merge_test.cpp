#include "aurora/analysis/merge.h"

#include "analysis/series_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>

namespace aurora::analysis::test {
namespace {

using ::testing::ElementsAre;

Merged mergeAll(const std::vector<CyclingSeries>& recordings)
{
    std::vector<MergeInput> inputs;
    for (const CyclingSeries& recording : recordings) {
        inputs.push_back({.series = &recording, .finished = true});
    }
    return merge(inputs);
}

double totalCharge(const MergedSeries& series)
{
    return std::accumulate(series.charge_mAh.begin(), series.charge_mAh.end(), 0.0);
}

TEST(Merge, TrapezoidOfAnHourAtOneMilliampereIsOneMilliampereHour)
{
    const CyclingSeries recording = SeriesBuilder(0, 60).rows(61, 0.001F).take();
    EXPECT_NEAR(totalCharge(mergeAll({recording}).series), 1.0, 1e-7);  // 0.001F itself is off by 5e-8
}

TEST(Merge, WhatTheCyclerCountedBeatsTheTrapezoid)
{
    CyclingSeries recording = SeriesBuilder().rows(3, 0.001F).take();
    recording.chargeStep_mAh = {5.0F, 0.25F, 0.5F};
    EXPECT_THAT(mergeAll({recording}).series.charge_mAh, ElementsAre(0.0, 0.25, 0.5)) << "nothing in the first row";
}

TEST(Merge, AChargeStepThatIsNoNumberIsZero)
{
    CyclingSeries recording = SeriesBuilder().rows(3, 0.001F).take();
    recording.chargeStep_mAh = {0.0F, std::numeric_limits<float>::quiet_NaN(), 0.5F};
    EXPECT_THAT(mergeAll({recording}).series.charge_mAh, ElementsAre(0.0, 0.0, 0.5));
}

TEST(Merge, ALongPauseCarriesNoCharge)
{
    SeriesBuilder builder;
    builder.append(0, 3.5F, 0.0036F);
    builder.append(600, 3.5F, 0.0036F);
    builder.append(1200.5, 3.5F, 0.0036F);
    const std::vector<double> charge_mAh = mergeAll({builder.take()}).series.charge_mAh;
    EXPECT_NEAR(charge_mAh.at(1), 0.6, 1e-7);
    EXPECT_EQ(charge_mAh.at(2), 0.0);
}

TEST(Merge, RowsThatGoBackInTimeAreSortedAndCarryNoCharge)
{
    SeriesBuilder builder;
    builder.append(0, 3.0F, 0.001F);
    builder.append(120, 3.2F, 0.001F);
    builder.append(60, 3.1F, 0.001F);
    const MergedSeries series = mergeAll({builder.take()}).series;
    EXPECT_THAT(series.uts, ElementsAre(0.0, 60.0, 120.0));
    EXPECT_THAT(series.voltage_V, ElementsAre(3.0F, 3.1F, 3.2F));
    EXPECT_EQ(series.charge_mAh.at(1), 0.0);
    EXPECT_GT(series.charge_mAh.at(2), 0.0) << "charge stays with the row it was computed for";
}

TEST(Merge, RowsWithoutATimeAreLeftOut)
{
    SeriesBuilder builder;
    builder.append(0, 3.0F, 0.0F);
    builder.append(std::numeric_limits<double>::quiet_NaN(), 9.0F, 0.0F);
    builder.append(60, 3.1F, 0.0F);
    EXPECT_THAT(mergeAll({builder.take()}).series.voltage_V, ElementsAre(3.0F, 3.1F));
}

TEST(Merge, StepsChangeWithRecordingCycleAndLoop)
{
    CyclingSeries first = SeriesBuilder(0).rows(4, 0.0F).take();
    first.cycleNumber = {1, 1, 2, 2};
    first.loopNumber = {0, 0, 0, 1};
    const CyclingSeries second = SeriesBuilder(1000).cycleNumber(2).rows(1, 0.0F).take();
    EXPECT_THAT(mergeAll({first, second}).series.step, ElementsAre(1, 1, 2, 3, 4));
}

TEST(Merge, OfTwoThatBeginTogetherTheLongerIsUsed)
{
    const CyclingSeries partial = SeriesBuilder(0).rows(5, 0.001F).take();
    const CyclingSeries whole = SeriesBuilder(0).rows(9, 0.001F).take();
    const Merged merged = mergeAll({partial, whole});
    EXPECT_THAT(merged.used, ElementsAre(1U));
    EXPECT_EQ(merged.series.size(), 9U);
}

TEST(Merge, AnUnfinishedRecordingWithinAnotherDoesNotMakeTheSampleUnfinished)
{
    const CyclingSeries whole = SeriesBuilder(0).rows(9, 0.001F).take();
    const CyclingSeries partial = SeriesBuilder(60).rows(3, 0.001F).take();
    const std::vector<MergeInput> inputs{{&whole, true}, {&partial, false}};
    EXPECT_TRUE(merge(inputs).lastFinished);
}

TEST(Merge, ImpedanceLeavesButItsTimeIsNotIntegratedOver)
{
    CyclingSeries recording = SeriesBuilder(0, 100).rows(4, 0.0036F).take();
    recording.current_A = {0.0036F, 0.0F, 0.0F, 0.0036F};
    recording.frequency_Hz = {0.0F, 1000.0F, 100.0F, std::numeric_limits<float>::quiet_NaN()};
    recording.reZ_ohm = {0.0F, 10.0F, 11.0F, 0.0F};
    recording.imZ_ohm = {0.0F, -1.0F, -2.0F, 0.0F};
    const Merged merged = mergeAll({recording});
    EXPECT_THAT(merged.series.uts, ElementsAre(0.0, 300.0));
    EXPECT_NEAR(merged.series.charge_mAh.at(1), 0.05, 1e-9)
        << "half of 100 s: the ramp from the last point of the sweep";
    EXPECT_THAT(merged.impedance.reZ_ohm, ElementsAre(10.0F, 11.0F));
    EXPECT_THAT(merged.impedance.imZ_ohm, ElementsAre(-1.0F, -2.0F));
}

TEST(Merge, NothingComesOfNothing)
{
    const CyclingSeries empty;
    const Merged merged = mergeAll({empty});
    EXPECT_EQ(merged.series.size(), 0U);
    EXPECT_TRUE(merged.used.empty());
    EXPECT_TRUE(merged.lastFinished);
}

// What must hold for any recording.

CyclingSeries longRecording()
{
    SeriesBuilder builder(0, 10);
    for (int cycle = 1; cycle <= 12; ++cycle) {
        builder.cycle(cycle, 0.0005F * static_cast<float>(1 + cycle % 3));
    }
    return builder.take();
}

CyclingSeries cut(const CyclingSeries& whole, std::size_t begin, std::size_t end)
{
    const auto part = [&](const auto& column) {
        return std::decay_t<decltype(column)>(column.begin() + static_cast<std::ptrdiff_t>(begin),
                                              column.begin() + static_cast<std::ptrdiff_t>(end));
    };
    CyclingSeries piece;
    piece.uts = part(whole.uts);
    piece.voltage_V = part(whole.voltage_V);
    piece.current_A = part(whole.current_A);
    piece.cycleNumber = part(whole.cycleNumber);
    piece.technique = part(whole.technique);
    return piece;
}

TEST(MergeProperty, CuttingIntoOverlappingFilesConservesEveryChargeStep)
{
    const CyclingSeries whole = longRecording();
    for (const std::size_t overlap : {1U, 7U, 60U}) {
        std::vector<CyclingSeries> pieces;
        for (std::size_t begin = 0; begin + overlap < whole.size(); begin += 100) {
            pieces.push_back(cut(whole, begin, std::min(whole.size(), begin + 100 + overlap)));
        }
        const MergedSeries merged = mergeAll(pieces).series;
        if (overlap == 1) {
            // Pieces that only touch share a row, and neither began before the other ended.
            EXPECT_NEAR(totalCharge(merged), totalCharge(mergeAll({whole}).series), 1e-12);
            continue;
        }
        EXPECT_EQ(merged.charge_mAh, mergeAll({whole}).series.charge_mAh) << "overlap of " << overlap;
    }
}

TEST(MergeProperty, TheOrderOfTheInputsDoesNotMatter)
{
    const CyclingSeries whole = longRecording();
    const std::vector<CyclingSeries> forwards{cut(whole, 0, 200), cut(whole, 150, 300), cut(whole, 300, whole.size())};
    const std::vector<CyclingSeries> backwards(forwards.rbegin(), forwards.rend());
    const MergedSeries a = mergeAll(forwards).series;
    const MergedSeries b = mergeAll(backwards).series;
    EXPECT_EQ(a.uts, b.uts);
    EXPECT_EQ(a.charge_mAh, b.charge_mAh);
    EXPECT_EQ(a.step, b.step);
    EXPECT_EQ(a.cycle, b.cycle);
}

TEST(MergeProperty, TwiceTheCurrentIsTwiceTheCharge)
{
    const CyclingSeries once = longRecording();
    CyclingSeries twice = once;
    for (float& current_A : twice.current_A) {
        current_A *= 2;
    }
    const MergedSeries a = mergeAll({once}).series;
    const MergedSeries b = mergeAll({twice}).series;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t row = 0; row < a.size(); ++row) {
        ASSERT_DOUBLE_EQ(2 * a.charge_mAh[row], b.charge_mAh[row]) << row;
    }
    EXPECT_EQ(a.cycle, b.cycle);
}

}  // namespace
}  // namespace aurora::analysis::test
