#include "aurora/core/json.h"
#include "command_line.h"

#include <gmock/gmock.h>

#include <cmath>

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class BatchCommand : public CommandLine
{
protected:
    BatchCommand()
    {
        EXPECT_EQ(call({"init", path("lab")}).status, 0);
        const std::string file = write("a.csv", "Sample ID;Label\nrun_a_1;x\nrun_a_2;y\nrun_a_10;x\n");
        EXPECT_EQ(call({"import-samples", file}).status, 0);
    }

    [[nodiscard]] Json batches() const { return parseJson(call({"batch", "list", "--json"}).out, "answer"); }
};

TEST_F(BatchCommand, ABatchIsMadeChangedAndDeleted)
{
    EXPECT_EQ(call({"batch", "create", "new cells", "run_a_10", "run_a_1"}).status, 0);
    EXPECT_EQ(call({"batch", "add", "new cells", "run_a_2"}).status, 0);
    EXPECT_EQ(call({"batch", "remove", "new cells", "run_a_1"}).status, 0);
    EXPECT_EQ(call({"batch", "describe", "new cells", "made in May"}).status, 0);
    const Json expected =
        Json::array({{{"label", "new cells"}, {"description", "made in May"}, {"samples", "run_a_2,run_a_10"}}});
    EXPECT_EQ(batches(), expected);
    EXPECT_EQ(parseJson(call({"list", "batches", "--json"}).out, "answer"), expected);
    EXPECT_THAT(call({"batch", "list"}).out, HasSubstr("made in May"));
    EXPECT_EQ(call({"batch", "list", "--format", "csv"}).out,
              "label,description,samples\nnew cells,made in May,\"run_a_2,run_a_10\"\n");

    EXPECT_EQ(call({"batch", "describe", "new cells", ""}).status, 0);
    EXPECT_EQ(batches()[0]["description"], "");

    const Answer deleted = call({"batch", "delete", "new cells"});
    EXPECT_EQ(deleted.status, 0);
    EXPECT_THAT(deleted.out, HasSubstr("run_a_2, run_a_10"));
    EXPECT_EQ(batches(), Json::array());
    EXPECT_EQ(parseJson(call({"list", "samples", "--json"}).out, "answer").size(), 3U);
}

TEST_F(BatchCommand, ARefusalIsOneSentenceAndStatusOne)
{
    const Answer unknown = call({"--json", "batch", "create", "b", "run_a_1", "run_a_3"});
    EXPECT_EQ(unknown.status, 1);
    const Json failed = parseJson(unknown.out, "answer")["failed"];
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed[0]["message"], "There is no sample \"run_a_3\" in the project. No batch was made.");
    EXPECT_EQ(batches(), Json::array());

    EXPECT_EQ(call({"batch", "create", "a/b", "run_a_1"}).status, 1);
    EXPECT_EQ(call({"batch", "delete", "b"}).status, 1);
    EXPECT_EQ(call({"batch", "add", "b", "run_a_1"}).status, 1);
    EXPECT_EQ(call({"batch", "analyse", "b"}).status, 1);
}

TEST_F(BatchCommand, WrongUsageIsStatusTwo)
{
    EXPECT_EQ(call({"batch"}).status, 2);
    EXPECT_EQ(call({"batch", "create"}).status, 2);
    EXPECT_EQ(call({"batch", "create", "b"}).status, 2);
    EXPECT_EQ(call({"batch", "add", "b"}).status, 2);
    EXPECT_EQ(call({"batch", "describe", "b"}).status, 2);
    EXPECT_EQ(call({"batch", "delete"}).status, 2);
    EXPECT_EQ(call({"batch", "rename", "b", "c"}).status, 2);
}

TEST_F(BatchCommand, AnalysingWithoutNamesTakesAllAndReportsSamplesWithoutData)
{
    ASSERT_EQ(call({"batch", "create", "b", "run_a_1", "run_a_2"}).status, 0);
    const fs::path folder = m_folder.path() / "lab" / "snapshots" / "run_a" / "run_a_1";
    fs::create_directories(folder);
    const Json data{{"Sample ID", "run_a_1"}, {"Cycle", {1}}, {"Delta V (V)", {0.25}}};
    replaceFileText(folder / "cycles.run_a_1.json", dumpJson({{"data", data}, {"metadata", Json::object()}}));
    const Answer answer = call({"--json", "batch", "analyse"});
    EXPECT_EQ(answer.status, 0) << answer.error;
    const Json document = parseJson(answer.out, "answer");
    ASSERT_EQ(document["done"].size(), 1U);
    EXPECT_EQ(document["done"][0]["input"], "b");
    ASSERT_EQ(document["skipped"].size(), 1U);
    EXPECT_EQ(document["skipped"][0]["input"], "run_a_2");
    EXPECT_TRUE(fs::exists(m_folder.path() / "lab" / "batches" / "b" / "batch.b.xlsx"));
    EXPECT_TRUE(fs::exists(m_folder.path() / "lab" / "batches" / "b" / "batch.b.json"));
}

/// 10 and 8 in two cells of label x, 4 and nothing in the one of label y: mean 9 and 8, deviation √2.
TEST_F(BatchCommand, AveragesAreAMeanAndADeviationOfEachGroupAndCycle)
{
    ASSERT_EQ(call({"batch", "create", "b", "run_a_1", "run_a_2", "run_a_10"}).status, 0);
    EXPECT_EQ(call({"batch", "averages", "b"}).status, 1) << "there is no data yet";
    const auto store = [&](const std::string& sample, const Json& capacities) {
        const fs::path folder = m_folder.path() / "lab" / "snapshots" / "run_a" / sample;
        fs::create_directories(folder);
        const Json data{{"Sample ID", sample}, {"Cycle", {1, 2}}, {"Discharge capacity (mAh)", capacities}};
        replaceFileText(folder / ("cycles." + sample + ".json"),
                        dumpJson({{"data", data}, {"metadata", Json::object()}}));
    };
    store("run_a_1", {10, 8});
    store("run_a_10", {8, nullptr});
    store("run_a_2", {4, 3});
    const std::vector<std::string> asked{"batch", "averages", "b",     "--column", "Discharge capacity (mAh)",
                                         "--by",  "Label",    "--json"};
    const Json rows = parseJson(call(asked).out, "answer");
    const auto row = [](const char* label, int cycle, double mean, const Json& deviation, int samples) {
        return Json{{"Label", label},
                    {"Cycle", cycle},
                    {"Mean", mean},
                    {"Standard deviation", deviation},
                    {"Samples", samples}};
    };
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_DOUBLE_EQ(rows[0]["Standard deviation"].get<double>(), std::sqrt(2.0));
    EXPECT_EQ(rows[0], row("x", 1, 9.0, rows[0]["Standard deviation"], 2));
    EXPECT_EQ(rows[1], row("x", 2, 8.0, nullptr, 1));
    EXPECT_EQ(rows[2], row("y", 1, 4.0, nullptr, 1));
    EXPECT_EQ(rows[3], row("y", 2, 3.0, nullptr, 1));
    const Answer table = call({"batch", "averages", "b", "--column", "Discharge capacity (mAh)", "--format", "csv"});
    EXPECT_THAT(table.out, HasSubstr("Cycle,Mean,Standard deviation,Samples\n1,7.33"));
    EXPECT_EQ(call({"batch", "averages", "b", "--by", "Colour"}).status, 2);
    EXPECT_EQ(call({"batch", "averages", "b", "--column", "Colour"}).status, 2);
    EXPECT_EQ(call({"batch", "averages", "c"}).status, 1);
}

TEST_F(BatchCommand, GroupsAreForChartsOfCycles)
{
    ASSERT_EQ(call({"batch", "create", "b", "run_a_1"}).status, 0);
    for (const char* const option : {"--average", "--colour-by=Label", "--style-by=Label"}) {
        EXPECT_EQ(call({"plot", "batch", "b", "--chart", "time", option, "-o", path("a.png")}).status, 2) << option;
    }
}

}  // namespace
}  // namespace aurora::cli
