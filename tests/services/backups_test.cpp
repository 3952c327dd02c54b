#include "aurora/services/backups.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/database/daemon_table.h"
#include "aurora/services/batches.h"
#include "aurora/services/database_copy.h"
#include "lab_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string refusalOf(const Project& project, const fs::path& file)
{
    try {
        static_cast<void>(planRestore(project, file));
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

std::vector<std::string> batchesOf(const Project& project)
{
    std::vector<std::string> names;
    for (const Batch& batch : listBatches(project)) {
        names.push_back(batch.name);
    }
    return names;
}

void addBatch(const Project& project, const std::string& name)
{
    const auto database = project.openDatabase();
    database->write([&] { database->execute("INSERT INTO batches (label) VALUES (?)", {name}); });
}

TEST(Backups, WhatIsRestoredIsWhatWasBackedUpAndTheOtherIsKept)
{
    LabProject lab;
    addBatch(lab.project(), "before");
    const fs::path backup = backUpDatabase(lab.project(), Progress::none());
    ASSERT_EQ(listBackups(lab.project()).size(), 1U);
    EXPECT_EQ(listBackups(lab.project()).front().file, backup);
    EXPECT_GT(listBackups(lab.project()).front().bytes, 1000U);
    addBatch(lab.project(), "after");

    const auto watching = lab.project().openDatabase();
    const std::int64_t version = watching->dataVersion();
    const RestorePlan plan = planRestore(lab.project(), backup);
    EXPECT_THAT(messages(describeRestore(plan).done), HasSubstr("2 rows now, 1 in the backup"));
    EXPECT_EQ(batchesOf(lab.project()).size(), 2U) << "looking changes nothing";
    const Report report = restoreBackup(lab.project(), plan, Progress::none());
    EXPECT_EQ(batchesOf(lab.project()), std::vector<std::string>{"before"});
    EXPECT_NE(watching->dataVersion(), version);
    ASSERT_EQ(listBackups(lab.project()).size(), 2U);

    const fs::path asItWas = pathFromText(report.done.back().input);
    restoreBackup(lab.project(), planRestore(lab.project(), asItWas), Progress::none());
    EXPECT_EQ(batchesOf(lab.project()).size(), 2U);
}

TEST(Backups, ADaemonThatRunsGoesOnAndOneOfThePastDoesNotComeBack)
{
    LabProject lab;
    const auto database = lab.project().openDatabase();
    database::DaemonTable daemons(*database);
    daemons.claim({.host = "pc", .process = 1, .token = "past", .started = "", .heartbeat_uts = 1000, .doing = ""}, 1);
    const fs::path backup = backUpDatabase(lab.project(), Progress::none());
    daemons.claim({.host = "pc", .process = 2, .token = "now", .started = "", .heartbeat_uts = 9000, .doing = ""}, 1);
    restoreBackup(lab.project(), planRestore(lab.project(), backup), Progress::none());
    ASSERT_TRUE(daemons.current().has_value());
    EXPECT_EQ(daemons.current()->token, "now");
    copyProjectDatabase(lab.project(), pathText(lab.folder() / "copy.db"), UseCopy::No, Progress::none());
    database::Database copy(lab.folder() / "copy.db", database::Access::ReadOnly);
    EXPECT_FALSE(database::DaemonTable(copy).current().has_value());
}

/// The same backup as if it had been made at another time: its name says when.
fs::path madeAt(const fs::path& backup, std::chrono::hours shift)
{
    const std::string name = pathText(backup.filename());
    const std::size_t begin = name.rfind(".2") + 1;  // of 2026-01-31T12-00-00Z
    constexpr std::size_t length = 20;
    constexpr std::size_t timeBegin = 11;
    std::string moment = name.substr(begin, length);
    std::replace(moment.begin() + timeBegin, moment.end(), '-', ':');
    std::string shifted =
        formatTimestamp(parseTimestamp(moment, "UTC").value() + std::chrono::duration<double>(shift).count(), "UTC");
    std::replace(shifted.begin(), shifted.end(), ' ', 'T');
    std::replace(shifted.begin(), shifted.end(), ':', '-');
    fs::path renamed = backup.parent_path() / (name.substr(0, begin) + shifted + "Z" + name.substr(begin + length));
    fs::rename(backup, renamed);
    return renamed;
}

std::vector<std::string> occasionsOf(const Project& project)
{
    std::vector<std::string> occasions;
    for (const Backup& backup : listBackups(project)) {
        occasions.push_back(backup.what);
    }
    std::sort(occasions.begin(), occasions.end());
    return occasions;
}

Project projectThatKeeps(const Project& project, int backups)
{
    Json content = parseJson(readFile(project.config().file), "shared_config.json");
    content["Daemon"] = Json::object({{"Backups kept", backups}});
    replaceFileText(project.config().file, dumpJson(content));
    return openProject(project.folder());
}

TEST(Backups, NightlyOnesAreKeptForAsManyNightsAsConfiguredAndOthersForEver)
{
    LabProject lab;
    const Project project = projectThatKeeps(lab.project(), 2);
    backUpDatabase(project, Progress::none());
    const fs::path ofAnother = project.config().backupFolder / "other.nightly.2020-01-01T02-00-00Z.db";
    replaceFileText(ofAnother, "not looked into");
    const fs::path first =
        madeAt(pathFromText(backUpNightly(project, Progress::none()).done.front().input), std::chrono::hours(-48));
    addBatch(project, "of the second night");
    const fs::path second =
        madeAt(pathFromText(backUpNightly(project, Progress::none()).done.front().input), std::chrono::hours(-24));
    EXPECT_TRUE(fs::exists(first));
    const Report third = backUpNightly(project, Progress::none());
    EXPECT_TRUE(third.failed.empty());
    EXPECT_FALSE(fs::exists(first));
    EXPECT_TRUE(fs::exists(ofAnother));
    EXPECT_EQ(occasionsOf(project), (std::vector<std::string>{"backup", "nightly", "nightly", "nightly"}));

    addBatch(project, "today");
    restoreBackup(project, planRestore(project, second), Progress::none());
    EXPECT_EQ(batchesOf(project), std::vector<std::string>{"of the second night"});
}

TEST(Backups, OfADayTheLastOneIsKept)
{
    LabProject lab;
    const Project project = projectThatKeeps(lab.project(), 2);
    const fs::path yesterday =
        madeAt(pathFromText(backUpNightly(project, Progress::none()).done.front().input), std::chrono::hours(-24));
    for (int hour = 0; hour < 4; ++hour) {
        backUpNightly(project, Progress::none());
    }
    EXPECT_TRUE(fs::exists(yesterday)) << "what is made each hour does not push out the days before";
    EXPECT_EQ(listBackups(project).size(), 2U);
}

TEST(Backups, TheOneJustMadeStaysWhereTheClockWasSetBack)
{
    LabProject lab;
    const Project project = projectThatKeeps(lab.project(), 1);
    const fs::path ahead =
        madeAt(pathFromText(backUpNightly(project, Progress::none()).done.front().input), std::chrono::hours(240));
    const fs::path now = pathFromText(backUpNightly(project, Progress::none()).done.front().input);
    EXPECT_TRUE(fs::exists(now));
    EXPECT_FALSE(fs::exists(ahead));
}

TEST(Backups, TheirNamesSayWhenTheyWereMadeAlsoAfterTheProjectWasCopied)
{
    LabProject lab;
    const Project project = projectThatKeeps(lab.project(), 3);
    const fs::path today = pathFromText(backUpNightly(project, Progress::none()).done.front().input);
    std::vector<fs::path> kept{today};
    for (const int days : {1, 2}) {
        const fs::path copy = today.parent_path() / ("copy of " + std::to_string(days));
        fs::copy_file(today, copy);
        kept.push_back(madeAt(today, std::chrono::hours(-24 * days)));
        fs::rename(copy, today);
    }
    const fs::path unnamed = today.parent_path() / "database.nightly.old.db";
    fs::copy_file(today, unnamed);  // all of them have the same time of the file now, or nearly
    EXPECT_EQ(listBackups(project).size(), 4U);
    fs::remove(today);
    static_cast<void>(backUpNightly(project, Progress::none()));
    EXPECT_TRUE(fs::exists(kept[1]) && fs::exists(kept[2]));
    EXPECT_TRUE(fs::exists(unnamed)) << "it does not say when it was made";
}

TEST(Backups, WhatIsWrittenWhileARestoreWaitsIsInTheBackupOfBefore)
{
    LabProject lab;
    const fs::path backup = backUpDatabase(lab.project(), Progress::none());
    std::promise<void> writes;
    std::thread writer([&] {
        const auto database = lab.project().openDatabase();
        database->write([&] {
            database->execute("INSERT INTO batches (label) VALUES ('at the last moment')");
            writes.set_value();
            std::this_thread::sleep_for(std::chrono::milliseconds(700));  // the backup of before is made meanwhile
        });
    });
    writes.get_future().wait();
    const Report report = restoreBackup(lab.project(), planRestore(lab.project(), backup), Progress::none());
    writer.join();
    EXPECT_TRUE(batchesOf(lab.project()).empty());
    restoreBackup(lab.project(), planRestore(lab.project(), pathFromText(report.done.back().input)), Progress::none());
    EXPECT_EQ(batchesOf(lab.project()), std::vector<std::string>{"at the last moment"});
}

TEST(Backups, ProjectsThatShareAFolderDoNotPushOutEachOthers)
{
    LabProject first;
    LabProject second;
    const auto share = [&](LabProject& lab) {
        Json content = parseJson(readFile(lab.project().config().file), "shared_config.json");
        content["Database backup folder path"] = pathText(first.folder() / "shared");
        replaceFileText(lab.project().config().file, dumpJson(content));
        return projectThatKeeps(openProject(lab.project().folder()), 1);
    };
    const Project one = share(first);
    const Project other = share(second);
    const fs::path ofOne = pathFromText(backUpNightly(one, Progress::none()).done.front().input);
    const fs::path ofOther = pathFromText(backUpNightly(other, Progress::none()).done.front().input);
    EXPECT_EQ(ofOne.parent_path(), ofOther.parent_path());
    EXPECT_TRUE(fs::exists(ofOne));
    EXPECT_TRUE(fs::exists(ofOther));
    EXPECT_NE(pathText(ofOne.stem().stem().stem()), pathText(ofOther.stem().stem().stem()));
}

TEST(Backups, NoneIsMadeAtNightWhereNoneIsKept)
{
    LabProject lab;
    const Project project = projectThatKeeps(lab.project(), 0);
    EXPECT_TRUE(backUpNightly(project, Progress::none()).done.empty());
    EXPECT_TRUE(listBackups(project).empty());
}

TEST(Backups, WhatIsNoBackupIsRefusedAndNothingChanges)
{
    LabProject lab;
    addBatch(lab.project(), "mine");
    EXPECT_THAT(refusalOf(lab.project(), lab.folder() / "none.db"), HasSubstr("there is no such backup"));
    const fs::path text = lab.folder() / "text.db";
    replaceFileText(text, std::string(5000, 'x'));
    EXPECT_THAT(refusalOf(lab.project(), text), HasSubstr("not an SQLite database"));
    replaceFileText(lab.folder() / "empty.db", "");
    EXPECT_THAT(refusalOf(lab.project(), lab.folder() / "empty.db"), HasSubstr("no backup of a project"));
    const fs::path newer = backUpDatabase(lab.project(), Progress::none());
    database::Database(newer, database::Access::ReadWrite).execute("PRAGMA user_version = 1000");
    EXPECT_THAT(refusalOf(lab.project(), newer), HasSubstr("made by a newer program"));
    if (!lab.project().config().databaseServer) {
        EXPECT_THAT(refusalOf(lab.project(), lab.project().config().databasePath), HasSubstr("the project itself"));
    }
    EXPECT_EQ(batchesOf(lab.project()), std::vector<std::string>{"mine"});
}

TEST(Backups, ABackupOfAnOlderProgramIsBroughtUpToDate)
{
    LabProject lab;
    const fs::path backup = backUpDatabase(lab.project(), Progress::none());
    {
        database::Database old(backup, database::Access::ReadWrite);
        old.execute("DROP TABLE daemon");
        old.execute("PRAGMA user_version = 3");
    }
    restoreBackup(lab.project(), planRestore(lab.project(), backup), Progress::none());
    EXPECT_TRUE(lab.project().openDatabase()->hasTable("daemon"));
    EXPECT_EQ(listBackups(lab.project()).size(), 2U) << "it and the state before, nothing of the way between";
    addBatch(lab.project(), "new");
    EXPECT_EQ(batchesOf(lab.project()), std::vector<std::string>{"new"});
}

TEST(CopyProjectDatabase, ToAFileThatTheProjectUsesFromThenOn)
{
    LabProject lab;
    addBatch(lab.project(), "moved");
    const fs::path copy = lab.project().folder() / "database" / "copy.db";
    copyProjectDatabase(lab.project(), pathText(copy), UseCopy::Yes, Progress::none());
    const Project moved = openProject(lab.project().folder());
    EXPECT_EQ(moved.config().databasePath, copy);
    EXPECT_EQ(moved.config().raw.at("Database path"), "database/copy.db");
    EXPECT_EQ(batchesOf(moved), std::vector<std::string>{"moved"});
    EXPECT_THROW(copyProjectDatabase(lab.project(), "mysql://host/x", UseCopy::No, Progress::none()), UsageError);
}

TEST(CopyProjectDatabase, WhoHasTheProjectOpenStoresNothingInWhatItHasLeft)
{
    LabProject lab;
    const Project open = openProject(lab.project().folder());
    copyProjectDatabase(lab.project(), pathText(lab.project().folder() / "database" / "copy.db"), UseCopy::Yes,
                        Progress::none());
    try {
        addBatch(open, "too late");
        FAIL() << "it was stored where nobody reads it";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("has moved to another database"));
    }
    addBatch(openProject(lab.project().folder()), "in time");

    if (!open.config().databaseServer) {
        const fs::path backup = backUpDatabase(open, Progress::none());
        EXPECT_THROW(restoreBackup(open, planRestore(open, backup), Progress::none()), Error);
        const Project moved = openProject(open.folder());
        restoreBackup(moved, planRestore(moved, open.config().databasePath), Progress::none());
        addBatch(openProject(open.folder()), "on what was left before");
    }
    replaceFileText(open.config().file, dumpJson(open.config().raw));  // it names the first one again
    const Project back = openProject(open.folder());
    addBatch(back, "back");
    EXPECT_EQ(batchesOf(back), std::vector<std::string>{"back"});
}

TEST(CopyProjectDatabase, IsNotUsedWhileTheDaemonWritesToTheOtherOne)
{
    LabProject lab;
    const auto database = lab.project().openDatabase();
    database::DaemonTable(*database).claim(
        {.host = "pc", .process = 7, .token = "t", .started = "", .heartbeat_uts = nowUts(), .doing = ""}, 1);
    const fs::path copy = lab.folder() / "copy.db";
    EXPECT_THROW(copyProjectDatabase(lab.project(), pathText(copy), UseCopy::Yes, Progress::none()), Error);
    EXPECT_FALSE(fs::exists(copy));
    EXPECT_NO_THROW(copyProjectDatabase(lab.project(), pathText(copy), UseCopy::No, Progress::none()));
}

}  // namespace
}  // namespace aurora::services
