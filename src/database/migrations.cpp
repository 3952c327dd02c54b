#include "aurora/database/migrations.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "schema.h"

#include <fstream>

namespace aurora::database {

namespace fs = std::filesystem;

namespace {

void refuseNewer(const Database& database)
{
    const int version = schemaVersion(database);
    if (version > newestSchemaVersion()) {
        throw Error(pathText(database.file()) + ": this database has schema version " + std::to_string(version) +
                    ", made by a newer program; this one knows versions up to " +
                    std::to_string(newestSchemaVersion()) + ". Nothing was changed. Install the newer program.");
    }
}

bool isUpToDate(const Database& database, const std::vector<config::SampleColumn>& columns)
{
    return schemaVersion(database) == newestSchemaVersion() && missingColumns(database, samplesTable(columns)).empty();
}

/// Everything of every step is "make it so", so that two programs that migrate at once do no harm.
void bringUpToDate(Database& database, const std::vector<config::SampleColumn>& columns)
{
    const int from = schemaVersion(database);
    ensureTable(database, samplesTable(columns));
    for (const Migration& migration : migrations()) {
        if (migration.version <= from) {
            continue;
        }
        for (const TableDefinition& table : migration.tables) {
            ensureTable(database, table);
        }
        for (const std::string& statement : migration.statements) {
            database.execute(statement);
        }
    }
    database.execute("PRAGMA user_version = " + std::to_string(newestSchemaVersion()));
}

/// True for the database of an init that did not get to its end: whole, and nothing in it yet.
bool isNewAndEmpty(const fs::path& file, const std::vector<config::SampleColumn>& columns)
{
    Database database(file, Access::ReadOnly);
    return isUpToDate(database, columns) && database.query("SELECT 1 FROM samples LIMIT 1").rows.empty() &&
           database.query("SELECT 1 FROM jobs LIMIT 1").rows.empty() &&
           database.query("SELECT 1 FROM pipelines LIMIT 1").rows.empty();
}

}  // namespace

int newestSchemaVersion()
{
    return migrations().back().version;
}

int schemaVersion(const Database& database)
{
    const Table version = database.query("PRAGMA user_version");
    return static_cast<int>(std::get<std::int64_t>(version.rows.at(0).at(0)));
}

void createDatabase(const fs::path& file, const std::vector<config::SampleColumn>& columns)
{
    std::error_code code;
    if (fs::exists(file, code)) {
        if (isNewAndEmpty(file, columns)) {
            return;
        }
        throw Error(pathText(file) + ": there is a database already. It was left as it is.");
    }
    fs::create_directories(file.parent_path(), code);
    replaceFile(file, [&](const fs::path& temporary) {
        if (!std::ofstream(temporary, std::ios::binary)) {  // an empty file is an empty database
            throw Error(pathText(file) + ": cannot be made. Check the permissions of its folder.");
        }
        Database database(temporary, Access::ReadWrite);
        database.write([&] { bringUpToDate(database, columns); });
    });
}

fs::path migrate(Database& database, const std::vector<config::SampleColumn>& columns, const fs::path& backupFolder)
{
    refuseNewer(database);
    if (database.access() == Access::ReadOnly || isUpToDate(database, columns)) {
        return {};
    }
    fs::path backup = backUpBefore("version-" + std::to_string(newestSchemaVersion()), database, backupFolder);
    database.write([&] {
        refuseNewer(database);
        bringUpToDate(database, columns);
    });
    return backup;
}

}  // namespace aurora::database
