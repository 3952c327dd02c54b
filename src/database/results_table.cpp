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

}  // namespace aurora::database
