#include "aurora/config/user_config.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::config {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(UserConfig, AMissingFileIsAnEmptyConfiguration)
{
    const test::TemporaryFolder folder;
    const UserConfig config = readUserConfig(folder.path() / "config.json");
    EXPECT_FALSE(config.sharedConfigPath.has_value());
    EXPECT_TRUE(config.recentProjects.empty());
}

TEST(UserConfig, ComesBackAsItWasWritten)
{
    const test::TemporaryFolder folder;
    const fs::path key = fs::absolute("/home/lab/.ssh/id_ed25519");
    const fs::path project = fs::absolute("/lab/a/shared_config.json");
    UserConfig config = readUserConfig(folder.path() / "new" / "config.json");
    config.sshPrivateKeyPath = key;
    rememberProject(config, project);
    writeUserConfig(config);
    const UserConfig again = readUserConfig(config.file);
    EXPECT_EQ(again.sharedConfigPath, project);
    EXPECT_EQ(again.sshPrivateKeyPath, key);
    EXPECT_EQ(again.recentProjects, std::vector<fs::path>{project});
    EXPECT_FALSE(again.snapshotsFolder.has_value());
}

TEST(UserConfig, UnknownKeysSurviveARewrite)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "config.json";
    replaceFileText(file, R"({"Shared config path": "", "Window": {"width": 800}})");
    const UserConfig config = readUserConfig(file);
    EXPECT_FALSE(config.sharedConfigPath.has_value());  // the Python program writes empty texts
    writeUserConfig(config);
    EXPECT_EQ(parseJson(readFile(file), "config.json")["Window"]["width"], 800);
}

TEST(UserConfig, TheNewestOfTenRecentProjectsComesFirst)
{
    UserConfig config;
    for (int i = 0; i < 12; ++i) {
        rememberProject(config, "/lab/" + std::to_string(i) + ".json");
    }
    rememberProject(config, "/lab/5.json");
    ASSERT_EQ(config.recentProjects.size(), 10U);
    EXPECT_EQ(config.recentProjects[0], fs::path("/lab/5.json"));
    EXPECT_EQ(config.recentProjects[1], fs::path("/lab/11.json"));
    EXPECT_EQ(config.recentProjects[9], fs::path("/lab/2.json"));
}

TEST(UserConfig, AMistakeIsNamed)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "config.json";
    replaceFileText(file, R"({"Recent projects": [1]})");
    try {
        static_cast<void>(readUserConfig(file));
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("\"Recent projects\" is [1]"));
    }
}

}  // namespace
}  // namespace aurora::config
