#include "aurora/analysis/group_averages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace aurora::analysis {
namespace {

using testing::ElementsAre;

const CycleColumn& capacity()
{
    return *findCycleColumn("Discharge capacity (mAh)");
}

/// A table with one cycle for each of the capacities, from 1.
CycleTable tableOf(const std::vector<std::optional<double>>& capacities)
{
    CycleTable table;
    for (const std::optional<double>& value : capacities) {
        CycleRow& row = table.emplace_back();
        row.cycle = static_cast<std::int32_t>(table.size());
        row.dischargeCapacity_mAh = value;
    }
    return table;
}

TEST(AverageByGroup, EachCycleHasItsMeanAndSampleStandardDeviation)
{
    // By hand: 2, 4, 9 about 5: (9 + 1 + 16) / 2 = 13. Cycle 2: 1, 2 about 1.5: 0.5. Cycle 3: one sample alone.
    const CycleTable a = tableOf({2.0, 1.0});
    const CycleTable b = tableOf({4.0});
    const CycleTable c = tableOf({9.0, 2.0, 7.0});
    const std::vector<GroupedSample> samples{{{"x"}, &a}, {{"x"}, &b}, {{"x"}, &c}};
    const auto groups = averageByGroup(samples, capacity());
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].samples, 3U);
    ASSERT_EQ(groups[0].cycles.size(), 3U);
    EXPECT_EQ(groups[0].cycles[0].mean, 5.0);
    EXPECT_DOUBLE_EQ(groups[0].cycles[0].deviation.value(), std::sqrt(13.0));
    EXPECT_EQ(groups[0].cycles[0].samples, 3U);
    EXPECT_EQ(groups[0].cycles[1].mean, 1.5);
    EXPECT_DOUBLE_EQ(groups[0].cycles[1].deviation.value(), std::sqrt(0.5));
    EXPECT_EQ(groups[0].cycles[2].cycle, 3);
    EXPECT_EQ(groups[0].cycles[2].mean, 7.0);
    EXPECT_FALSE(groups[0].cycles[2].deviation.has_value());
    EXPECT_EQ(groups[0].cycles[2].samples, 1U);
}

TEST(AverageByGroup, EqualValuesDoNotDeviate)
{
    const CycleTable table = tableOf({4.25});
    const std::vector<GroupedSample> samples{{{}, &table}, {{}, &table}, {{}, &table}};
    EXPECT_EQ(averageByGroup(samples, capacity())[0].cycles[0].deviation, 0.0);
}

TEST(AverageByGroup, WhatIsUnknownIsNotAveraged)
{
    const CycleTable a = tableOf({std::nullopt, 1.0, std::numeric_limits<double>::quiet_NaN()});
    const CycleTable b = tableOf({std::nullopt, 3.0, 5.0});
    const std::vector<GroupedSample> samples{{{}, &a}, {{}, &b}};
    const auto groups = averageByGroup(samples, capacity());
    ASSERT_EQ(groups[0].cycles.size(), 2U) << "no sample has a value in cycle 1";
    EXPECT_EQ(groups[0].cycles[0].cycle, 2);
    EXPECT_EQ(groups[0].cycles[0].mean, 2.0);
    EXPECT_EQ(groups[0].cycles[1].mean, 5.0);
    EXPECT_EQ(groups[0].cycles[1].samples, 1U);
}

TEST(AverageByGroup, GroupsStandInNaturalOrderWithTheUnknownLast)
{
    const CycleTable table = tableOf({1.0});
    const std::vector<GroupedSample> samples{
        {{"", "a"}, &table}, {{"10", "a"}, &table}, {{"9", ""}, &table}, {{"9", "b"}, &table}, {{"9", "b"}, &table}};
    std::vector<GroupName> names;
    for (const GroupAverage& group : averageByGroup(samples, capacity())) {
        names.push_back(group.group);
    }
    EXPECT_THAT(names, ElementsAre(GroupName{"9", "b"}, GroupName{"9", ""}, GroupName{"10", "a"}, GroupName{"", "a"}));
}

TEST(AverageByGroup, NamesThatDifferInCaseAreTwoGroups)
{
    const CycleTable table = tableOf({1.0});
    const std::vector<GroupedSample> samples{{{"LFP"}, &table}, {{"lfp"}, &table}};
    EXPECT_EQ(averageByGroup(samples, capacity()).size(), 2U);
}

TEST(AverageByGroup, WithoutSamplesOrCyclesThereIsNothing)
{
    EXPECT_TRUE(averageByGroup({}, capacity()).empty());
    const CycleTable empty;
    const std::vector<GroupedSample> samples{{{"x"}, &empty}};
    const auto groups = averageByGroup(samples, capacity());
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_TRUE(groups[0].cycles.empty());
}

}  // namespace
}  // namespace aurora::analysis
