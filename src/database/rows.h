#pragma once

#include "aurora/database/samples_table.h"

#include <string>

namespace aurora::database {

/// The row of a table whose key column is `Sample ID`, NULL left out.
[[nodiscard]] std::optional<Row> findRow(const Database& database, const std::string& table,
                                         const std::string& sampleId);

/// Inserts or updates the columns of the row by its `Sample ID`. @throws Error when the row has none
void upsertRow(Database& database, const std::string& table, const Row& row);

}  // namespace aurora::database
