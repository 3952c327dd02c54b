#include "aurora/core/json.h"
#include "aurora/services/project.h"
#include "cli/command_line.h"

#include <gmock/gmock.h>

namespace aurora::cli {
namespace {

using testing::HasSubstr;

/// A project with a simulated server `sim`.
class CyclerCommand : public CommandLine
{
protected:
    CyclerCommand()
    {
        EXPECT_EQ(call({"init", path("lab")}).status, 0);
        const std::filesystem::path file = m_folder.path() / "lab" / "shared_config.json";
        Json content = parseJson(readFile(file), "shared_config.json");
        content["Servers"] = Json::array({{{"label", "sim"}, {"server_type", "simulated"}}});
        replaceFileText(file, dumpJson(content));
    }

    [[nodiscard]] Answer inLab(const std::vector<std::string>& arguments) const
    {
        std::vector<std::string> all{"--project", path("lab")};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return call(all);
    }
};

TEST_F(CyclerCommand, ASnapshotOfASampleThatIsNotThereFailsInWords)
{
    const Answer answer = inLab({"snapshot", "--sample", "nobody_01"});
    EXPECT_EQ(answer.status, 1);
    EXPECT_THAT(answer.error, HasSubstr("There is no sample nobody_01 in the project."));
}

TEST_F(CyclerCommand, AHarvestedFolderIsTriedByItsLabelToo)
{
    const std::filesystem::path file = m_folder.path() / "lab" / "shared_config.json";
    Json content = parseJson(readFile(file), "shared_config.json");
    content["EC-lab harvester"] = {
        {"Servers", {{{"label", "bench"}, {"EC-lab folder location", pathText(m_folder.path() / "nowhere")}}}}};
    replaceFileText(file, dumpJson(content));
    const Answer missing = inLab({"server", "test", "bench"});
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.out, HasSubstr("EC-Lab folder: folder: failed: "));
    std::filesystem::create_directories(m_folder.path() / "nowhere");
    const Answer there = inLab({"server", "test", "bench"});
    EXPECT_EQ(there.status, 0) << there.out;
    EXPECT_THAT(there.out, HasSubstr("EC-Lab folder: recordings: passed: none yet"));
}

TEST_F(CyclerCommand, PipelinesAndJobsAreListedWithTheColumnsOfTheirPages)
{
    ASSERT_EQ(inLab({"update"}).status, 0);
    const auto firstLine = [&](const std::vector<std::string>& arguments) {
        const std::string out = inLab(arguments).out;
        return out.substr(0, out.find('\n'));
    };
    const std::string usual = firstLine({"list", "pipelines"});
    EXPECT_THAT(usual, testing::StartsWith("Pipeline"));
    EXPECT_THAT(usual, testing::ContainsRegex("Ready.*Last checked"));  // a column without a value is not printed
    EXPECT_THAT(usual, testing::Not(HasSubstr("Server label")));
    EXPECT_THAT(firstLine({"list", "pipelines", "--all-columns"}), HasSubstr("Server label"));
    EXPECT_THAT(firstLine({"list", "pipelines", "--format", "csv"}), HasSubstr("Server hostname"));
    EXPECT_THAT(firstLine({"list", "jobs"}), testing::Not(HasSubstr("Payload")));
}

TEST_F(CyclerCommand, ADryRunFailsWhereSubmittingWould)
{
    replaceFileText(m_folder.path() / "rest.json",
                    R"({"version": "0.2", "sample": {"name": "$NAME", "capacity": 0},)"
                    R"( "method": [{"technique": "open_circuit_voltage", "time": 60}], "tomato": {}})");
    ASSERT_EQ(inLab({"update"}).status, 0);
    ASSERT_EQ(inLab({"sample", "add", "x_01"}).status, 0);
    const std::vector<std::string> dryRun{"submit", path("rest.json"), "--sample", "x_01", "--capacity",
                                          "2",      "--dry-run"};
    const Answer unloaded = inLab(dryRun);
    EXPECT_EQ(unloaded.status, 1);
    EXPECT_THAT(unloaded.out, HasSubstr("x_01 is on no pipeline"));
    ASSERT_EQ(inLab({"load", "x_01", "sim-simulated-1-1"}).status, 0);
    const Answer loaded = inLab(dryRun);
    EXPECT_EQ(loaded.status, 0) << loaded.out;
    EXPECT_THAT(loaded.out, HasSubstr("waits until the pipeline is made ready"));
}

TEST_F(CyclerCommand, RowsOfAServerThatHasNotAnsweredForLongAreCalledOld)
{
    ASSERT_EQ(inLab({"update"}).status, 0);
    EXPECT_EQ(inLab({"list", "pipelines"}).error, "");
    {
        const services::Project project = services::openProject(m_folder.path() / "lab" / "shared_config.json");
        const auto database = project.openDatabase();
        database->write([&] { database->execute("UPDATE pipelines SET \"Last checked\" = '2024-06-10 10:00:00'"); });
    }
    for (const char* table : {"pipelines", "jobs"}) {
        const Answer answer = inLab({"list", table});
        EXPECT_EQ(answer.status, 0);
        EXPECT_THAT(answer.error, HasSubstr("sim last answered at 2024-06-10 10:00:00")) << table;
    }
    EXPECT_EQ(inLab({"list", "samples"}).error, "");
}

}  // namespace
}  // namespace aurora::cli
