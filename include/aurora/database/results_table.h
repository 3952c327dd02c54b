#pragma once

#include "aurora/database/samples_table.h"

namespace aurora::database {

/// The table `results`: one row a sample, by the column names of storage.md.
class ResultsTable
{
public:
    explicit ResultsTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::optional<Row> find(const std::string& sampleId) const;
    /// Inserts or updates the given columns of the row with that `Sample ID`; NULL (monostate) clears a column.
    /// To be called inside Database::write.
    void upsert(const Row& row);
    /// Nothing happens when there is no such row. To be called inside Database::write.
    void remove(const std::string& sampleId);

private:
    Database* m_database;
};

}  // namespace aurora::database
