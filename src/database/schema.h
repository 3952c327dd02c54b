#pragma once

#include "aurora/config/sample_columns.h"
#include "aurora/database/database.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::database {

struct ColumnDefinition
{
    std::string name;
    std::string type;  ///< SQL type with its constraints: "VARCHAR(255) PRIMARY KEY"
};

/// A declaration in its two parts: "VARCHAR(255)" and "PRIMARY KEY".
struct Declaration
{
    std::string type;
    std::string constraints;
};

[[nodiscard]] Declaration declarationFrom(std::string_view text);

/// A table that must be there: made where it is missing, its missing columns added where it is there.
struct TableDefinition
{
    std::string name;
    std::vector<ColumnDefinition> columns;
    std::vector<std::string> constraints;  ///< of a new table: "UNIQUE(…)", "FOREIGN KEY(…) REFERENCES …"
};

/// One step of the schema. Steps never change once they were released; a change is a new row at the end.
struct Migration
{
    int version;
    std::string_view description;
    std::vector<TableDefinition> tables;
    std::vector<std::string> statements;  ///< what tables cannot say, run after them
};

/// All steps in order of their version, from 1.
[[nodiscard]] const std::vector<Migration>& migrations();

/// The table `samples` with the configured columns.
[[nodiscard]] TableDefinition samplesTable(const std::vector<config::SampleColumn>& columns);

/// The definition of a table of ours by its name (the configured columns of samples are not in it), its columns those
/// of all versions; nothing for another table.
[[nodiscard]] std::optional<TableDefinition> knownTable(std::string_view name);

/// Names of the columns as they stand in the database, empty when there is no such table.
[[nodiscard]] std::vector<std::string> columnNames(const Database& database, std::string_view table);

/// Columns of the definition that the database lacks (all of them when there is no such table).
[[nodiscard]] std::vector<ColumnDefinition> missingColumns(const Database& database, const TableDefinition& table);

/// Makes the table or adds its missing columns. Where the database tells spellings of a name apart, a column that is
/// there in another one gets that of the definition.
void ensureTable(Database& database, const TableDefinition& table);

}  // namespace aurora::database
