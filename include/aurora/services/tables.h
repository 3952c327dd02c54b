#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/column_table.h"
#include "aurora/database/database.h"
#include "aurora/services/project.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace aurora::services {

enum class TableKind
{
    Samples,
    Pipelines,
    Jobs,
    Results,
    Batches,
    Files
};

/// "samples", "pipelines", … ↔ kind. @throws UsageError naming the choices
[[nodiscard]] TableKind tableKind(std::string_view name);

/// What the tables show: all columns, rows in natural order of the key. Pipelines leave out `Unused pipelines`.
/// Batches: `label`, `description`, `samples` (comma-separated). The flag of a sample whose job was cancelled or
/// crashed is not `Complete` but `Ended, cancelled` or `Ended with error`; without a cycle it is `Ended without cycle`.
/// @param where  column = value, all must hold (text of the cell, exact). @throws UsageError for an unknown column
[[nodiscard]] Table readTable(const database::Database& database, const Project& project, TableKind kind,
                              const std::vector<std::pair<std::string, std::string>>& where = {});

/// The same with a connection of its own.
[[nodiscard]] Table readTable(const Project& project, TableKind kind,
                              const std::vector<std::pair<std::string, std::string>>& where = {});

/// The same by columns: of a long table in a third of the time.
[[nodiscard]] ColumnTable readTableColumns(const Project& project, TableKind kind);

/// The first rows of a table in natural order of the key, found without reading the others: what a page shows until
/// all are read.
/// @return no row of tables that are read as fast as a whole: some thousand rows, and pipelines and batches
[[nodiscard]] Table readFirstRows(const Project& project, TableKind kind, std::size_t count);

/// All Sample IDs of the project, natural order.
[[nodiscard]] std::vector<std::string> sampleIds(const Project& project);

/// The row of a table that has this key, with all columns, as the database has it; no row when there is none. Nothing
/// else is read.
[[nodiscard]] Table readRow(const database::Database& database, const Project& project, TableKind kind,
                            const std::string& key);
[[nodiscard]] Table readRow(const Project& project, TableKind kind, const std::string& key);

}  // namespace aurora::services
