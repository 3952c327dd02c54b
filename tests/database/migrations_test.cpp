#include "aurora/database/migrations.h"

#include "aurora/config/shared_config.h"
#include "aurora/core/error.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "support/corpus.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace aurora::database {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsSubsetOf;
using testing::Not;

std::vector<std::string> texts(const Table& table)
{
    std::vector<std::string> column;
    for (const auto& row : table.rows) {
        column.push_back(toText(row[0]));
    }
    return column;
}

std::vector<std::string> columnsOf(const Database& database, const std::string& table)
{
    return texts(database.query("SELECT name FROM pragma_table_info(?)", {table}));
}

class MigrationsTest : public testing::Test
{
protected:
    void SetUp() override { test::qtApplication(); }

    test::TemporaryFolder folder;
    fs::path file = folder.path() / "database.db";
    fs::path backups = folder.path() / "backup";
};

TEST_F(MigrationsTest, ANewDatabaseHasTheTablesAndColumnsOfTheSpecification)
{
    createDatabase(file, config::standardSampleColumns());
    const Database database(file, Access::ReadOnly);
    EXPECT_EQ(schemaVersion(database), newestSchemaVersion());
    EXPECT_EQ(columnsOf(database, "samples").size(), 64U);  // 62 configured, Pipeline, Job ID
    EXPECT_THAT(columnsOf(database, "samples"), Contains("Job ID"));
    EXPECT_THAT(columnsOf(database, "jobs"),
                testing::ElementsAre("Job ID", "Sample ID", "Pipeline", "Status", "Jobname", "Server label",
                                     "Server hostname", "Job ID on server", "Submitted", "Payload", "Comment",
                                     "Last checked", "Snapshot status", "Last snapshot"));
    EXPECT_THAT(columnsOf(database, "pipelines"),
                testing::ElementsAre("Pipeline", "Sample ID", "Job ID", "Ready", "Flag", "Last checked", "Server label",
                                     "Server hostname", "Job ID on server"));
    EXPECT_THAT(columnsOf(database, "results"),
                testing::ElementsAre("Sample ID", "Pipeline", "Status", "Flag", "Number of cycles", "Capacity loss (%)",
                                     "First formation efficiency (%)", "Initial specific discharge capacity (mAh/g)",
                                     "Initial efficiency (%)", "Last specific discharge capacity (mAh/g)",
                                     "Last efficiency (%)", "Max voltage (V)", "Formation C", "Cycling C",
                                     "Last snapshot", "Last analysis", "Last plotted", "Snapshot status",
                                     "Snapshot pipeline"));
    EXPECT_THAT(columnsOf(database, "harvester"),
                testing::ElementsAre("id", "Server label", "Server hostname", "Folder", "Last snapshot"));
    EXPECT_THAT(columnsOf(database, "batches"), testing::ElementsAre("id", "label", "description"));
    EXPECT_THAT(columnsOf(database, "batch_samples"), testing::ElementsAre("batch_id", "sample_id"));
    EXPECT_THAT(columnsOf(database, "files"),
                testing::ElementsAre("id", "Server label", "Folder", "Path", "Size", "Modified", "SHA-256", "Sample ID",
                                     "Snapshot file", "Status", "Reason", "Assigned by", "Fetched", "Hints"));
}

TEST_F(MigrationsTest, ADatabaseThatExistsIsNotMadeAgain)
{
    createDatabase(file, config::standardSampleColumns());
    {
        Database database(file, Access::ReadWrite);
        database.execute("INSERT INTO samples (\"Sample ID\") VALUES ('run_01')");
    }
    EXPECT_THROW(createDatabase(file, config::standardSampleColumns()), Error);
    const Database database(file, Access::ReadOnly);
    EXPECT_EQ(database.query("SELECT * FROM samples").rows.size(), 1U);
}

TEST_F(MigrationsTest, AnEmptyDatabaseOfAnInterruptedInitIsTaken)
{
    createDatabase(file, config::standardSampleColumns());
    EXPECT_NO_THROW(createDatabase(file, config::standardSampleColumns()));
    EXPECT_EQ(schemaVersion(Database(file, Access::ReadOnly)), newestSchemaVersion());
}

TEST_F(MigrationsTest, NothingIsBackedUpWhenNothingIsToBeDone)
{
    createDatabase(file, config::standardSampleColumns());
    Database database(file, Access::ReadWrite);
    EXPECT_EQ(migrate(database, config::standardSampleColumns(), backups), fs::path());
    EXPECT_FALSE(fs::exists(backups));
}

TEST_F(MigrationsTest, ANewConfiguredColumnIsAddedAfterABackup)
{
    createDatabase(file, config::standardSampleColumns());
    auto columns = config::standardSampleColumns();
    columns.push_back({.name = "Glue", .alternativeNames = {}, .sqlType = "TEXT", .type = CellType::Text});
    Database database(file, Access::ReadWrite);
    const fs::path backup = migrate(database, columns, backups);
    EXPECT_EQ(backup.parent_path(), backups);
    EXPECT_THAT(columnsOf(database, "samples"), Contains("Glue"));
    EXPECT_THAT(columnsOf(Database(backup, Access::ReadOnly), "samples"), Not(Contains("Glue")));
}

TEST_F(MigrationsTest, ADatabaseOfANewerProgramIsRefusedAndLeftAlone)
{
    createDatabase(file, config::standardSampleColumns());
    Database database(file, Access::ReadWrite);
    database.execute("PRAGMA user_version = 1000");
    try {
        migrate(database, config::standardSampleColumns(), backups);
        FAIL() << "migrated";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("version 1000"));
    }
    EXPECT_FALSE(fs::exists(backups));
}

TEST_F(MigrationsTest, ABackupIsAConsistentCopyAndReplacesNothing)
{
    createDatabase(file, config::standardSampleColumns());
    Database database(file, Access::ReadWrite);
    database.execute("INSERT INTO batches (label) VALUES ('kept')");
    const fs::path copy = folder.path() / "copy.db";
    backupDatabase(file, copy);
    EXPECT_THAT(texts(Database(copy, Access::ReadOnly).query("SELECT label FROM batches")),
                testing::ElementsAre("kept"));
    EXPECT_THROW(backupDatabase(file, copy), Error);
}

/// Databases of the Python program, each in a copy.
class PythonDatabaseTest : public MigrationsTest, public testing::WithParamInterface<const char*>
{
protected:
    void SetUp() override
    {
        MigrationsTest::SetUp();
        const auto corpus = test::corpus();
        if (!corpus) {
            GTEST_SKIP() << "no corpus";
        }
        const fs::path project = *corpus / "python_project" / "project";
        fs::copy_file(project / "database" / GetParam(), file);
        fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
        columns = config::readSharedConfig(project / "shared_config.json").sampleColumns;
    }

    std::vector<config::SampleColumn> columns;
};

TEST_P(PythonDatabaseTest, KeepsEveryTableColumnAndRow)
{
    std::map<std::string, Table> before;
    {
        const Database database(file, Access::ReadOnly);
        ASSERT_EQ(schemaVersion(database), 0);
        for (const std::string& table : texts(database.query("SELECT name FROM sqlite_master WHERE type = 'table'"))) {
            before[table] = database.query("SELECT * FROM " + quotedIdentifier(table) + " ORDER BY 1, 2");
        }
    }
    ASSERT_EQ(before.at("samples").rows.size(), 38U);
    Database database(file, Access::ReadWrite);
    EXPECT_TRUE(fs::exists(migrate(database, columns, backups)));
    for (const auto& [name, old] : before) {
        std::string names;
        for (const Table::ColumnInfo& column : old.columns) {
            names += (names.empty() ? "" : ", ") + quotedIdentifier(column.name);
        }
        if (name != "sqlite_sequence") {
            EXPECT_EQ(database.query("SELECT " + names + " FROM " + quotedIdentifier(name) + " ORDER BY 1, 2").rows,
                      old.rows)
                << name;
        }
    }
}

TEST_P(PythonDatabaseTest, GetsWhatWasMissing)
{
    Database database(file, Access::ReadWrite);
    migrate(database, columns, backups);
    EXPECT_EQ(schemaVersion(database), newestSchemaVersion());
    EXPECT_THAT(columnsOf(database, "harvester"), Contains("Last snapshot"));
    EXPECT_THAT(columnsOf(database, "samples"), Contains("Barcode"));
    EXPECT_EQ(columnsOf(database, "files").size(), 14U);
    EXPECT_EQ(migrate(database, columns, backups), fs::path());
}

TEST_P(PythonDatabaseTest, OpenReadOnlyStaysAsItIs)
{
    Database database(file, Access::ReadOnly);
    EXPECT_EQ(migrate(database, columns, backups), fs::path());
    EXPECT_EQ(schemaVersion(database), 0);
    EXPECT_EQ(SamplesTable(database).ids().size(), 38U);
}

INSTANTIATE_TEST_SUITE_P(Corpus, PythonDatabaseTest, testing::Values("database.db", "database_older_lab.db"),
                         [](const auto& parameter) {
                             return std::string(parameter.param) == "database.db" ? "Fresh" : "OlderLab";
                         });

}  // namespace
}  // namespace aurora::database
