#include "aurora/database/change_watch.h"

#include "aurora/core/file.h"
#include "sql_error.h"

#include <sqlite3.h>

#include <array>
#include <utility>

namespace aurora::database {

namespace {

constexpr int busyTimeout_ms = 5000;
constexpr sqlite3_int64 counterAt = 24;  ///< byte of the file's header, big-endian

void check(int code, sqlite3* connection, const std::filesystem::path& file)
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
        throwSqliteError(file, code, sqlite3_errmsg(connection));
    }
}

/// The first number of the first row; nothing when there is none.
std::optional<std::int64_t> number(sqlite3* connection, const char* sql, const std::filesystem::path& file)
{
    sqlite3_stmt* raw = nullptr;
    check(sqlite3_prepare_v2(connection, sql, -1, &raw, nullptr), connection, file);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, &sqlite3_finalize);
    const int code = sqlite3_step(raw);
    check(code, connection, file);
    return code == SQLITE_ROW ? std::optional(static_cast<std::int64_t>(sqlite3_column_int64(raw, 0))) : std::nullopt;
}

void run(sqlite3* connection, const char* sql, const std::filesystem::path& file)
{
    check(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), connection, file);
}

/// Within a transaction, so that it belongs to what that reads.
std::uint32_t commits(sqlite3* connection, const std::filesystem::path& file)
{
    sqlite3_file* opened = nullptr;
    check(sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &opened), connection, file);
    std::array<unsigned char, 4> bytes{};
    check(opened->pMethods->xRead(opened, bytes.data(), static_cast<int>(bytes.size()), counterAt), connection, file);
    std::uint32_t counter = 0;
    for (const unsigned char byte : bytes) {
        counter = counter << 8U | byte;
    }
    return counter;
}

/// 0 of a database that has none: it was never migrated, because it is read-only.
std::uint32_t beats(sqlite3* connection, const std::filesystem::path& file)
{
    if (!number(connection, R"(SELECT 1 FROM pragma_table_info('daemon') WHERE name = 'Beats')", file)) {
        return 0;
    }
    return static_cast<std::uint32_t>(
        number(connection, R"(SELECT "Beats" FROM daemon WHERE id = 1)", file).value_or(0));
}

}  // namespace

void ChangeWatch::CloseConnection::operator()(sqlite3* connection) const noexcept
{
    sqlite3_close(connection);
}

ChangeWatch::ChangeWatch(std::filesystem::path file, Access access) : m_file(std::move(file)), m_access(access) {}

void ChangeWatch::open()
{
    sqlite3* raw = nullptr;
    const int flags = m_access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int code = sqlite3_open_v2(pathText(m_file).c_str(), &raw, flags, nullptr);
    m_connection.reset(raw);
    if (code != SQLITE_OK) {
        throwSqliteError(m_file, code, sqlite3_errstr(code));
    }
    sqlite3_busy_timeout(raw, busyTimeout_ms);
}

ChangeWatch::State ChangeWatch::readState()
{
    sqlite3* const connection = m_connection.get();
    run(connection, "BEGIN", m_file);
    State state{};
    state.version = number(connection, "PRAGMA data_version", m_file).value_or(0);
    if (m_before && m_before->version == state.version) {
        state = *m_before;
    } else {
        state.beats = beats(connection, m_file);
        state.commits = commits(connection, m_file);
    }
    run(connection, "COMMIT", m_file);
    return state;
}

bool ChangeWatch::look()
{
    try {
        if (!m_connection) {
            open();
        }
        const State now = readState();
        const std::optional<State> before = std::exchange(m_before, now);
        if (!before || before->version == now.version) {
            return false;
        }
        const bool isCounted =
            now.commits != before->commits;  // not with a write-ahead log, which others may have made
        return !isCounted || now.commits - before->commits != now.beats - before->beats;
    } catch (...) {
        m_before.reset();
        m_connection.reset();
        throw;
    }
}

}  // namespace aurora::database
