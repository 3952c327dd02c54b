#include "aurora/services/project.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/database/migrations.h"
#include "aurora/database/samples_table.h"
#include "support/corpus.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"
#include "support/without_root_rights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QtGlobal>

#include <fstream>
#include <vector>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Sets an environment variable for the length of a test.
class Environment
{
public:
    Environment(const char* name, const std::string& value) : m_name(name) { qputenv(name, value.c_str()); }

    ~Environment() { qunsetenv(m_name); }

    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    const char* m_name;
};

class ProjectTest : public testing::Test
{
protected:
    ProjectTest() { test::qtApplication(); }

    /// A copy that can be written; the corpus itself may be read-only.
    fs::path copyOfPythonProject() const
    {
        fs::path copy = folder.path() / "python";
        fs::copy(*test::corpus() / "python_project" / "project", copy, fs::copy_options::recursive);
        for (const auto& entry : fs::recursive_directory_iterator(copy)) {
            fs::permissions(entry, fs::perms::owner_write, fs::perm_options::add);
        }
        fs::permissions(copy, fs::perms::owner_write, fs::perm_options::add);
        return copy;
    }

    test::TemporaryFolder folder;
};

TEST_F(ProjectTest, InitMakesTheFoldersTheDatabaseAndAConfigurationWithRelativePaths)
{
    const fs::path root = folder.path() / "P";
    const Project project = initProject(root);
    EXPECT_EQ(project.folder(), root);
    EXPECT_EQ(project.name(), "P");
    EXPECT_FALSE(project.readOnly());
    for (const char* const part : {"database/backup", "samples", "snapshots", "batches", "protocols"}) {
        EXPECT_TRUE(fs::is_directory(root / part)) << part;
    }
    EXPECT_THAT(readFile(root / "shared_config.json"), Not(HasSubstr(pathText(folder.path()))));
    EXPECT_THAT(database::SamplesTable(*project.openDatabase()).ids(), IsEmpty());
    EXPECT_THAT(project.config().warnings, IsEmpty());
}

TEST_F(ProjectTest, InitRefusesAFolderThatHasAProject)
{
    const Project project = initProject(folder.path());
    const std::string before = readFile(folder.path() / "shared_config.json");
    EXPECT_THROW(static_cast<void>(initProject(folder.path())), Error);
    EXPECT_EQ(readFile(folder.path() / "shared_config.json"), before);
}

TEST_F(ProjectTest, AFailedInitLeavesNoConfiguration)
{
    replaceFileText(folder.path() / "samples", "a file where a folder should be");
    EXPECT_THROW(static_cast<void>(initProject(folder.path())), Error);
    EXPECT_FALSE(fs::exists(folder.path() / "shared_config.json"));
}

TEST_F(ProjectTest, AFailedInitLeavesNoFolderThatItMade)
{
    fs::create_directories(folder.path() / "mine");
    const config::DatabaseServer nobody{.host = "127.0.0.1", .port = 1, .name = "a", .user = "u", .password = ""};
    EXPECT_THROW(static_cast<void>(initProject(folder.path() / "new" / "P", nobody)), Error);
    EXPECT_FALSE(fs::exists(folder.path() / "new"));
    EXPECT_THROW(static_cast<void>(initProject(folder.path() / "mine", nobody)), Error);
    EXPECT_TRUE(fs::exists(folder.path() / "mine")) << "it was there before";
    EXPECT_TRUE(fs::is_empty(folder.path() / "mine"));
}

TEST_F(ProjectTest, SamplesLieInTheFolderOfTheirRun)
{
    const Project project = initProject(folder.path());
    EXPECT_EQ(project.sampleFolder(SampleId("240620_kigr_gen2_01")),
              folder.path() / "snapshots" / "240620_kigr_gen2" / "240620_kigr_gen2_01");
    EXPECT_EQ(project.sampleFolder(SampleId("pouch")), folder.path() / "snapshots" / "misc" / "pouch");
}

TEST_F(ProjectTest, AProjectWhoseConfigurationStandsInDatabaseIsTheFolderAbove)
{
    fs::create_directories(folder.path() / "P" / "database");
    const fs::path file = folder.path() / "P" / "database" / "shared_config.json";
    replaceFileText(file, R"({"Database path": "database.db"})");
    database::createDatabase(folder.path() / "P" / "database" / "database.db", config::standardSampleColumns());
    const Project project = openProject(folder.path() / "P");
    EXPECT_EQ(project.config().file, file);
    EXPECT_EQ(project.name(), "P");
}

TEST_F(ProjectTest, AMissingDatabaseIsNamed)
{
    replaceFileText(folder.path() / "shared_config.json", R"({"Database path": "gone.db"})");
    try {
        static_cast<void>(openProject(folder.path()));
        FAIL() << "opened";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("gone.db: there is no such database"));
    }
    EXPECT_FALSE(fs::exists(folder.path() / "gone.db"));
}

TEST_F(ProjectTest, AProjectThatCannotBeWrittenOpensReadOnlyAndSaysSo)
{
    if (!test::foldersCanBeReadOnly) {
        GTEST_SKIP() << test::noReadOnlyFolders;
    }
    const Project project = initProject(folder.path());
    const fs::path databaseFolder = folder.path() / "database";
    const test::WithoutRootRights ordinaryUser(folder.path());
    fs::permissions(databaseFolder, fs::perms::owner_read | fs::perms::owner_exec);
    const Project again = openProject(folder.path());
    fs::permissions(databaseFolder, fs::perms::owner_all);
    EXPECT_TRUE(again.readOnly());
    ASSERT_EQ(again.config().warnings.size(), 1U);
    EXPECT_THAT(again.config().warnings[0], HasSubstr("open read-only"));
    EXPECT_THROW(again.openDatabase()->write([] {}), Error);
}

TEST_F(ProjectTest, AProjectOfThePythonProgramOpensWithItsSamplesAfterABackup)
{
    if (!test::corpus()) {
        GTEST_SKIP() << "no corpus";
    }
    const fs::path root = copyOfPythonProject();
    const Project project = openProject(root);
    const auto ids = database::SamplesTable(*project.openDatabase()).ids();
    ASSERT_EQ(ids.size(), 38U);
    EXPECT_EQ(ids[0], "240620_kigr_gen2_01");
    std::vector<std::string> backups;
    for (const auto& entry : fs::directory_iterator(root / "database" / "backup")) {
        backups.push_back(pathText(entry.path().extension()));
    }
    EXPECT_THAT(backups, testing::Contains(".db"));
    EXPECT_TRUE(fs::exists(project.sampleFolder(SampleId(ids[0])) / "full.240620_kigr_gen2_01.h5"));
}

TEST_F(ProjectTest, IsFoundByWhatTheUserSaidThenTheEnvironmentThenTheLastOpened)
{
    config::UserConfig user;
    EXPECT_THROW(static_cast<void>(findProject(std::nullopt, user)), UsageError);
    user.sharedConfigPath = "/last/shared_config.json";
    EXPECT_EQ(findProject(std::nullopt, user), fs::path("/last/shared_config.json"));
    const Environment environment("AURORA_PROJECT", "/environment");
    EXPECT_EQ(findProject(std::nullopt, user), fs::path("/environment"));
    EXPECT_EQ(findProject("/said", user), fs::path("/said"));
}

TEST_F(ProjectTest, IsRememberedInTheUserFileOfTheEnvironment)
{
    const fs::path userFile = folder.path() / "user" / "config.json";
    const Environment environment("AURORA_USER_CONFIG", pathText(userFile));
    const Project project = initProject(folder.path() / "P");
    EXPECT_FALSE(fs::exists(userFile));
    rememberProject(project);
    const config::UserConfig user = config::readUserConfig(userFile);
    EXPECT_EQ(user.sharedConfigPath, folder.path() / "P" / "shared_config.json");
    EXPECT_THAT(user.recentProjects, ElementsAre(folder.path() / "P" / "shared_config.json"));
}

}  // namespace
}  // namespace aurora::services
