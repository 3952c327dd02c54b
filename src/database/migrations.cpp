#include "aurora/database/migrations.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/copy.h"
#include "connection.h"
#include "new_file.h"
#include "schema.h"

#include <algorithm>
#include <fstream>

namespace aurora::database {

namespace fs = std::filesystem;

namespace {

void refuseNewer(const Database& database)
{
    const int version = schemaVersion(database);
    if (version > newestSchemaVersion()) {
        throw Error(database.place() + ": this database has schema version " + std::to_string(version) +
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
    database.connection().setSchemaVersion(newestSchemaVersion());
}

/// True for the database of an init that did not get to its end: whole, and nothing in it yet.
bool isNewAndEmpty(const Database& database, const std::vector<config::SampleColumn>& columns)
{
    const std::vector<TableSize> sizes = tableSizes(database);
    return isUpToDate(database, columns) &&
           std::all_of(sizes.begin(), sizes.end(), [](const TableSize& table) { return table.rows == 0; });
}

void createFile(const fs::path& file, const std::vector<config::SampleColumn>& columns)
{
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    replaceFile(file, [&](const fs::path& temporary) {
        makeEmptyFile(temporary);
        Database database(temporary, Access::ReadWrite);
        database.write([&] { bringUpToDate(database, columns); });
    });
}

}  // namespace

int newestSchemaVersion()
{
    return migrations().back().version;
}

int schemaVersion(const Database& database)
{
    return database.connection().schemaVersion();
}

void makeEmptyFile(const fs::path& file)
{
    if (!std::ofstream(file, std::ios::binary)) {  // an empty file is an empty database
        throw Error(pathText(file) + ": cannot be made. Check the permissions of its folder.");
    }
}

void createDatabase(const Location& location, const std::vector<config::SampleColumn>& columns)
{
    const auto* const file = std::get_if<fs::path>(&location);
    std::error_code ignored;
    if (file != nullptr && !fs::exists(*file, ignored)) {
        createFile(*file, columns);
        return;
    }
    Database database(location, file != nullptr ? Access::ReadOnly : Access::ReadWrite);
    if (isNewAndEmpty(database, columns)) {
        return;
    }
    if (file != nullptr || !database.tables().empty()) {
        throw Error(database.place() + ": there is a database already. It was left as it is.");
    }
    database.write([&] { bringUpToDate(database, columns); });
}

fs::path migrate(Database& database, const std::vector<config::SampleColumn>& columns, const fs::path& backupFolder)
{
    refuseNewer(database);
    if (database.access() == Access::ReadOnly || isUpToDate(database, columns)) {
        return {};
    }
    const bool isEmpty = database.tables().empty();
    fs::path backup =
        isEmpty ? fs::path() : backUpBefore("version-" + std::to_string(newestSchemaVersion()), database, backupFolder);
    database.write([&] {
        refuseNewer(database);
        bringUpToDate(database, columns);
    });
    return backup;
}

void migrateCopy(Database& copy, const std::vector<config::SampleColumn>& columns)
{
    refuseNewer(copy);
    copy.write([&] { bringUpToDate(copy, columns); });
}

}  // namespace aurora::database
