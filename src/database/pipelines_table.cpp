#include "aurora/database/pipelines_table.h"

#include "rows.h"

namespace aurora::database {

namespace {

constexpr KeyedTable table{.name = "pipelines", .key = "Pipeline"};

}  // namespace

std::optional<Row> PipelinesTable::find(const std::string& pipeline) const
{
    return findRow(*m_database, table, pipeline);
}

std::vector<Row> PipelinesTable::ofServer(const std::string& serverLabel) const
{
    return rowsWhere(*m_database, table, "Server label", serverLabel);
}

std::vector<Row> PipelinesTable::holding(const std::string& sampleId) const
{
    return rowsWhere(*m_database, table, "Sample ID", sampleId);
}

void PipelinesTable::upsert(const Row& row)
{
    upsertRow(*m_database, table, row);
}

void PipelinesTable::remove(const std::string& pipeline)
{
    m_database->execute(R"(DELETE FROM pipelines WHERE "Pipeline" = ?)", {pipeline});
}

}  // namespace aurora::database
