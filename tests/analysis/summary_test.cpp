#include "aurora/analysis/summary.h"

#include "aurora/analysis/assembly_times.h"

#include <gtest/gtest.h>

namespace aurora::analysis::test {
namespace {

CycleTable tableOf(const std::vector<std::optional<double>>& normalised_pct)
{
    CycleTable cycles;
    for (const std::optional<double> value : normalised_pct) {
        cycles.emplace_back();
        cycles.back().normalisedDischargeCapacity_pct = value;
    }
    return cycles;
}

std::optional<std::int32_t> cyclesTo95(const std::vector<std::optional<double>>& normalised_pct)
{
    return cyclesToFade(tableOf(normalised_pct), &CycleRow::normalisedDischargeCapacity_pct, 1).front();
}

TEST(CyclesToFade, CountsFromTheEndOfFormationToTheCycleBeforeTheFall)
{
    EXPECT_EQ(cyclesTo95({80, 100, 99, 98, 94, 93, 92}), 3);
}

TEST(CyclesToFade, ALoneDipIsNoFade)
{
    EXPECT_EQ(cyclesTo95({80, 100, 90, 99, 98, 97, 96}), std::nullopt);
}

TEST(CyclesToFade, OneOfTheNextTwoBelowMakesItLast)
{
    EXPECT_EQ(cyclesTo95({80, 100, 94, 96, 94, 99, 99}), 1);
}

TEST(CyclesToFade, TwoCyclesMustFollow)
{
    EXPECT_EQ(cyclesTo95({80, 100, 99, 90, 90}), std::nullopt);
    EXPECT_EQ(cyclesTo95({80, 100, 99, 90, 90, 90}), 2);
}

TEST(CyclesToFade, AnUnknownCycleIsNotBelow)
{
    EXPECT_EQ(cyclesTo95({80, 100, 94, 99, std::nullopt}), std::nullopt);
}

TEST(CyclesToFade, ExactlyTheLevelIsNotBelow)
{
    EXPECT_EQ(cyclesTo95({80, 100, 95, 95, 95}), std::nullopt);
}

TEST(SummariseSample, TheRunIsThatOfTheRowElseThatOfTheSampleId)
{
    const Json withRun{{"Sample ID", "240620_run_03"}, {"Run ID", "another"}};
    const Json withoutRun{{"Sample ID", "240620_run_03"}, {"Run ID", nullptr}};
    EXPECT_EQ(summariseSample({}, {}, {}, withRun, "UTC").runId, "another");
    EXPECT_EQ(summariseSample({}, {}, {}, withoutRun, "UTC").runId, "240620_run");
}

TEST(SummariseSample, ColumnsOfTheSampleAreCopiedAsTheyAre)
{
    const Json row{{"Sample ID", "a_01"}, {"Label", "blue"}, {"Rack position", 7}, {"Comment", "not copied"}};
    const Json copied = summariseSample({}, {}, {}, row, "UTC").copied;
    EXPECT_EQ(copied.size(), 10U);
    EXPECT_EQ(copied["Label"], "blue");
    EXPECT_EQ(copied["Rack position"], 7);
    EXPECT_TRUE(copied["Electrolyte name"].is_null());
    EXPECT_FALSE(copied.contains("Comment"));
}

TEST(SummariseSample, LastValuesAreThoseOfTheLastCompleteCycle)
{
    CycleTable cycles = tableOf({80, 100, 90, std::nullopt});
    for (CycleRow& row : cycles) {
        row.coulombicEfficiency_pct = row.normalisedDischargeCapacity_pct;
        row.dischargeCapacity_mAh = row.normalisedDischargeCapacity_pct;
    }
    ProtocolFacts facts;
    facts.formationCycles = 1;
    const SampleSummary summary = summariseSample(cycles, facts, {}, Json::object(), "UTC");
    EXPECT_EQ(summary.lastEfficiency_pct, 90);
    EXPECT_EQ(summary.capacityLoss_pct, 10);
    EXPECT_EQ(summary.numberOfCycles, 4);
}

TEST(SummariseSample, FormationAveragesWaitForTheCycleAfterFormation)
{
    CycleTable cycles(3);
    for (std::size_t i = 0; i < cycles.size(); ++i) {
        cycles[i].chargeAverageVoltage_V = 3.0 + static_cast<double>(i);
    }
    ProtocolFacts facts;
    facts.formationCycles = 3;
    EXPECT_EQ(summariseSample(cycles, facts, {}, Json::object(), "UTC").formationAverageVoltage_V, std::nullopt);
    facts.formationCycles = 2;
    EXPECT_EQ(summariseSample(cycles, facts, {}, Json::object(), "UTC").formationAverageVoltage_V, 3.5);
}

TEST(AssemblyTimes, AHistoryThatIsFreeTextSaysNothing)
{
    const AssemblyTimes times = assemblyTimes(Json{{"Assembly history", "made by hand"}}, "Europe/Zurich");
    EXPECT_EQ(times.electrolyte_uts, std::nullopt);
    EXPECT_EQ(times.press_uts, std::nullopt);
}

TEST(AssemblyTimes, HistoryStepsWithoutUtsAreReadFromTheirTimestamp)
{
    const Json history = Json::array({{{"Step", "Press"}, {"Timestamp", "2024-06-20 10:53:05 +0200"}}});
    EXPECT_EQ(assemblyTimes(Json{{"Assembly history", history}}, "Europe/Zurich").press_uts, 1718873585.0);
}

}  // namespace
}  // namespace aurora::analysis::test
