#pragma once

#include "aurora/database/samples_table.h"

#include <span>
#include <string>

namespace aurora::database {

/// A table whose rows are found by one column.
struct KeyedTable
{
    const char* name;
    const char* key;
};

/// The row of this key, NULL left out.
[[nodiscard]] std::optional<Row> findRow(const Database& database, const KeyedTable& table, const std::string& key);

/// The rows of these keys in any order, NULL left out. At most some hundreds: each is a bound value.
[[nodiscard]] std::vector<Row> rowsOfKeys(const Database& database, const KeyedTable& table,
                                          std::span<const std::string> keys);

/// The rows of which a column has this value, in the order of their keys, NULL left out.
[[nodiscard]] std::vector<Row> rowsWhere(const Database& database, const KeyedTable& table, const std::string& column,
                                         const std::string& value);

/// Inserts or updates the given columns of the row by its key. @throws Error when the row has none
void upsertRow(Database& database, const KeyedTable& table, const Row& row);

}  // namespace aurora::database
