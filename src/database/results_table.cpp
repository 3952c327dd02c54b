#include "aurora/database/results_table.h"

#include "rows.h"

namespace aurora::database {

std::optional<Row> ResultsTable::find(const std::string& sampleId) const
{
    return findRow(*m_database, "results", sampleId);
}

void ResultsTable::upsert(const Row& row)
{
    upsertRow(*m_database, "results", row);
}

void ResultsTable::remove(const std::string& sampleId)
{
    m_database->execute(R"(DELETE FROM results WHERE "Sample ID" = ?)", {sampleId});
}

}  // namespace aurora::database
