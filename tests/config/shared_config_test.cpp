#include "aurora/config/shared_config.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/corpus.h"
#include "support/source_folder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::config {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class SharedConfigTest : public testing::Test
{
protected:
    SharedConfig read(const std::string& content)
    {
        replaceFileText(file, content);
        return readSharedConfig(file);
    }

    std::string refusal(const std::string& content)
    {
        try {
            static_cast<void>(read(content));
        } catch (const Error& error) {
            return error.what();
        }
        return "accepted";
    }

    test::TemporaryFolder folder;
    fs::path file = folder.path() / "shared_config.json";
};

TEST_F(SharedConfigTest, RelativePathsAreRelativeToTheFolderOfTheFile)
{
    const SharedConfig config =
        read(R"({"Database path": "database/database.db", "Samples folder path": "../robot/"})");
    EXPECT_EQ(config.databasePath, folder.path() / "database" / "database.db");
    EXPECT_EQ(config.samplesFolder, folder.path().parent_path() / "robot");
}

TEST_F(SharedConfigTest, BackslashesAreSeparatorsToo)
{
    const SharedConfig config = read(R"({"Database path": "data\\base\\database.db"})");
    EXPECT_EQ(config.databasePath, folder.path() / "data" / "base" / "database.db");
}

TEST_F(SharedConfigTest, AbsolutePathsStayAsTheyAre)
{
    const SharedConfig config =
        read(R"({"Database path": "/lab/database.db", "Batches folder path": "C:\\lab\\batches"})");
    // On Windows a root without a drive is that of the drive the project lies on.
    EXPECT_EQ(config.databasePath, folder.path().root_path() / "lab" / "database.db");
    EXPECT_EQ(pathText(config.batchesFolder), "C:/lab/batches");
}

TEST_F(SharedConfigTest, WhatIsMissingHasTheDefaultOfANewProject)
{
    const SharedConfig config = read(R"({"Database path": "database/database.db"})");
    EXPECT_EQ(config.timeZone, "Europe/Zurich");
    EXPECT_EQ(config.snapshotsFolder, folder.path() / "snapshots");
    EXPECT_EQ(config.backupFolder, folder.path() / "database" / "backup");
    EXPECT_EQ(config.sampleColumns.size(), standardSampleColumns().size());
    EXPECT_EQ(config.flagThresholds.formationEfficiency_pct, 60);
}

TEST_F(SharedConfigTest, ReadsEveryValueThatAnalysisAndTablesNeed)
{
    const SharedConfig config = read(R"({"Database path": "d.db", "Time zone": "Asia/Tokyo",
        "Unused pipelines": ["tt1-%"], "Flag thresholds": {"Cap loss": 15, "Init cap": 120.5},
        "EC-lab harvester": {"Run ID lookup": {"folder": "run"}}})");
    EXPECT_EQ(config.timeZone, "Asia/Tokyo");
    EXPECT_THAT(config.unusedPipelines, ElementsAre("tt1-%"));
    EXPECT_EQ(config.flagThresholds.capacityLoss_pct, 15);
    EXPECT_EQ(config.flagThresholds.initialEfficiency_pct, 50);
    EXPECT_EQ(config.flagThresholds.initialCapacity_mAhPerG, 120.5);
    EXPECT_EQ(config.runIdLookup.at("folder"), "run");
}

TEST_F(SharedConfigTest, MistakesAreNamedWithFileKeyAndValue)
{
    const std::string zone = refusal(R"({"Database path": "d.db", "Time zone": "Europe/Zurick"})");
    EXPECT_THAT(zone, HasSubstr("shared_config.json"));
    EXPECT_THAT(zone, HasSubstr("\"Time zone\""));
    EXPECT_THAT(zone, HasSubstr("\"Europe/Zurick\""));
    EXPECT_THAT(refusal(R"({"Samples folder path": "samples"})"), HasSubstr("\"Database path\" is missing"));
    EXPECT_THAT(refusal(R"({"Database path": 5})"), HasSubstr("\"Database path\" is 5"));
    EXPECT_THAT(refusal(R"({"Database path": "d", "Unused pipelines": "tt1"})"), HasSubstr("list of texts"));
    EXPECT_THAT(refusal(R"({"Database path": "d", "Flag thresholds": {"Cap loss": "20"}})"),
                HasSubstr("\"Cap loss\" is \"20\""));
    EXPECT_THAT(refusal(R"({"Database path": "d", "Servers": [{"hostname": "x"}]})"), HasSubstr("\"label\""));
    EXPECT_THAT(refusal(R"({"Database path": "d", "Sample database": [{"Name": "Label"}]})"),
                HasSubstr("shared_config.json: \"Sample database\""));
    EXPECT_THAT(refusal(R"(["Database path"])"), HasSubstr("one JSON object"));
    EXPECT_THAT(refusal(R"({"Database path": )"), HasSubstr("not valid JSON at line 1"));
}

TEST_F(SharedConfigTest, ProjectsOfLaterPythonVersionsAreRead)
{
    const SharedConfig config = read(R"({"Database path": "database.db", "Data folder path": "data",
        "Servers": {"nw1": {"hostname": "neware001", "server_type": "neware"}}})");
    EXPECT_EQ(config.snapshotsFolder, folder.path() / "data");
    ASSERT_EQ(config.warnings.size(), 1U);
    EXPECT_THAT(config.warnings[0], HasSubstr("Import the vendor files again"));
}

TEST_F(SharedConfigTest, UnknownKeysAreKept)
{
    EXPECT_EQ(read(R"({"Database path": "d.db", "User mapping": {"lab": "Lab User"}})").raw["User mapping"]["lab"],
              "Lab User");
}

TEST_F(SharedConfigTest, TheFileInTheProjectFolderCountsAndTheOtherIsWarnedAbout)
{
    fs::create_directories(folder.path() / "database");
    replaceFileText(folder.path() / "database" / "shared_config.json", "{}");
    std::vector<std::string> warnings;
    EXPECT_EQ(findSharedConfig(folder.path(), warnings), folder.path() / "database" / "shared_config.json");
    EXPECT_TRUE(warnings.empty());
    replaceFileText(file, "{}");
    EXPECT_EQ(findSharedConfig(folder.path() / "", warnings), file);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0], HasSubstr("Remove one of them"));
    EXPECT_EQ(findSharedConfig(file, warnings), file);
}

TEST_F(SharedConfigTest, AFolderWithoutAProjectIsNamed)
{
    std::vector<std::string> warnings;
    try {
        static_cast<void>(findSharedConfig(folder.path(), warnings));
        FAIL() << "found a project in an empty folder";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr(pathText(folder.path())));
    }
}

TEST_F(SharedConfigTest, TheDefaultFileHasEveryKeyAndTheStandardColumns)
{
    const fs::path defaultFile = test::sourceFolder() / "config" / "shared_config.default.json";
    const SharedConfig config = readSharedConfig(defaultFile);
    EXPECT_EQ(toJson(config.sampleColumns), toJson(standardSampleColumns()));
    const Json fresh = newSharedConfig();
    for (const auto& [key, value] : fresh.items()) {
        EXPECT_TRUE(config.raw.contains(key)) << key;
    }
    EXPECT_EQ(config.raw["Flag thresholds"], fresh["Flag thresholds"]);
    EXPECT_EQ(config.raw["Servers"][0]["server_type"], "tomato");
    EXPECT_TRUE(config.raw["EC-lab harvester"]["Servers"][0].contains("EC-lab folder location"));
    EXPECT_TRUE(config.raw["Neware harvester"]["Servers"][0].contains("Neware folder location"));
}

TEST_F(SharedConfigTest, ANewConfigurationHoldsRelativePathsOnly)
{
    const Json fresh = newSharedConfig();
    EXPECT_EQ(fresh["Database path"], "database/database.db");
    EXPECT_EQ(fresh["Graphs folder path"], "snapshots");
    EXPECT_EQ(fresh["Daemon"]["Nightly at"], "02:00");
    const SharedConfig config = read(dumpJson(fresh));
    EXPECT_TRUE(config.warnings.empty());
    EXPECT_EQ(config.graphsFolder, folder.path() / "snapshots");
}

TEST(SharedConfigOfPythonProject, IsReadWithTheOlderSpellings)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "no corpus";
    }
    const SharedConfig config = readSharedConfig(*corpus / "python_project" / "project" / "shared_config.json");
    EXPECT_EQ(config.runIdLookup.at("gen6 hand made"), "250116_kigr_gen6");
    EXPECT_THAT(config.unusedPipelines, ElementsAre("tt1-MPG2-9-%"));
    EXPECT_EQ(config.sampleColumns.size(), 61U);
    EXPECT_EQ(findSampleColumn(config.sampleColumns, "Anode Weight")->name, "Anode mass (mg)");
}

}  // namespace
}  // namespace aurora::config
