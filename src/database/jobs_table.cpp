#include "aurora/database/jobs_table.h"

#include "rows.h"

namespace aurora::database {

namespace {

constexpr KeyedTable table{.name = "jobs", .key = "Job ID"};

}  // namespace

std::optional<Row> JobsTable::find(const std::string& jobId) const
{
    return findRow(*m_database, table, jobId);
}

std::vector<Row> JobsTable::ofServer(const std::string& serverLabel) const
{
    return rowsWhere(*m_database, table, "Server label", serverLabel);
}

std::vector<Row> JobsTable::ofSample(const std::string& sampleId) const
{
    return rowsWhere(*m_database, table, "Sample ID", sampleId);
}

void JobsTable::upsert(const Row& row)
{
    upsertRow(*m_database, table, row);
}

}  // namespace aurora::database
