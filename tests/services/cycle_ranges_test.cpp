#include "aurora/services/cycle_ranges.h"

#include "aurora/core/error.h"

#include <gtest/gtest.h>

namespace aurora::services {
namespace {

TEST(CycleRanges, NumbersAndRangesAreJoined)
{
    EXPECT_EQ(parseCycleRanges("1-3, 10,50"), (std::set<std::int32_t>{1, 2, 3, 10, 50}));
    EXPECT_TRUE(parseCycleRanges("  ").empty());
}

TEST(CycleRanges, WhatIsNoCycleIsRefused)
{
    for (const char* bad : {"a", "3-1", "1-", "-1", "1;2", "1,,2", "1-99999999999"}) {
        EXPECT_THROW((void)parseCycleRanges(bad), UsageError) << bad;
    }
}

}  // namespace
}  // namespace aurora::services
