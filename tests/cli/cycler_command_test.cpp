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
