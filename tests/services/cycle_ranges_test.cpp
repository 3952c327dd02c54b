#include "aurora/services/cycle_ranges.h"

#include "aurora/core/error.h"

#include <gtest/gtest.h>

namespace aurora::services {
namespace {

TEST(CycleRanges, NumbersAndRangesAreJoined)
{
    EXPECT_EQ(parseCycleRanges("1-3, 10,50"), (std::set<std::int32_t>{1, 2, 3, 10, 50}));
    EXPECT_EQ(parseCycleRanges("5,5,4-6"), (std::set<std::int32_t>{4, 5, 6}));
    EXPECT_EQ(parseCycleRanges(" 4 , 2 - 3 "), (std::set<std::int32_t>{2, 3, 4}));
    EXPECT_EQ(parseCycleRanges("0"), (std::set<std::int32_t>{0}));
    EXPECT_TRUE(parseCycleRanges("  ").empty());
}

TEST(CycleRanges, AreWrittenAsShortAsTheyCanBe)
{
    EXPECT_EQ(cycleRangesText({1, 2, 3, 10, 50, 51}), "1-3,10,50-51");
    EXPECT_EQ(cycleRangesText({}), "");
}

TEST(CycleRanges, MoreThanCanBeDrawnAreRefused)
{
    EXPECT_EQ(parseCycleRanges("1-2000").size(), 2000U);
    EXPECT_THROW((void)parseCycleRanges("1-900000"), UsageError);
}

TEST(CycleRanges, WhatIsNoCycleIsRefused)
{
    for (const char* bad : {"a", "3-1", "1-", "-1", "1;2", "1,,2", "1-99999999999", "1-2-3", "1.5", "x"}) {
        EXPECT_THROW((void)parseCycleRanges(bad), UsageError) << bad;
    }
}

}  // namespace
}  // namespace aurora::services
