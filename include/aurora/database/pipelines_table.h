#pragma once

#include "aurora/database/samples_table.h"

namespace aurora::database {

/// The table `pipelines`: one row a channel of a cycler, as its server told last (storage.md, "Database").
/// Everything that writes is to be called inside Database::write.
class PipelinesTable
{
public:
    explicit PipelinesTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::optional<Row> find(const std::string& pipeline) const;
    [[nodiscard]] std::vector<Row> ofServer(const std::string& serverLabel) const;
    [[nodiscard]] std::vector<Row> holding(const std::string& sampleId) const;

    /// Inserts or updates the given columns of the row with that `Pipeline`; NULL (monostate) clears a column.
    void upsert(const Row& row);
    void remove(const std::string& pipeline);

private:
    Database* m_database;
};

}  // namespace aurora::database
