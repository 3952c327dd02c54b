#pragma once

#include "aurora/config/sample_columns.h"
#include "aurora/database/database.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace aurora::database {

/// The newest schema version this program knows (`PRAGMA user_version`; the table `schema_version` of PostgreSQL).
[[nodiscard]] int newestSchemaVersion();

/// The version of the database: 0 for a database of the Python program or an empty file.
[[nodiscard]] int schemaVersion(const Database& database);

/// Makes an empty database file with all tables, or the tables in a database of a server that has none. One that is
/// whole and holds nothing yet, as an interrupted init leaves it, is taken as it is. @throws Error when it exists
/// otherwise
void createDatabase(const Location& location, const std::vector<config::SampleColumn>& columns);

/// Brings the schema to the newest version in one transaction, after a backup into the backup folder when anything is
/// to be done to tables that are there. Adds missing configured sample columns; keeps every existing column and unknown
/// tables. A database of a newer program is refused; one that is open read-only stays as it is.
/// @return the backup file, empty when nothing was to be done
std::filesystem::path migrate(Database& database, const std::vector<config::SampleColumn>& columns,
                              const std::filesystem::path& backupFolder);

/// The same for a copy that nobody has open, without a backup.
void migrateCopy(Database& copy, const std::vector<config::SampleColumn>& columns);

/// A backup into the folder, which is made where it is missing: `<stem>.<what>.2025-07-01T08-30-00Z.db`, with a number
/// where that name is taken, and with a mark of the database behind the stem where the folder is not below that of the
/// database file: projects may share it. Always an SQLite file, complete or absent: of SQLite by its online backup, of
/// PostgreSQL by a copy of all tables. @return the file @throws Error; the database is as it was
std::filesystem::path backUp(std::string_view what, const Database& database, const std::filesystem::path& backupFolder,
                             Progress& progress = Progress::none());

/// The same, called `before-<what>`.
std::filesystem::path backUpBefore(std::string_view what, const Database& database,
                                   const std::filesystem::path& backupFolder, Progress& progress = Progress::none());

/// A consistent copy by SQLite's online backup, complete or absent; waits up to 60 s for a locked database.
/// @throws Error, also when `to` exists
void backupDatabase(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace aurora::database
