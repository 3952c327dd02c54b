#include "aurora/services/preferences.h"

#include "aurora/core/error.h"
#include "services/lab_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using ::testing::HasSubstr;

Json server(const char* label, const Json& port)
{
    return {{"label", label}, {"hostname", "pc"}, {"shell_type", "bash"}, {"port", port}};
}

TEST(Preferences, ChangesAreWrittenAndEverythingElseStays)
{
    LabProject lab;
    const std::filesystem::path file = lab.project().config().file;
    Json before = readConfiguration(file);
    before["Colour of the lab"] = "blue";
    before["Daemon"] = {{"Update interval (min)", 5}, {"Nightly at", "02:00"}, {"Of tomorrow", true}};
    replaceFileText(file, dumpJson(before));

    Json edited = before;
    edited["Daemon"]["Update interval (min)"] = 10;
    edited["Servers"] = Json::array({server("tt1", 22)});
    // Meanwhile somebody else changes another value of the same object, and a key of the project.
    Json byOther = before;
    byOther["Daemon"]["Nightly at"] = "03:30";
    byOther["Time zone"] = "Europe/Lisbon";
    replaceFileText(file, dumpJson(byOther));
    saveConfiguration(ConfigurationFile::Shared, file, before, edited);

    const Json after = readConfiguration(file);
    EXPECT_EQ(after["Colour of the lab"], "blue");
    EXPECT_EQ(after["Daemon"]["Update interval (min)"], 10);
    EXPECT_EQ(after["Daemon"]["Nightly at"], "03:30");
    EXPECT_EQ(after["Daemon"]["Of tomorrow"], true);
    EXPECT_EQ(after["Time zone"], "Europe/Lisbon");
    EXPECT_EQ(openProject(file).config().servers.at(0).label, "tt1");
}

TEST(Preferences, AKeyThatWasTakenOutIsGone)
{
    const Json before = {{"SSH private key path", "/a"}, {"Recent projects", Json::array()}};
    const Json after = withChanges(before, before, Json::object({{"Recent projects", Json::array()}}));
    EXPECT_FALSE(after.contains("SSH private key path"));
    EXPECT_TRUE(after.contains("Recent projects"));
}

TEST(Preferences, AMistakeNamesKeyAndValueAndNothingIsWritten)
{
    LabProject lab;
    const std::filesystem::path file = lab.project().config().file;
    const std::string text = readFile(file);
    const Json before = readConfiguration(file);
    Json edited = before;
    edited["Servers"] = Json::array({server("tt1", 99999)});
    const auto why = whyNotConfiguration(ConfigurationFile::Shared, file, edited);
    ASSERT_TRUE(why && why->refused);
    EXPECT_EQ(why->message, "\"Servers\", \"tt1\": \"port\" is 99999, but must be a whole number from 1 to 65535.");
    EXPECT_EQ(why->refused->list, "Servers");
    EXPECT_EQ(why->refused->entry, "0");
    EXPECT_EQ(why->refused->key, "port");
    EXPECT_EQ(why->refused->said, "\"port\" is 99999, but must be a whole number from 1 to 65535.");
    EXPECT_FALSE(whyNotConfiguration(ConfigurationFile::Shared, file, before));
    EXPECT_THROW(saveConfiguration(ConfigurationFile::Shared, file, before, edited), Error);
    EXPECT_EQ(readFile(file), text);
}

TEST(Preferences, AUserFileIsMadeWhereThereIsNone)
{
    test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "new" / "config.json";
    saveConfiguration(ConfigurationFile::User, file, Json::object(),
                      Json::object({{"SSH private key path", "/home/a/key"}}));
    EXPECT_THAT(readFile(file), HasSubstr("/home/a/key"));
}

TEST(Preferences, APrivateKeyThatIsNotThereOrIsAFolderIsToldAndAFileIsNot)
{
    const test::TemporaryFolder folder;
    config::UserConfig user;
    EXPECT_EQ(whyNoPrivateKey(user), "") << "none is configured";
    user.sshPrivateKeyPath = folder.path() / "id_lab";
    EXPECT_EQ(whyNoPrivateKey(user), pathText(folder.path() / "id_lab") +
                                         " is not there: without it, only the agent and the keys in ~/.ssh are tried.");
    replaceFileText(folder.path() / "id_lab", "a key");
    EXPECT_EQ(whyNoPrivateKey(user), "");
    user.sshPrivateKeyPath = folder.path();
    EXPECT_THAT(whyNoPrivateKey(user), HasSubstr("is a folder and not a key"));
}

}  // namespace
}  // namespace aurora::services
