// A user who cancels waits for a tenth of a second at most: every pass over the rows looks at the cancel.
#include "aurora/analysis/analyse.h"
#include "aurora/analysis/curves.h"
#include "aurora/core/error.h"
#include "series_builder.h"
#include "support/cancelling_progress.h"

#include <gtest/gtest.h>

namespace aurora::analysis::test {
namespace {

using aurora::test::CancelAtLook;

CyclingSeries longRecording(std::int32_t cycles)
{
    SeriesBuilder builder;
    for (std::int32_t cycle = 0; cycle < cycles; ++cycle) {
        builder.cycle(cycle);
    }
    return builder.take();
}

SampleAnalysis analyse(const CyclingSeries& series, const Progress& progress)
{
    const RecordingExtent extent = extentOf(series.uts);
    return analyseSample(
        std::span(&extent, 1), [&](std::size_t) { return MergeInput{&series}; }, {}, Json::object(), "UTC", progress);
}

TEST(CancelledAnalysis, StopsAtWhicheverLookItIsCancelled)
{
    const CyclingSeries series = longRecording(20);
    const CancelAtLook never = CancelAtLook::never();
    const std::size_t cycles = analyse(series, never).cycles.size();
    ASSERT_EQ(cycles, 20U);
    ASSERT_GT(never.looks(), 60U) << "numbering and both branches of every cycle look each time";
    for (std::size_t look = 1; look <= never.looks(); ++look) {
        EXPECT_THROW(static_cast<void>(analyse(series, CancelAtLook(look))), Cancelled) << "at look " << look;
    }
}

TEST(CancelledAnalysis, LooksMoreOftenTheMoreRowsThereAre)
{
    const CancelAtLook few = CancelAtLook::never();
    const CancelAtLook many = CancelAtLook::never();
    static_cast<void>(analyse(longRecording(100), few));
    static_cast<void>(analyse(longRecording(1000), many));
    EXPECT_GT(many.looks(), 9 * few.looks());
}

/// One step of a million rows, as a cycler writes that was left alone: no cycle border makes it look. Every pass over
/// it looks 15 times, once in 65 536 rows: a pass without looks is 15 too few.
class CancelledLongStep : public testing::Test
{
protected:
    static constexpr std::size_t looksOfAPass = 1'000'000 / 65'536;

    static const SampleAnalysis& analysed()
    {
        static const SampleAnalysis result = analyse(recording(), s_ofAnalysis);
        return result;
    }

    static const CyclingSeries& recording()
    {
        static const CyclingSeries series =
            SeriesBuilder().rows(500'000, 0.001F, 3.0F, 4.0F).rows(500'000, -0.001F, 4.0F, 3.0F).take();
        return series;
    }

    /// How often the work looks, and that it stops at each of these looks.
    template <class Work>
    static std::size_t looksOf(Work work)
    {
        const CancelAtLook never = CancelAtLook::never();
        work(never);
        for (std::size_t look = 1; look <= never.looks(); ++look) {
            EXPECT_THROW(work(CancelAtLook(look)), Cancelled) << "at look " << look;
        }
        return never.looks();
    }

    inline static const CancelAtLook s_ofAnalysis = CancelAtLook::never();
};

TEST_F(CancelledLongStep, IsOneCycle)
{
    ASSERT_EQ(analysed().cycles.size(), 1U);
    EXPECT_GE(s_ofAnalysis.looks(), (2 + 6 + 3) * looksOfAPass) << "of merging and summing, the slope, thinning";
}

TEST_F(CancelledLongStep, IsLookedAtInEveryPassOfASlope)
{
    // Its end, then for each direction the window of voltages and the rows; those of each direction are smoothed.
    constexpr std::size_t passes = 1 + 2 * 2 + 1;
    const MergedSeries& series = analysed().merged.series;
    EXPECT_GE(looksOf([&](const Progress& progress) { (void)differentialCapacity(series, progress); }),
              passes * looksOfAPass);
    EXPECT_GE(looksOf([&](const Progress& progress) { (void)differentialVoltage(series, progress); }),
              passes * looksOfAPass);
}

TEST_F(CancelledLongStep, IsLookedAtInEveryPassOfItsCharge)
{
    const MergedSeries& series = analysed().merged.series;
    EXPECT_GE(looksOf([&](const Progress& progress) { (void)chargeInCycle(series, progress); }), 2 * looksOfAPass);
}

TEST_F(CancelledLongStep, IsLookedAtInEveryPassOfThinning)
{
    // Voltage, current, the charge between the rows that are kept.
    const MergedSeries& series = analysed().merged.series;
    const std::vector<double> slope = differentialCapacity(series);
    EXPECT_GE(looksOf([&](const Progress& progress) { (void)thin(series, slope, progress); }), 3 * looksOfAPass);
}

}  // namespace
}  // namespace aurora::analysis::test
