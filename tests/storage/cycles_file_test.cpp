#include "aurora/storage/sample_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;

std::set<std::string> keysOf(const Json& object)
{
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.insert(key);
    }
    return keys;
}

CycleTable twoCycles()
{
    CycleTable cycles(2);
    cycles[0].cycle = 1;
    cycles[0].chargeCapacity_mAh = 3.25;
    cycles[0].dischargeCapacity_mAh = 3.0;
    cycles[1].cycle = 2;
    cycles[1].chargeCapacity_mAh = 3.125;
    cycles[1].energyEfficiency_pct = std::numeric_limits<double>::quiet_NaN();
    cycles[1].dcResistance_ohm = 50;
    cycles[1].constantVoltageShare_pct = 12.5;
    return cycles;
}

TEST(CyclesFile, ListsWithoutAnyValueAreNull)
{
    const Json data = cyclesJson(twoCycles(), {}, nullptr)["data"];
    EXPECT_EQ(data["Cycle"], Json::array({1, 2}));
    EXPECT_EQ(data["Charge capacity (mAh)"], Json::array({3.25, 3.125}));
    EXPECT_EQ(data["Discharge capacity (mAh)"], Json::array({3.0, nullptr}));
    EXPECT_TRUE(data["Energy efficiency (%)"].is_null());
    EXPECT_TRUE(data["Specific charge capacity (mAh/g)"].is_null());
}

TEST(CyclesFile, ListsWithoutCyclesAreEmpty)
{
    const Json data = cyclesJson({}, {}, nullptr)["data"];
    EXPECT_EQ(data["Cycle"], Json::array());
    EXPECT_EQ(data["Discharge capacity (mAh)"], Json::array());
}

TEST(CyclesFile, SummaryValuesHaveTheirKeys)
{
    SampleSummary summary;
    summary.sampleId = "a_01";
    summary.runId = "a";
    summary.numberOfCycles = 12;
    summary.protocol.cycleCRate = 0.5;
    summary.protocol.formationCycles = 3;
    summary.capacityLoss_pct = 4.5;
    summary.cyclesToCapacity[1] = 40;
    summary.cyclesToEnergy[7] = 90;
    summary.pressToProtection_s = 600;
    summary.copied["Label"] = "ä";
    const Json data = cyclesJson({}, summary, {{"job_data", Json::array()}})["data"];
    EXPECT_EQ(data["Sample ID"], "a_01");
    EXPECT_EQ(data["Run ID"], "a");
    EXPECT_EQ(data["Number of cycles"], 12);
    EXPECT_EQ(data["Cycle C"], 0.5);
    EXPECT_TRUE(data["Formation C"].is_null());
    EXPECT_EQ(data["Formation cycles"], 3);
    EXPECT_EQ(data["Capacity loss (%)"], 4.5);
    EXPECT_EQ(data["Cycles to 90% capacity"], 40);
    EXPECT_EQ(data["Cycles to 50% energy"], 90);
    EXPECT_EQ(data["Press to protection (s)"], 600);
    EXPECT_EQ(data["Label"], "ä");
    EXPECT_TRUE(data["Rack position"].is_null());
}

/// Keys that the reference numbers do not have.
const std::set<std::string> keysBeyondTheReference{"Areal charge capacity (mAh/cm2)",
                                                   "Areal discharge capacity (mAh/cm2)",
                                                   "CV charge share (%)",
                                                   "DC resistance (ohm)",
                                                   "Discharge rate (C)",
                                                   "Charge rate (C)",
                                                   "Rate capability"};

TEST(CyclesFile, HasEveryKeyOfTheReferenceNumbersAndThoseBeyondIt)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const Json reference = parseJson(readFile(*corpus / "expected" / "cycles.240620_kigr_gen2_01.json"), "reference");
    std::set<std::string> expected = keysOf(reference["per_cycle"]);
    expected.merge(keysOf(reference["per_sample"]));
    expected.insert(keysBeyondTheReference.begin(), keysBeyondTheReference.end());
    EXPECT_EQ(keysOf(cyclesJson(twoCycles(), {}, nullptr)["data"]), expected);
}

TEST(CyclesFile, ListsCapacityAgainstRate)
{
    SampleSummary summary;
    summary.numberOfCycles = 5;
    summary.rateCapability.push_back({.rate_C = 0.5,
                                      .cycles = {4, 5},
                                      .specificDischargeCapacity_mAhPerG = std::nullopt,
                                      .dischargeCapacity_mAh = 3.25});
    const Json data = cyclesJson(twoCycles(), summary, nullptr)["data"];
    EXPECT_EQ(data["Rate capability"], Json::parse(R"json([{"rate": 0.5, "cycles": [4, 5],
        "specific discharge capacity": null, "discharge capacity": 3.25}])json"));
    summary.rateCapability.clear();
    EXPECT_TRUE(cyclesJson(twoCycles(), summary, nullptr)["data"]["Rate capability"].is_null());
    EXPECT_EQ(cyclesJson({}, {}, nullptr)["data"]["Rate capability"], Json::array());
}

TEST(CyclesFile, WithoutTheKeysOfLaterVersionsIsReadWithThemUnknown)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "cycles.a.json";
    Json content = cyclesJson(twoCycles(), {}, nullptr);
    for (const std::string& key : keysBeyondTheReference) {
        content["data"].erase(key);
    }
    replaceFileText(file, dumpJson(content));
    const CyclesFile old = readCycles(file);
    ASSERT_EQ(old.cycles.size(), 2U);
    EXPECT_EQ(old.cycles[0].dischargeCapacity_mAh, 3.0);
    EXPECT_FALSE(old.cycles[0].dcResistance_ohm.has_value());
    EXPECT_FALSE(old.cycles[0].arealChargeCapacity_mAhPerCm2.has_value());
}

TEST(CyclesFile, ComesBackAsItWasWritten)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "cycles.a_01.json";
    replaceFileText(file, dumpJson(cyclesJson(twoCycles(), {}, {{"glossary", glossary()}})));
    const CyclesFile back = readCycles(file);
    ASSERT_EQ(back.cycles.size(), 2U);
    EXPECT_EQ(back.cycles[1].cycle, 2);
    EXPECT_EQ(back.cycles[0].dischargeCapacity_mAh, 3.0);
    EXPECT_FALSE(back.cycles[1].dischargeCapacity_mAh.has_value());
    EXPECT_EQ(back.cycles[1].dcResistance_ohm, 50);
    EXPECT_EQ(back.cycles[1].constantVoltageShare_pct, 12.5);
    EXPECT_FALSE(back.cycles[0].specificChargeCapacity_mAhPerG.has_value());
    EXPECT_EQ(back.data["Number of cycles"], 0);
    EXPECT_TRUE(back.metadata.contains("glossary"));
}

TEST(CyclesFile, OfThePythonProgramReadsBareNotANumberAsNothing)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const fs::path snapshots = *corpus / "python_project" / "project" / "snapshots";
    const CyclesFile file =
        readCycles(snapshots / "240620_kigr_gen2" / "240620_kigr_gen2_01" / "cycles.240620_kigr_gen2_01.json");
    ASSERT_EQ(file.cycles.size(), 9U);
    EXPECT_EQ(file.cycles[0].chargeCapacity_mAh, 3.196024888670299);
    EXPECT_EQ(file.cycles[7].specificDischargeCapacity_mAhPerG, 116.80099287281777);
    EXPECT_FALSE(file.cycles[8].dischargeCapacity_mAh.has_value());
    EXPECT_FALSE(file.cycles[0].start_uts.has_value());
    EXPECT_EQ(file.data["Formation C"], 0.1);
    EXPECT_TRUE(file.metadata["provenance"].contains("original_file_provenance"));

    const CyclesFile commercial =
        readCycles(snapshots / "commercial_cell" / "commercial_cell_009" / "cycles.commercial_cell_009.json");
    ASSERT_EQ(commercial.cycles.size(), 4U);
    EXPECT_FALSE(commercial.cycles[0].normalisedDischargeCapacity_pct.has_value());
    EXPECT_TRUE(commercial.data["Press to protection (s)"].is_null());

    const CyclesFile young =
        readCycles(snapshots / "250116_kigr_gen6" / "250116_kigr_gen6_01" / "cycles.250116_kigr_gen6_01.json");
    ASSERT_EQ(young.cycles.size(), 3U);
    EXPECT_EQ(young.cycles[2].dischargeCapacity_mAh, 1.846656351459178);
    EXPECT_EQ(young.cycles[0].coulombicEfficiency_pct, 76.1122509706997);
    EXPECT_FALSE(young.cycles[2].normalisedDischargeCapacity_pct.has_value());
}

TEST(CyclesFile, OfAnotherKindIsRefusedByName)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "cycles.a.json";
    for (const char* const content : {"[]", "{\"metadata\": {}}", "{\"data\": 3}", "3", "{\"data\": {"}) {
        replaceFileText(file, content);
        EXPECT_THROW(static_cast<void>(readCycles(file)), Error) << content;
    }
    replaceFileText(file, "{\"data\": {\"Cycle\": [1, 2], \"Efficiency (%)\": [99.5], \"Delta V (V)\": \"x\"}}");
    const CyclesFile odd = readCycles(file);
    ASSERT_EQ(odd.cycles.size(), 2U);
    EXPECT_EQ(odd.cycles[0].coulombicEfficiency_pct, 99.5);
    EXPECT_FALSE(odd.cycles[1].coulombicEfficiency_pct.has_value());
}

}  // namespace
}  // namespace aurora::storage
