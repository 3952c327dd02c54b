#pragma once

#include "aurora/config/database_server.h"
#include "aurora/config/sample_columns.h"
#include "aurora/core/cell_value.h"
#include "aurora/core/progress.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace aurora::database {

enum class Access
{
    ReadWrite,
    ReadOnly
};

/// Where a database is: an SQLite file, or on a PostgreSQL server.
using Location = std::variant<std::filesystem::path, config::DatabaseServer>;

/// What messages call it: the path of the file, or `name on host:port`.
[[nodiscard]] std::string placeText(const Location& location);

/// A column of a table as the database has it.
struct TableColumn
{
    std::string name;
    std::string type;  ///< as it was declared, without constraints: "VARCHAR(255)"
    bool isKey = false;
};

class Connection;

/// A connection to the database of a project. Belongs to the thread that made it; each thread opens its own.
///
/// Writers take turns: a transaction of `write` keeps others out from its beginning, in SQLite by `BEGIN IMMEDIATE`, in
/// PostgreSQL by a lock that all of them take (spec: storage.md, "Database"). Qt finds its drivers through the
/// QCoreApplication: there must be one.
class Database
{
public:
    /// @throws Error when the file is missing (it is made by createDatabase) or is no database, or the server does not
    ///         let us in
    Database(Location location, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs work inside a transaction that keeps other writers out; any exception rolls back and goes on. Waits while
    /// the database is held by another program, up to 60 s, looking at progress. Not to be called on the window's
    /// thread. @throws Error for a database that its project has left (moved.h)
    void write(const std::function<void()>& work, Progress& progress = Progress::none());

    /// Runs work whose queries all see the database as it was at the first of them.
    void readAtOnce(const std::function<void()>& work) const;

    /// A statement with bound values (`?`). @return number of rows changed. @throws Error with the statement as cause
    int execute(const std::string& sql, const std::vector<CellValue>& values = {});

    /// A query with bound values. @throws Error with the statement as cause
    [[nodiscard]] Table query(const std::string& sql, const std::vector<CellValue>& values = {}) const;

    /// Changes whenever another connection has changed the database by `write`.
    [[nodiscard]] std::int64_t dataVersion() const;

    /// Names of all tables but those of the database itself, sorted.
    [[nodiscard]] std::vector<std::string> tables() const;
    [[nodiscard]] bool hasTable(std::string_view table) const;
    /// Columns in their order, empty when there is no such table.
    [[nodiscard]] std::vector<TableColumn> columns(std::string_view table) const;

    /// Whether the user that the server knows may write. Of a file, whether it was opened for that.
    [[nodiscard]] bool mayWrite() const;
    /// What the database finds wrong with itself, empty when nothing is.
    [[nodiscard]] std::string damage() const;

    [[nodiscard]] Access access() const noexcept { return m_access; }

    [[nodiscard]] const Location& location() const noexcept { return m_location; }

    /// What messages call it.
    [[nodiscard]] std::string place() const { return placeText(m_location); }

    /// For this module.
    [[nodiscard]] Connection& connection() const noexcept { return *m_connection; }

private:
    Location m_location;
    Access m_access;
    std::unique_ptr<Connection> m_connection;
};

/// `"name"` with quotes inside doubled: for identifiers in SQL.
[[nodiscard]] std::string quotedIdentifier(std::string_view identifier);

}  // namespace aurora::database
