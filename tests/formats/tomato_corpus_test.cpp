// Real snapshots of tomato 0.2.3; the expected numbers were read from them by another JSON library.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/formats/registry.h"

#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace aurora::formats {

namespace {

using testing::HasSubstr;

class TomatoCorpus : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto corpus = test::corpus();
        if (!corpus) {
            GTEST_SKIP() << "the corpus is not here";
        }
        m_folder = *corpus;
    }

    [[nodiscard]] Recording read(const char* name, AllColumns allColumns = AllColumns::No) const
    {
        ReadOptions options;
        options.allColumns = allColumns;
        return readRecording(m_folder / name, options);
    }

    /// All records of a snapshot, in the order of the file.
    [[nodiscard]] std::vector<Json> records(const char* name) const
    {
        std::vector<Json> all;
        const Json snapshot = parseJson(readFile(m_folder / name), name);
        for (const Json& step : snapshot.at("steps")) {
            all.insert(all.end(), step.at("data").begin(), step.at("data").end());
        }
        return all;
    }

    std::filesystem::path m_folder;
};

class TomatoSnapshot : public TomatoCorpus, public testing::WithParamInterface<const char*>
{
};

TEST_P(TomatoSnapshot, RowsAreTheRecordsInOrderOfTime)
{
    std::vector<Json> expected = records(GetParam());
    std::int32_t cycle = 0;
    for (Json& record : expected) {
        cycle = record["raw"].value("cycle number", cycle);
        record["raw"]["cycle number"] = cycle;
    }
    std::ranges::stable_sort(expected, {}, [](const Json& record) { return record.at("uts").get<double>(); });
    const CyclingSeries series = read(GetParam()).series;
    ASSERT_EQ(series.size(), expected.size());
    for (std::size_t row = 0; row < expected.size(); ++row) {
        const Json& raw = expected[row]["raw"];
        const double current_A = raw.contains("I") ? raw["I"]["n"].get<double>() : 0.0;
        ASSERT_EQ(series.uts[row], expected[row]["uts"].get<double>());
        ASSERT_EQ(series.voltage_V[row], static_cast<float>(raw["Ewe"]["n"].get<double>()));
        ASSERT_EQ(series.current_A[row], static_cast<float>(current_A));
        ASSERT_EQ(series.cycleNumber[row], raw["cycle number"].get<int>());
        ASSERT_EQ(series.loopNumber[row], raw["loop number"].get<int>());
        ASSERT_EQ(series.index[row], raw["index"].get<int>());
    }
}

TEST_P(TomatoSnapshot, AllColumnsAreThoseOfTheFileInItsOrder)
{
    const std::vector<Json> expected = records(GetParam());
    const Recording recording = read(GetParam(), AllColumns::Yes);
    for (const Column& column : recording.vendorColumns) {
        ASSERT_EQ(rowCount(column.values), expected.size()) << column.name;
        const bool isUncertainty = column.name.ends_with(" uncertainty");
        const std::string name = column.name.substr(0, column.name.find(" uncertainty"));
        for (std::size_t row = 0; row < expected.size(); ++row) {
            const Json& record = expected[row];
            const Json value = record.contains(name) ? record[name] : record["raw"].value(name, Json());
            if (value.is_string()) {
                ASSERT_EQ(std::get<std::vector<std::string>>(column.values)[row], value.get<std::string>());
            } else if (value.is_null()) {
                ASSERT_TRUE(std::isnan(numberAt(column.values, row))) << column.name << ", row " << row;
            } else {
                const Json number = value.is_object() ? value[isUncertainty ? "s" : "n"] : value;
                ASSERT_EQ(numberAt(column.values, row), number.get<double>()) << column.name << ", row " << row;
            }
        }
    }
    EXPECT_GE(recording.vendorColumns.size(), 9U);
}

TEST_P(TomatoSnapshot, WithoutAllColumnsTheirNamesAndTypesAreStillThere)
{
    const Recording all = read(GetParam(), AllColumns::Yes);
    const Recording few = read(GetParam());
    EXPECT_TRUE(few.vendorColumns.empty());
    ASSERT_EQ(few.vendorColumnNames.size(), all.vendorColumns.size());
    for (std::size_t i = 0; i < all.vendorColumns.size(); ++i) {
        EXPECT_EQ(header(few.vendorColumnNames[i]), header(all.vendorColumns[i]));
        EXPECT_EQ(typeName(few.vendorColumnNames[i].values), typeName(all.vendorColumns[i].values));
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, TomatoSnapshot,
                         testing::Values("tomato/biologic_real/snapshot.8.json", "tomato/biologic_long/snapshot.9.json",
                                         "python_project/project/raw/tomato/snapshot.tt1-12.json"),
                         [](const auto& testInfo) {
                             return std::string(testInfo.index == 0   ? "Real"
                                                : testInfo.index == 1 ? "Long"
                                                                      : "PythonProject");
                         });

TEST_F(TomatoCorpus, TellsJobTagAndVersion)
{
    const Recording recording = read("tomato/biologic_long/snapshot.9.json");
    EXPECT_EQ(recording.format, "tomato JSON");
    EXPECT_EQ(recording.testId, "9");
    EXPECT_EQ(recording.device, "MPG2");
    EXPECT_EQ(recording.formatVersion, "datagram 4.2.5");
    EXPECT_EQ(recording.jobData["date"], "2026-11-22 13:02:22");
    EXPECT_EQ(recording.jobData["input_schema"]["steps"][0]["parser"], "electrochem");
    EXPECT_EQ(recording.jobData["Steps"][0]["tag"], "MPG2");
    EXPECT_EQ(recording.start_uts, 1718006400.25);
    EXPECT_EQ(recording.end_uts, 1718222482.25);
    EXPECT_EQ(recording.finished, std::nullopt);
    EXPECT_TRUE(recording.warnings.empty());
}

TEST_F(TomatoCorpus, TechniquesAreCodes)
{
    // 726 CPLIMIT, 45 CALIMIT and 21 OCV records; the rest comes first.
    const auto technique = read("tomato/biologic_long/snapshot.9.json").series.technique;
    EXPECT_EQ(std::ranges::count(technique, 155), 726);
    EXPECT_EQ(std::ranges::count(technique, 157), 45);
    EXPECT_EQ(std::ranges::count(technique, 100), 21);
    EXPECT_EQ(technique.front(), 100);
}

TEST_F(TomatoCorpus, SnapshotWithoutVoltageIsRefusedByTheNamesItHas)
{
    for (const char* const name :
         {"tomato/dummy_finished/snapshot.1.json", "tomato/dummy_cancelled/snapshot.2.json",
          "tomato/dummy_cancelled/snapshot_while_running.json", "tomato/dummy_two_steps/snapshot.7.json"})
    {
        try {
            const Recording recording = read(name);
            ADD_FAILURE() << name << " was read";
        } catch (const FormatError& error) {
            EXPECT_THAT(error.what(), HasSubstr("\"Ewe\"")) << name;
            EXPECT_THAT(error.what(), HasSubstr("but value.")) << name;
        }
    }
}

TEST_F(TomatoCorpus, OtherJsonOfTheLabIsNotRecognised)
{
    for (const char* const name :
         {"tomato/biologic_long/jobdata.json", "tomato/biologic_long/MPG2_status.json",
          "tomato/payloads/biologic_cycling.json", "tomato/status/state_done.json", "samples/240620_kigr_gen2.json",
          "python_project/project/shared_config.json", "expected/cycles.240620_kigr_gen2_01.json"})
    {
        if (std::filesystem::exists(m_folder / name)) {
            EXPECT_EQ(findReader(m_folder / name), nullptr) << name;
        }
    }
}

}  // namespace

}  // namespace aurora::formats
