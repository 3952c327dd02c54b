#include "aurora/core/file.h"
#include "change_counter.h"
#include "commit_counter.h"
#include "sql_error.h"

#include <sqlite3.h>

#include <array>

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

/// 0 of a database that has none: it was never migrated, because it is read-only.
std::uint32_t beats(sqlite3* connection, const std::filesystem::path& file)
{
    if (!number(connection, R"(SELECT 1 FROM pragma_table_info('daemon') WHERE name = 'Beats')", file)) {
        return 0;
    }
    return static_cast<std::uint32_t>(
        number(connection, R"(SELECT "Beats" FROM daemon WHERE id = 1)", file).value_or(0));
}

struct CloseConnection
{
    void operator()(sqlite3* connection) const noexcept { sqlite3_close(connection); }
};

/// `PRAGMA data_version` only says that something was committed. How much was, says the change counter.
class SqliteCommits final : public CommitCounter
{
public:
    SqliteCommits(const std::filesystem::path& file, Access access) : m_file(file)
    {
        sqlite3* raw = nullptr;
        const int flags = access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
        const int code = sqlite3_open_v2(pathText(m_file).c_str(), &raw, flags, nullptr);
        m_connection.reset(raw);
        if (code != SQLITE_OK) {
            throwSqliteError(m_file, code, sqlite3_errstr(code));
        }
        sqlite3_busy_timeout(raw, busyTimeout_ms);
    }

    [[nodiscard]] CommitCount count(const std::optional<CommitCount>& before) override
    {
        sqlite3* const connection = m_connection.get();
        run(connection, "BEGIN", m_file);
        CommitCount now;
        now.version = number(connection, "PRAGMA data_version", m_file).value_or(0);
        if (before && before->version == now.version) {
            now = *before;
        } else {
            now.beats = beats(connection, m_file);
            now.commits = changeCounter(connection, m_file);
        }
        run(connection, "COMMIT", m_file);
        return now;
    }

private:
    std::filesystem::path m_file;
    std::unique_ptr<sqlite3, CloseConnection> m_connection;
};

}  // namespace

std::uint32_t changeCounter(sqlite3* connection, const std::filesystem::path& file)
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

std::unique_ptr<CommitCounter> countSqliteCommits(const std::filesystem::path& file, Access access)
{
    return std::make_unique<SqliteCommits>(file, access);
}

}  // namespace aurora::database
