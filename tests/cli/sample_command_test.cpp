#include "aurora/core/json.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "command_line.h"

#include <gmock/gmock.h>

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SampleCommand : public CommandLine
{
protected:
    SampleCommand() { EXPECT_EQ(call({"init", path("lab")}).status, 0); }

    [[nodiscard]] Json list(const std::string& table) const
    {
        return parseJson(call({"list", table, "--json"}).out, "answer");
    }
};

TEST_F(SampleCommand, ASampleIsMadeChangedAndDeleted)
{
    EXPECT_EQ(call({"sample", "add", "run_a_01", "anode weight (mg)=22.5", "Label=a=b"}).status, 0);
    EXPECT_EQ(list("samples")[0]["Anode mass (mg)"], 22.5);
    EXPECT_EQ(list("samples")[0]["Label"], "a=b");
    const Answer changed = call({"sample", "set", "run_a_01", "Anode mass (mg)=23", "Label="});
    EXPECT_EQ(changed.status, 0) << changed.error;
    EXPECT_THAT(changed.out, HasSubstr("Anode mass (mg) 22.5 → 23"));
    EXPECT_EQ(list("samples")[0]["Label"], Json());

    const Answer asked = call({"--json", "sample", "delete", "run_a_01"});
    EXPECT_EQ(asked.status, 2);
    EXPECT_THAT(asked.error, HasSubstr("--yes"));
    EXPECT_THAT(parseJson(asked.out, "answer")["skipped"][0]["message"].get<std::string>(),
                HasSubstr("3 filled fields"));
    EXPECT_EQ(list("samples").size(), 1U);
    EXPECT_EQ(call({"sample", "delete", "run_a_01", "--yes"}).status, 0);
    EXPECT_EQ(list("samples").size(), 0U);
}

TEST_F(SampleCommand, MistakesHaveTheirStatus)
{
    EXPECT_EQ(call({"sample"}).status, 2);
    EXPECT_EQ(call({"sample", "set", "run_a_01"}).status, 2);
    EXPECT_EQ(call({"sample", "add", "run_a_01", "Label"}).status, 2);
    EXPECT_EQ(call({"sample", "add", "run_a_01", "Mood=good"}).status, 2);
    EXPECT_EQ(call({"sample", "add", "run_a_01", "Anode mass (mg)=x"}).status, 1);
    EXPECT_EQ(call({"sample", "set", "run_a_01", "Label=x"}).status, 1);
    EXPECT_EQ(call({"sample", "delete", "run_a_01", "--yes"}).status, 1);
    EXPECT_EQ(call({"sample", "delete", "run_a_01"}).status, 1);
    EXPECT_EQ(list("samples").size(), 0U);
}

TEST_F(SampleCommand, SnapshotsAreListedExcludedAndMoved)
{
    ASSERT_EQ(call({"sample", "add", "run_a_01"}).status, 0);
    ASSERT_EQ(call({"sample", "add", "run_a_02"}).status, 0);
    simulation::CellProgram program;
    program.cycles = 2;
    simulation::writeMpr(m_folder.path() / "cell.mpr", simulation::simulate({}, program), program, {});
    ASSERT_EQ(call({"import-data", path("cell.mpr"), "--sample", "run_a_01"}).status, 0);

    const auto snapshots = [&] { return parseJson(call({"--json", "snapshots", "list"}).out, "answer"); };
    ASSERT_EQ(snapshots().size(), 1U);
    EXPECT_EQ(snapshots()[0]["Snapshot file"], "snapshot.cell.h5");
    EXPECT_EQ(call({"snapshots", "exclude", "run_a_01", "cell"}).status, 0);
    EXPECT_EQ(snapshots()[0]["Status"], "excluded");
    EXPECT_EQ(list("results").size(), 0U);
    EXPECT_EQ(call({"snapshots", "include", "run_a_01", "cell"}).status, 0);
    const Answer moved = call({"snapshots", "move", "run_a_01", "snapshot.cell.h5", "--to", "run_a_02"});
    EXPECT_EQ(moved.status, 0) << moved.error;
    EXPECT_EQ(snapshots()[0]["Sample ID"], "run_a_02");
    ASSERT_EQ(list("results").size(), 1U);
    EXPECT_EQ(list("results")[0]["Sample ID"], "run_a_02");
    EXPECT_EQ(call({"check"}).status, 0);

    EXPECT_EQ(call({"snapshots", "move", "run_a_01", "cell"}).status, 2);
    EXPECT_EQ(call({"snapshots", "move", "run_a_01", "cell", "--to", "run_a_02"}).status, 1);
    EXPECT_EQ(call({"snapshots", "exclude", "run_a_02", "other"}).status, 1);
    EXPECT_EQ(call({"snapshots"}).status, 2);
}

TEST_F(SampleCommand, ColumnsArePlannedAndApplied)
{
    ASSERT_EQ(call({"sample", "add", "run_a_01", "Label=x"}).status, 0);
    Json config = parseJson(readFile(m_folder.path() / "lab" / "shared_config.json"), "config");
    for (Json& column : config["Sample database"]) {
        column["Name"] = column["Name"] == "Label" ? "Glue" : column["Name"];
    }
    replaceFileText(m_folder.path() / "lab" / "shared_config.json", dumpJson(config));

    const Json plan = parseJson(call({"--json", "columns", "plan"}).out, "answer")["plan"];
    ASSERT_EQ(plan["added"].size(), 1U);
    EXPECT_EQ(plan["added"][0]["column"], "Glue");
    ASSERT_EQ(plan["removed"].size(), 1U);
    EXPECT_EQ(plan["removed"][0]["lost cells"], 1);
    EXPECT_EQ(call({"columns", "apply"}).status, 0);
    EXPECT_EQ(list("samples")[0]["Label"], "x");
    EXPECT_TRUE(list("samples")[0].contains("Glue"));
    EXPECT_EQ(call({"columns", "apply", "--allow-loss"}).status, 0);
    EXPECT_FALSE(list("samples")[0].contains("Label"));
    EXPECT_EQ(call({"columns"}).status, 2);
}

}  // namespace
}  // namespace aurora::cli
