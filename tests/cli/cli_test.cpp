#include "aurora/cli/cli.h"

#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/simulation/writers.h"
#include "command_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

TEST_F(CommandLine, InitMakesAProjectOnceAndRemembersIt)
{
    EXPECT_EQ(call({"init", path("lab")}).status, 0);
    EXPECT_TRUE(fs::exists(m_folder.path() / "lab" / "shared_config.json"));
    EXPECT_TRUE(fs::exists(m_folder.path() / "lab" / "database" / "database.db"));
    EXPECT_EQ(call({"list", "samples"}).status, 0) << "the last opened project is used";

    const Answer again = call({"init", path("lab")});
    EXPECT_EQ(again.status, 1);
    EXPECT_NE(again.error.find("there is a project in this folder already"), std::string::npos) << again.error;
}

TEST_F(CommandLine, WithoutAnyProjectTheWaysToNameOneAreTold)
{
    const Answer answer = call({"list", "samples"});
    EXPECT_EQ(answer.status, 2);
    EXPECT_NE(answer.error.find("--project"), std::string::npos) << answer.error;
    EXPECT_NE(answer.error.find("AURORA_PROJECT"), std::string::npos) << answer.error;
}

TEST_F(CommandLine, WrongUsageIsStatusTwoAndHelpIsNot)
{
    EXPECT_EQ(call({"list", "nothing"}).status, 2);
    EXPECT_EQ(call({"convert"}).status, 2);
    EXPECT_EQ(call({"--no-such-option"}).status, 2);
    for (const char* command : {"init", "connect", "demo", "inspect", "convert", "import-samples", "import-data",
                                "snapshots", "analyse", "sample", "batch", "list", "plot", "columns"})
    {
        const Answer help = call({command, "--help"});
        EXPECT_EQ(help.status, 0) << command;
        EXPECT_NE(help.out.find(command), std::string::npos) << command;
    }
    EXPECT_EQ(call({"--version"}).out, "aurora-cycler-manager " AURORA_VERSION "\n");
}

TEST_F(CommandLine, JsonIsOneDocumentAndNothingElse)
{
    ASSERT_EQ(call({"init", path("lab")}).status, 0);
    const std::string good = write("good.csv", "Sample ID;Anode mass (mg)\nrun_a_01;22.5\n");
    const std::string bad = write("bad.csv", "Sample ID;Anode mass (mg)\nrun_a_02;22,5x\n");
    const Answer answer = call({"--json", "import-samples", good, bad});
    EXPECT_EQ(answer.status, 1);
    const Json document = parseJson(answer.out, "answer");
    EXPECT_EQ(document["done"].size(), 1U);
    EXPECT_EQ(document["skipped"].size(), 0U);
    ASSERT_EQ(document["failed"].size(), 1U);
    EXPECT_NE(document["failed"][0]["message"].get<std::string>().find("22,5x"), std::string::npos);

    const Json samples = parseJson(call({"list", "samples", "--json"}).out, "answer");
    ASSERT_EQ(samples.size(), 1U) << "the bad file stored nothing";
    EXPECT_EQ(samples[0]["Sample ID"], "run_a_01");
    EXPECT_EQ(samples[0]["Anode mass (mg)"], 22.5);
}

TEST_F(CommandLine, ADryRunShowsWhatWouldHappenAndWritesNothing)
{
    ASSERT_EQ(call({"init", path("lab")}).status, 0);
    const std::string file = write("a.csv", "Sample ID,Anode mass (mg),Mood\nrun_a_01,1,good\n");
    const Answer answer = call({"import-samples", file, "--dry-run"});
    EXPECT_EQ(answer.status, 0);
    EXPECT_NE(answer.out.find("new      run_a_01"), std::string::npos) << answer.out;
    EXPECT_NE(answer.out.find("ignored  column \"Mood\""), std::string::npos) << answer.out;
    EXPECT_EQ(parseJson(call({"list", "samples", "--json"}).out, "answer").size(), 0U);
}

TEST_F(CommandLine, ListFiltersAndPrintsCsv)
{
    ASSERT_EQ(call({"init", path("lab")}).status, 0);
    const std::string file = write("a.csv", "Sample ID;Label\nrun_a_10;x\nrun_a_2;y\nrun_a_3;x\n");
    ASSERT_EQ(call({"import-samples", file}).status, 0);
    const Json filtered = parseJson(call({"list", "samples", "--where", "Label=x", "--json"}).out, "answer");
    ASSERT_EQ(filtered.size(), 2U);
    EXPECT_EQ(filtered[0]["Sample ID"], "run_a_3");
    EXPECT_EQ(filtered[1]["Sample ID"], "run_a_10");
    EXPECT_EQ(call({"list", "samples", "--where", "No such column=x"}).status, 2);
    EXPECT_EQ(call({"list", "samples", "--format", "csv"}).out.substr(0, 9), "Sample ID");
}

TEST_F(CommandLine, AFileThatCannotBeReadIsOneSentenceAndStatusOne)
{
    const std::string empty = write("empty.mpr", "");
    const std::string picture = write("picture.ndax", "\xFF\xD8\xFF\xE0 JFIF not a cycler file at all");
    const Answer answer = call({"convert", "-o", path("out"), empty, picture});
    EXPECT_EQ(answer.status, 1);
    EXPECT_EQ(std::count(answer.error.begin(), answer.error.end(), '\n'), 2) << answer.error;
    EXPECT_TRUE(fs::is_empty(m_folder.path() / "out"));
}

TEST_F(CommandLine, InspectTellsAFileOnOneScreen)
{
    simulation::CellProgram program;
    program.cycles = 2;
    simulation::writeMpr(m_folder.path() / "cell.mpr", simulation::simulate({}, program), program, {});
    const Answer answer = call({"inspect", path("cell.mpr")});
    EXPECT_EQ(answer.status, 0) << answer.error;
    for (const char* fact : {"EC-Lab mpr, data 11", "GCPL, Galvanostatic Cycling with Potential Limitation", "Ewe (V)",
                             "finished      yes", "Device: MPG-2", "Set I/C C / N", "EM 4.2 V"})
    {
        EXPECT_NE(answer.out.find(fact), std::string::npos) << fact << " is missing in\n" << answer.out;
    }
    EXPECT_LT(std::count(answer.out.begin(), answer.out.end(), '\n'), 60) << answer.out;
    std::size_t longest = 0;
    for (const std::string& line : split(answer.out, '\n')) {
        longest = std::max(longest, line.size());
    }
    EXPECT_LE(longest, 130U) << answer.out;
}

/// Some file that is there wherever the test runs: the folder it runs in.
std::string argumentThatIsAFile()
{
    return ".";
}

TEST(CommandLineOrWindow, OnlyASubcommandOrAnOptionRunsHeadless)
{
    const auto headless = [](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "aurora-cycler-manager");
        std::vector<char*> pointers;
        for (std::string& argument : arguments) {
            pointers.push_back(argument.data());
        }
        return isCommandLine(static_cast<int>(pointers.size()), pointers.data());
    };
    EXPECT_FALSE(headless({}));
    EXPECT_FALSE(headless({argumentThatIsAFile()}));
    EXPECT_TRUE(headless({"anlyse"})) << "a mistyped subcommand is no file to open";
    EXPECT_FALSE(headless({"--project", "/data/lab"}));
    EXPECT_TRUE(headless({"list", "samples"}));
    EXPECT_TRUE(headless({"--project", "list", "analyse"}));
    EXPECT_TRUE(headless({"--help"}));
    EXPECT_TRUE(headless({"--nonsense"}));
}

}  // namespace
}  // namespace aurora::cli
