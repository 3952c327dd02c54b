#include "commit_counter.h"

#include <algorithm>

namespace aurora::database {

namespace {

std::int64_t numberOf(const CellValue& cell)
{
    const auto* const number = std::get_if<std::int64_t>(&cell);
    return number == nullptr ? 0 : *number;
}

/// Every write of this program counts up `changes` in its own transaction.
class ServerCommits final : public CommitCounter
{
public:
    ServerCommits(const config::DatabaseServer& server, Access access) : m_database(server, access)
    {
        const std::vector<TableColumn> columns = m_database.columns("daemon");
        const bool hasBeats = std::any_of(columns.begin(), columns.end(),
                                          [](const TableColumn& column) { return column.name == "Beats"; });
        // One statement sees one state.
        m_sql = std::string("SELECT changes, ") + (hasBeats ? R"((SELECT "Beats" FROM daemon WHERE id = 1))" : "0") +
                " FROM schema_version";
    }

    [[nodiscard]] CommitCount count(const std::optional<CommitCount>& /*before*/) override
    {
        const Table found = m_database.query(m_sql);
        CommitCount now;
        if (!found.rows.empty()) {
            now.version = numberOf(found.rows[0][0]);
            now.commits = static_cast<std::uint32_t>(now.version);
            now.beats = static_cast<std::uint32_t>(numberOf(found.rows[0][1]));
        }
        return now;
    }

private:
    Database m_database;
    std::string m_sql;
};

}  // namespace

std::unique_ptr<CommitCounter> countServerCommits(const config::DatabaseServer& server, Access access)
{
    return std::make_unique<ServerCommits>(server, access);
}

}  // namespace aurora::database
