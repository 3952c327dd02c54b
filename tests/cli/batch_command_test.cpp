#include "aurora/core/json.h"
#include "command_line.h"

#include <gmock/gmock.h>

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

}  // namespace
}  // namespace aurora::cli
