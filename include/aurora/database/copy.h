#pragma once

#include "aurora/database/database.h"

#include <cstddef>
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

/// Every table of the database, sorted.
[[nodiscard]] std::vector<TableSize> tableSizes(const Database& database);

/// Copies every table with all its rows and columns, as they are at one moment, into an SQLite file that is not there
/// yet or a PostgreSQL database without a row. All of it is copied or nothing.
/// @throws Error naming table, row and column of values that do not fit there; when there is something already;
///         Cancelled
std::vector<TableSize> copyDatabase(const Database& from, const Location& to, Progress& progress = Progress::none());

/// Puts the content of an SQLite file, as copyDatabase and the backups make it, in the place of what the database
/// holds. Others who have it open see what was or what is, never a part. Tables of a PostgreSQL database that neither
/// the file nor this program knows stay as they are.
/// @throws Error; the database is as it was then
void restoreDatabase(const std::filesystem::path& from, Database& to, Progress& progress = Progress::none());

}  // namespace aurora::database
