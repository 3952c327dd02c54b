#pragma once

#include "aurora/core/column_table.h"
#include "aurora/database/database.h"

#include <string>

namespace aurora::database {

/// What a query gives, by columns, read past Qt's variants: for long results, which take a third of the time so. Reads
/// an SQLite file on a connection of its own, so that a transaction of `database` does not show.
/// @throws Error with the statement as cause
[[nodiscard]] ColumnTable queryColumns(const Database& database, const std::string& sql);

/// All columns and rows of a table, in the order they are stored. Long tables are read by two threads, both from the
/// same state of the database.
/// @throws Error
[[nodiscard]] ColumnTable readColumns(const Database& database, const std::string& table);

}  // namespace aurora::database
