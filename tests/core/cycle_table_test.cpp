#include "aurora/core/cycle_table.h"

#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <set>

namespace aurora {
namespace {

TEST(CycleColumns, EachKeyAndEachFieldStandsOnce)
{
    std::set<std::string_view> keys;
    CycleRow row;
    double mark = 0;
    for (const CycleColumn& column : cycleColumns()) {
        EXPECT_TRUE(keys.insert(column.key).second) << column.key;
        EXPECT_FALSE((row.*column.value).has_value()) << column.key << " lies where another column lies";
        row.*column.value = ++mark;
    }
    EXPECT_EQ(keys.size(), 28U);
}

TEST(CycleColumns, AColumnIsFoundByItsKeyOnly)
{
    const CycleColumn* column = findCycleColumn("Delta V (V)");
    ASSERT_NE(column, nullptr);
    EXPECT_EQ(column->value, &CycleRow::deltaVoltage_V);
    EXPECT_EQ(findCycleColumn("Delta V"), nullptr);
}

TEST(CycleColumns, ThoseThatNeedTheDischargeAreNullInTheRunningCycleOfTheCorpus)
{
    const auto folder = test::corpus();
    if (!folder) {
        GTEST_SKIP() << "no corpus";
    }
    const auto path = *folder / "expected" / "cycles.240620_kigr_gen2_01.json";
    const Json perCycle = parseJson(readFile(path), pathText(path))["per_cycle"];
    for (const CycleColumn& column : cycleColumns()) {
        if (perCycle.contains(std::string(column.key))) {
            EXPECT_EQ(perCycle[std::string(column.key)].back().is_null(), column.needsDischarge) << column.key;
        }
    }
}

TEST(CycleColumns, StandInTheOrderOfTheCorpus)
{
    const auto folder = test::corpus();
    if (!folder) {
        GTEST_SKIP() << "no corpus";
    }
    const auto path = *folder / "expected" / "cycles.240620_kigr_gen2_01.json";
    const Json perCycle = parseJson(readFile(path), pathText(path))["per_cycle"];
    std::vector<std::string> expected;
    for (const auto& [key, values] : perCycle.items()) {
        expected.push_back(key);
    }
    std::vector<std::string> written{"Cycle"};
    for (const CycleColumn& column : cycleColumns()) {
        if (perCycle.contains(std::string(column.key))) {
            written.emplace_back(column.key);
        }
    }
    EXPECT_EQ(written, expected);
}

}  // namespace
}  // namespace aurora
