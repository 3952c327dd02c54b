#include "aurora/database/column_reading.h"

#include "aurora/core/file.h"
#include "connection.h"
#include "sql_error.h"

#include <sqlite3.h>

#include <future>
#include <memory>
#include <optional>

namespace aurora::database {

namespace {

constexpr int patience_ms = 5000;
constexpr std::int64_t longTable = 10'000;  ///< rows, from which a second thread is worth its connection

struct CloseConnection
{
    void operator()(sqlite3* connection) const noexcept { sqlite3_close(connection); }
};

struct FinishStatement
{
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

/// One connection; used by one thread at a time, which therefore locks nothing a cell.
class Reader
{
public:
    /// @param database  an SQLite file
    Reader(const Database& database, int busyTimeout_ms) : m_file(std::get<std::filesystem::path>(database.location()))
    {
        sqlite3* raw = nullptr;
        // Not read-only where that is not needed: what a killed program left half-written is put back by reading.
        const int access = database.access() == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
        const int code = sqlite3_open_v2(pathText(m_file).c_str(), &raw, access | SQLITE_OPEN_NOMUTEX, nullptr);
        m_connection.reset(raw);
        if (code != SQLITE_OK) {
            throwSqliteError(m_file, code, sqlite3_errstr(code));
        }
        sqlite3_busy_timeout(raw, busyTimeout_ms);
    }

    /// @param rows  how many to expect, about
    [[nodiscard]] ColumnTable query(const std::string& sql, std::size_t rows = 0) const
    {
        const Statement statement = prepare(sql);
        ColumnTable table;
        const int columns = sqlite3_column_count(statement.get());
        table.cells.resize(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column) {
            table.columns.push_back({.name = sqlite3_column_name(statement.get(), column)});
        }
        int code = SQLITE_OK;
        while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
            addRow(statement.get(), rows, table);
        }
        if (code != SQLITE_DONE) {
            fail(code, sql);
        }
        return table;
    }

    /// From here until it is closed the connection sees one state of the database, and nobody can write another.
    void holdState() const
    {
        static_cast<void>(query("BEGIN"));
        static_cast<void>(query("SELECT count(*) FROM sqlite_master"));
    }

private:
    [[noreturn]] void fail(int code, const std::string& sql) const
    {
        throwSqliteError(m_file, code, std::string(sqlite3_errmsg(m_connection.get())) + " in: " + sql);
    }

    [[nodiscard]] Statement prepare(const std::string& sql) const
    {
        sqlite3_stmt* raw = nullptr;
        const int code = sqlite3_prepare_v2(m_connection.get(), sql.c_str(), -1, &raw, nullptr);
        if (code != SQLITE_OK) {
            fail(code, sql);
        }
        return Statement(raw);
    }

    static void addRow(sqlite3_stmt* statement, std::size_t expectedRows, ColumnTable& table)
    {
        for (std::size_t at = 0; at < table.cells.size(); ++at) {
            const int column = static_cast<int>(at);
            const int type = sqlite3_column_type(statement, column);
            if (type == SQLITE_NULL) {
                continue;
            }
            std::vector<CellValue>& cells = table.cells[at];
            if (cells.capacity() == 0) {
                cells.reserve(expectedRows);
            }
            cells.resize(table.rowCount);
            switch (type) {
            case SQLITE_INTEGER:
                cells.emplace_back(static_cast<std::int64_t>(sqlite3_column_int64(statement, column)));
                break;
            case SQLITE_FLOAT:
                cells.emplace_back(sqlite3_column_double(statement, column));
                break;
            default: {
                const auto* text =
                    static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(statement, column)));
                cells.emplace_back(std::in_place_type<std::string>, text,
                                   static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
                break;
            }
            }
        }
        ++table.rowCount;
    }

    std::filesystem::path m_file;
    std::unique_ptr<sqlite3, CloseConnection> m_connection;
};

/// A second connection that sees the state the first one holds; none where a program that waits for writing keeps new
/// readers out.
std::optional<Reader> secondReader(const Database& database)
{
    try {
        Reader reader(database, 0);
        reader.holdState();
        return reader;
    } catch (const Locked&) {
        return std::nullopt;
    }
}

/// Where a table is divided between two threads; nothing for a table that one reads as fast.
struct Halves
{
    std::int64_t middle = 0;  ///< the last row of the first half
    std::size_t rows = 0;     ///< of each, about
};

std::optional<Halves> halvesOf(const Reader& reader, const std::string& table)
{
    const ColumnTable found = reader.query("SELECT (SELECT count(*) FROM " + table + "), (SELECT min(rowid) FROM " +
                                           table + "), (SELECT max(rowid) FROM " + table + ")");
    const auto number = [&found](std::size_t column) { return std::get_if<std::int64_t>(&found.cell(0, column)); };
    const auto* rows = number(0);
    const auto* first = number(1);
    const auto* last = number(2);
    if (rows == nullptr || first == nullptr || last == nullptr || *rows < longTable) {
        return std::nullopt;
    }
    return Halves{.middle = *first + (*last - *first) / 2, .rows = static_cast<std::size_t>(*rows) / 2 + 1};
}

/// Only files are read past Qt: what a server sends is the slower part there.
bool isFile(const Database& database)
{
    return std::holds_alternative<std::filesystem::path>(database.location());
}

}  // namespace

ColumnTable queryColumns(const Database& database, const std::string& sql)
{
    if (!isFile(database)) {
        return toColumns(database.query(sql));
    }
    return Reader(database, patience_ms).query(sql);
}

ColumnTable readColumns(const Database& database, const std::string& table)
{
    const std::string name = quotedIdentifier(table);
    const std::string all = "SELECT * FROM " + name;
    if (!isFile(database)) {
        return toColumns(database.query(all + database.connection().inOrderOfInsertion()));
    }
    const Reader reader(database, patience_ms);
    reader.holdState();
    const std::optional<Halves> halves = halvesOf(reader, name);
    const std::optional<Reader> second = halves ? secondReader(database) : std::nullopt;
    if (!second) {
        return reader.query(all);
    }
    const std::string middle = std::to_string(halves->middle);
    auto rest = std::async(std::launch::async, [&] {
        return second->query(all + " WHERE rowid > " + middle + " ORDER BY rowid", halves->rows);
    });
    // Room for all: the second half is put behind the first.
    ColumnTable rows = reader.query(all + " WHERE rowid <= " + middle + " ORDER BY rowid", 2 * halves->rows);
    appendRows(rows, rest.get());
    return rows;
}

}  // namespace aurora::database
