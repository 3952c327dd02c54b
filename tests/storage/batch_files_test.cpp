#include "aurora/storage/batch_files.h"

#include "aurora/core/cycle_table.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/storage/sample_files.h"
#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

std::vector<std::string> header(const Sheet& sheet)
{
    std::vector<std::string> names;
    for (const Table::ColumnInfo& column : sheet.table.columns) {
        names.push_back(column.name);
    }
    return names;
}

std::vector<std::string> texts(const std::vector<CellValue>& row)
{
    std::vector<std::string> all;
    for (const CellValue& cell : row) {
        all.push_back(toText(cell));
    }
    return all;
}

/// Two samples whose tables differ: the second lacks one column and knows one more of each kind.
std::vector<BatchMember> twoMembers()
{
    return {{"a_1",
             Json{{"Sample ID", "a_1"},
                  {"Run ID", "a"},
                  {"Cycle", {1, 2}},
                  {"Charge capacity (mAh)", {3.25, 3.125}},
                  {"Discharge capacity (mAh)", {3.0, nullptr}},
                  {"Energy efficiency (%)", nullptr},
                  {"Formation C", 0.1},
                  {"Rates", {{{"rate", 0.5}}}}},
             Json{{"job_data", 1}}},
            {"a_2",
             Json{{"Sample ID", "a_2"},
                  {"Run ID", "a"},
                  {"Cycle", {1}},
                  {"Discharge capacity (mAh)", {2.5}},
                  {"Energy efficiency (%)", {91.5}},
                  {"New per cycle", {7}},
                  {"Formation C", nullptr},
                  {"Rates", Json::array()},
                  {"Label", "ä"}},
             Json{{"job_data", 2}}}};
}

TEST(BatchFiles, ThePerCycleTablesOfAllSamplesStandBelowEachOther)
{
    const Sheet sheet = cyclesSheet(twoMembers());
    EXPECT_EQ(sheet.name, "Data by cycle");
    EXPECT_THAT(header(sheet), ElementsAre("Sample ID", "Cycle", "Charge capacity (mAh)", "Discharge capacity (mAh)",
                                           "Energy efficiency (%)", "New per cycle"));
    ASSERT_EQ(sheet.table.rows.size(), 3U);
    EXPECT_THAT(texts(sheet.table.rows[0]), ElementsAre("a_1", "1", "3.25", "3", "", ""));
    EXPECT_THAT(texts(sheet.table.rows[1]), ElementsAre("a_1", "2", "3.125", "", "", ""));
    EXPECT_THAT(texts(sheet.table.rows[2]), ElementsAre("a_2", "1", "", "2.5", "91.5", "7"));
}

TEST(BatchFiles, EachSampleIsARowOfItsResults)
{
    const Sheet sheet = resultsSheet(twoMembers());
    EXPECT_EQ(sheet.name, "Results by sample");
    EXPECT_THAT(header(sheet), ElementsAre("Sample ID", "Run ID", "Formation C", "Rates", "Label"));
    ASSERT_EQ(sheet.table.rows.size(), 2U);
    EXPECT_THAT(texts(sheet.table.rows[0]), ElementsAre("a_1", "a", "0.1", R"([{"rate":0.5}])", ""));
    EXPECT_THAT(texts(sheet.table.rows[1]), ElementsAre("a_2", "a", "", "[]", "ä"));
}

TEST(BatchFiles, ASampleWithoutCyclesHasResultsButNoCycles)
{
    const std::vector<BatchMember> members{{"a_1", cyclesJson({}, {}, nullptr)["data"], nullptr}};
    EXPECT_TRUE(cyclesSheet(members).table.rows.empty());
    EXPECT_EQ(cyclesSheet(members).table.columns.size(), cycleColumns().size() + 2);
    ASSERT_EQ(resultsSheet(members).table.rows.size(), 1U);
    EXPECT_EQ(toText(resultsSheet(members).table.rows[0][0]), "a_1");
}

TEST(BatchFiles, TheJsonHoldsTheObjectsOfTheSamplesAsTheyAre)
{
    const std::vector<BatchMember> members = twoMembers();
    const Json json = batchJson(members, {{"by", "test"}});
    EXPECT_EQ(json["data"], Json::array({members[0].data, members[1].data}));
    EXPECT_EQ(json["metadata"]["sample_metadata"]["a_2"], members[1].metadata);
    EXPECT_EQ(json["metadata"]["provenance"]["by"], "test");
    EXPECT_EQ(parseJson(dumpJson(json), "batch"), json);
}

TEST(BatchFiles, FromThePythonProgramsCyclesComesItsBatch)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const fs::path project = *corpus / "python_project" / "project";
    std::vector<BatchMember> members;
    for (const char* const sample : {"240620_kigr_gen2_01", "250116_kigr_gen6_01", "commercial_cell_009"}) {
        const fs::path folder = project / "snapshots" / runOf(sample) / sample;
        CyclesFile cycles = readCycles(folder / ("cycles." + std::string(sample) + ".json"));
        members.push_back({sample, std::move(cycles.data), std::move(cycles.metadata)});
    }
    const std::string name = "batch.everything with data.json";
    const Json theirs = parseJson(readFile(project / "batches" / "everything with data" / name), name);
    const Json ours = batchJson(members, nullptr);
    EXPECT_EQ(ours["data"], theirs["data"]);
    EXPECT_EQ(ours["metadata"]["sample_metadata"], theirs["metadata"]["sample_metadata"]);

    const Sheet sheet = cyclesSheet(members);
    EXPECT_EQ(sheet.table.columns.size(), 16U) << "as many as its sheet has";
    EXPECT_EQ(sheet.table.rows.size(), 16U);
}

}  // namespace
}  // namespace aurora::storage
