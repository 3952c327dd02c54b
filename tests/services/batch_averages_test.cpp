#include "aurora/services/batch_averages.h"

#include "aurora/core/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace aurora::services {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

SampleCurves curvesOf(Json summary, double capacity_mAh)
{
    SampleCurves curves;
    curves.summary = std::move(summary);
    curves.cycles.resize(1);
    curves.cycles[0].cycle = 1;
    curves.cycles[0].dischargeCapacity_mAh = capacity_mAh;
    return curves;
}

std::vector<SampleCurves> fourCells()
{
    return {curvesOf({{"Anode type", "Si"}, {"Rack position", 7}}, 1), curvesOf({{"Anode type", "Si"}}, 3),
            curvesOf({{"Anode type", "Gr"}, {"Rack position", 10}}, 5),
            curvesOf({{"Anode type", nullptr}, {"Rack position", 7.0}}, 9)};
}

TEST(AverageSamples, GroupsByTheValuesOfTheChosenColumns)
{
    const auto byAnode = averageSamples(fourCells(), "Discharge capacity (mAh)", {"Anode type"});
    ASSERT_EQ(byAnode.size(), 3U);
    EXPECT_THAT(byAnode[0].group, ElementsAre("Gr"));
    EXPECT_THAT(byAnode[1].group, ElementsAre("Si"));
    EXPECT_THAT(byAnode[2].group, ElementsAre(""));
    EXPECT_EQ(byAnode[1].cycles[0].mean, 2.0);
    EXPECT_EQ(byAnode[1].cycles[0].deviation, std::sqrt(2.0));

    const auto byRack = averageSamples(fourCells(), "Discharge capacity (mAh)", {"Rack position"});
    ASSERT_EQ(byRack.size(), 3U);
    EXPECT_THAT(byRack[0].group, ElementsAre("7")) << "7 and 7.0 are one number";
    EXPECT_EQ(byRack[0].samples, 2U);

    EXPECT_EQ(averageSamples(fourCells(), "Discharge capacity (mAh)", {"Anode type", "Rack position"}).size(), 4U);
    EXPECT_EQ(averageSamples(fourCells(), "Discharge capacity (mAh)", {}).at(0).cycles[0].mean, 4.5);
    EXPECT_THROW(static_cast<void>(averageSamples(fourCells(), "Anode type", {})), UsageError);
}

TEST(AverageSamples, NumbersCanBeBinned)
{
    const GroupNaming upToNine = [](const std::string& column, const Json& value) {
        return value.is_number() && column == "Rack position" ? (value.get<double>() <= 9 ? "1-9" : "10-18") : "";
    };
    const auto groups = averageSamples(fourCells(), "Discharge capacity (mAh)", {"Rack position"}, upToNine);
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_THAT(groups[0].group, ElementsAre("1-9"));
    EXPECT_EQ(groups[0].cycles[0].mean, 5.0);
    EXPECT_EQ(groups[2].samples, 1U) << "the cell without a rack position";
}

TEST(AverageSamples, ASampleWithoutTheValueIsNamedWithTheReason)
{
    SampleCurves weighed = curvesOf({}, 1);
    weighed.label = "weighed_01";
    weighed.cycles[0].specificDischargeCapacity_mAhPerG = 150;
    SampleCurves bare = curvesOf({}, 2);
    bare.label = "bare_02";
    SampleCurves fresh;
    fresh.label = "fresh_03";
    constexpr const char* specific = "Specific discharge capacity (mAh/g)";
    EXPECT_EQ(whyNotAveraged(weighed, specific), "");
    EXPECT_EQ(whyNotAveraged(bare, "Discharge capacity (mAh)"), "");
    EXPECT_THAT(whyNotAveraged(bare, specific),
                AllOf(StartsWith("bare_02: Specific discharge capacity (mAh/g) is not known."), HasSubstr("mass")));
    EXPECT_EQ(whyNotAveraged(fresh, specific), "fresh_03: no whole cycle has been measured yet.");
    EXPECT_THROW(static_cast<void>(whyNotAveraged(bare, "Colour")), UsageError);
}

}  // namespace
}  // namespace aurora::services
