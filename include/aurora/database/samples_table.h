#pragma once

#include "aurora/config/sample_columns.h"
#include "aurora/core/json.h"
#include "aurora/database/database.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aurora::database {

/// A row by column name; columns that are NULL are left out.
using Row = std::map<std::string, CellValue>;

/// The table `samples`.
class SamplesTable
{
public:
    explicit SamplesTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::vector<std::string> columnNames() const;
    [[nodiscard]] std::vector<std::string> ids() const;  ///< natural order
    [[nodiscard]] bool contains(const std::string& sampleId) const;
    [[nodiscard]] std::optional<Row> find(const std::string& sampleId) const;
    /// The rows of these samples by Sample ID, without those that are not there. At most some hundreds at once.
    [[nodiscard]] std::map<std::string, Row> find(std::span<const std::string> sampleIds) const;

    /// Inserts or updates: columns that are in the row overwrite, others stay; NULL (monostate) clears a column. To be
    /// called inside Database::write.
    void upsert(const Row& row);
    void remove(const std::string& sampleId);

    /// How many cells of a column hold anything.
    [[nodiscard]] std::size_t filledCells(const std::string& column) const;
    /// How many rows have something in the column, and not the same in the first of the others that has anything.
    [[nodiscard]] std::size_t differingCells(const std::string& column, const std::vector<std::string>& others) const;

    // Changes of the columns themselves. To be called inside Database::write.

    void addColumn(const std::string& name, const std::string& sqlType);
    /// Also to another spelling of the same name, which SQL takes as equal.
    void renameColumn(const std::string& name, const std::string& newName);
    /// Fills cells of a column that are empty from another one.
    void fillColumn(const std::string& column, const std::string& from);
    void dropColumn(const std::string& name);

private:
    Database* m_database;
};

/// The row as JSON, in the order of the configured columns, then the others; NULL left out.
[[nodiscard]] Json toJson(const Row& row, const std::vector<config::SampleColumn>& columns);

}  // namespace aurora::database
