#include "aurora/database/results_table.h"

#include "rows.h"

namespace aurora::database {

namespace {

constexpr KeyedTable table{.name = "results", .key = "Sample ID"};

}  // namespace

std::optional<Row> ResultsTable::find(const std::string& sampleId) const
{
    return findRow(*m_database, table, sampleId);
}

void ResultsTable::upsert(const Row& row)
{
    upsertRow(*m_database, table, row);
}

void ResultsTable::remove(const std::string& sampleId)
{
    m_database->execute(R"(DELETE FROM results WHERE "Sample ID" = ?)", {sampleId});
    m_database->execute(R"(DELETE FROM analyses WHERE "Sample ID" = ?)", {sampleId});
}

}  // namespace aurora::database
