// A user who cancels waits for a tenth of a second at most: every pass over the rows looks at the cancel.
#include "aurora/analysis/analyse.h"
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

/// One step of millions of rows, as a cycler writes that was left alone: no cycle border makes it look.
TEST(CancelledAnalysis, LooksWithinOneLongStepToo)
{
    SeriesBuilder builder;
    builder.rows(500'000, 0.001F, 3.0F, 4.0F).rows(500'000, -0.001F, 4.0F, 3.0F);
    const CyclingSeries series = builder.take();
    const CancelAtLook never = CancelAtLook::never();
    ASSERT_EQ(analyse(series, never).cycles.size(), 1U);
    EXPECT_GT(never.looks(), 30U)
        << "1 000 000 rows / 65 536 = 15 looks in merging and in summing, some between passes";
}

}  // namespace
}  // namespace aurora::analysis::test
