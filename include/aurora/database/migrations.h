#pragma once

#include "aurora/config/sample_columns.h"
#include "aurora/database/database.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace aurora::database {

/// The newest schema version this program knows (`PRAGMA user_version`).
[[nodiscard]] int newestSchemaVersion();

/// The version of the database: 0 for a database of the Python program or an empty file.
[[nodiscard]] int schemaVersion(const Database& database);

/// Makes an empty database file with all tables. One that is whole and holds nothing yet, as an interrupted init leaves
/// it, is taken as it is. @throws Error when it exists otherwise
void createDatabase(const std::filesystem::path& file, const std::vector<config::SampleColumn>& columns);

/// Brings the schema to the newest version in one transaction, after a backup (SQLite's online backup) into the backup
/// folder when anything is to be done. Adds missing configured sample columns; keeps every existing column and unknown
/// tables. A database of a newer program is refused; one that is open read-only stays as it is.
/// @return the backup file, empty when nothing was to be done
std::filesystem::path migrate(Database& database, const std::vector<config::SampleColumn>& columns,
                              const std::filesystem::path& backupFolder);

/// A backup into the folder, which is made where it is missing: `<stem>.before-<what>.2025-07-01T08-30-00Z.db`, with a
/// number where that name is taken. @return the file @throws Error; the database is as it was
std::filesystem::path backUpBefore(std::string_view what, const Database& database,
                                   const std::filesystem::path& backupFolder);

/// A consistent copy by SQLite's online backup, complete or absent; waits up to 60 s for a locked database.
/// @throws Error, also when `to` exists
void backupDatabase(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace aurora::database
