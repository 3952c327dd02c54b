#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>

namespace aurora::database {

/// How often the SQLite database was changed: the counter in the file's header, which every commit raises by one
/// (sqlite.org/fileformat2.html, "File change counter"). SQLite itself reads it: opening and closing the file beside it
/// would drop its locks. To be called while the connection keeps others from committing, or within a transaction.
/// @throws Error
[[nodiscard]] std::uint32_t changeCounter(sqlite3* connection, const std::filesystem::path& file);

}  // namespace aurora::database
