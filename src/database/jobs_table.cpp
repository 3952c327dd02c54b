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

std::map<std::string, double> JobsTable::standingSince(const std::string& serverLabel) const
{
    std::map<std::string, double> since_uts;
    const Table found =
        m_database->query(R"(SELECT "Job ID", "Since" FROM standing_jobs WHERE "Server label" = ?)", {serverLabel});
    for (const auto& cells : found.rows) {
        if (const auto* const since = std::get_if<double>(&cells[1])) {
            since_uts[toText(cells[0])] = *since;
        }
    }
    return since_uts;
}

void JobsTable::setStandingSince(const std::string& serverLabel, const std::map<std::string, double>& since_uts)
{
    m_database->execute(R"(DELETE FROM standing_jobs WHERE "Server label" = ?)", {serverLabel});
    for (const auto& [job, since] : since_uts) {
        m_database->execute(R"(INSERT INTO standing_jobs ("Job ID", "Server label", "Since") VALUES (?, ?, ?))",
                            {job, serverLabel, since});
    }
}

void JobsTable::noteEnd(const std::string& jobId, double ended_uts)
{
    m_database->execute(R"(INSERT INTO job_ends ("Job ID", "Ended") VALUES (?, ?) ON CONFLICT DO NOTHING)",
                        {jobId, ended_uts});
}

std::map<std::string, double> JobsTable::endedSince(double since_uts) const
{
    std::map<std::string, double> ended_uts;
    if (!m_database->hasTable("job_ends")) {
        return ended_uts;
    }
    for (const auto& cells :
         m_database->query(R"(SELECT "Job ID", "Ended" FROM job_ends WHERE "Ended" >= ?)", {since_uts}).rows)
    {
        if (const auto* const ended = std::get_if<double>(&cells[1])) {
            ended_uts[toText(cells[0])] = *ended;
        }
    }
    return ended_uts;
}

void JobsTable::upsert(const Row& row)
{
    upsertRow(*m_database, table, row);
}

}  // namespace aurora::database
