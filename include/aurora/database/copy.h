#pragma once

#include "aurora/database/database.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::database {

/// A table and how many rows it has.
struct TableSize
{
    std::string name;
    std::size_t rows = 0;
};

/// Every table of the database, sorted; not the mark of one that its project has left (moved.h).
[[nodiscard]] std::vector<TableSize> tableSizes(const Database& database);

/// Copies every table with all its rows and columns, as they are at one moment, into an SQLite file that is not there
/// yet or a PostgreSQL database without a row. All of it is copied or nothing.
/// @throws Error naming table, row and column of values that do not fit there; when there is something already;
///         Cancelled
std::vector<TableSize> copyDatabase(const Database& from, const Location& to, Progress& progress = Progress::none());

/// @throws Error for a place where copyDatabase would not copy: a file that is there, a database with rows
void refuseUsed(const Location& to);

/// Differs from what it was as soon as anybody has written to the database.
[[nodiscard]] std::int64_t stateOf(const Database& database);

/// Puts the content of an SQLite file, as copyDatabase and the backups make it, in the place of what the database
/// holds. Others who have it open see what was or what is, never a part. Tables of a PostgreSQL database that neither
/// the file nor this program knows stay as they are.
/// @param state  stateOf the database that may be replaced
/// @return false where somebody has written since: nothing was done
/// @throws Error; Cancelled; the database is as it was then
[[nodiscard]] bool restoreDatabase(const std::filesystem::path& from, Database& to, std::int64_t state,
                                   Progress& progress = Progress::none());

}  // namespace aurora::database
