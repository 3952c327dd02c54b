#include "aurora/database/daemon_table.h"

#include <cmath>

namespace aurora::database {

std::optional<DaemonRow> DaemonTable::current() const
{
    // A database that was never migrated, because it is read-only, has no such table.
    if (m_database->query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'daemon'").rows.empty()) {
        return std::nullopt;
    }
    const Table found = m_database->query(
        R"sql(SELECT "Host", "Process", "Token", "Started", "Heartbeat", "Doing" FROM daemon WHERE id = 1)sql");
    if (found.rows.empty()) {
        return std::nullopt;
    }
    const auto& cells = found.rows.front();
    DaemonRow row;
    row.host = toText(cells[0]);
    row.process = std::get_if<std::int64_t>(&cells[1]) != nullptr ? std::get<std::int64_t>(cells[1]) : 0;
    row.token = toText(cells[2]);
    row.started = toText(cells[3]);
    row.heartbeat_uts = std::get_if<double>(&cells[4]) != nullptr ? std::get<double>(cells[4]) : 0;
    row.doing = toText(cells[5]);
    return row;
}

DaemonRow DaemonTable::claim(const DaemonRow& row, double staleAfter_s)
{
    const std::optional<DaemonRow> holder = current();
    // A heartbeat that lies far ahead is of a clock that was wrong: it must not hold the project for ever.
    const bool alive = holder && std::abs(row.heartbeat_uts - holder->heartbeat_uts) < staleAfter_s;
    if (alive && holder->token != row.token) {
        return *holder;
    }
    m_database->execute(
        R"sql(INSERT INTO daemon (id, "Host", "Process", "Token", "Started", "Heartbeat", "Doing")
              VALUES (1, ?, ?, ?, ?, ?, ?)
              ON CONFLICT(id) DO UPDATE SET "Host" = excluded."Host", "Process" = excluded."Process",
                  "Token" = excluded."Token", "Started" = excluded."Started", "Heartbeat" = excluded."Heartbeat",
                  "Doing" = excluded."Doing")sql",
        {row.host, row.process, row.token, row.started, row.heartbeat_uts, row.doing});
    return row;
}

bool DaemonTable::beat(const std::string& token, double now_uts, const std::string& doing)
{
    return m_database->execute(
               R"sql(UPDATE daemon SET "Heartbeat" = ?, "Doing" = ?, "Beats" = coalesce("Beats", 0) + 1
                     WHERE id = 1 AND "Token" = ?)sql",
               {now_uts, doing, token}) > 0;
}

void DaemonTable::release(const std::string& token)
{
    m_database->execute(R"sql(DELETE FROM daemon WHERE id = 1 AND "Token" = ?)sql", {token});
}

}  // namespace aurora::database
