#pragma once

#include "aurora/database/database.h"
#include "schema.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aurora::database {

/// A connection to one kind of database: all that SQLite and PostgreSQL do differently. What both understand is written
/// once, in the tables' classes.
class Connection
{
public:
    Connection() = default;
    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Statements; `?` are bound. @throws Error with the statement as cause

    virtual int execute(const std::string& sql, const std::vector<CellValue>& values) = 0;
    [[nodiscard]] virtual Table query(const std::string& sql, const std::vector<CellValue>& values) = 0;

    // Transactions. One that writes keeps every other writer out from its beginning to its end.

    virtual void begin(Progress& progress) = 0;
    virtual void commit(Progress& progress) = 0;
    virtual void rollback() noexcept = 0;
    /// Begins one in which all queries see the same state. Ended by rollback.
    virtual void beginReading() = 0;

    [[nodiscard]] virtual std::int64_t dataVersion() = 0;
    /// Whether this user may write at all.
    [[nodiscard]] virtual bool mayWrite() = 0;
    /// What the database finds wrong with itself, empty when nothing is.
    [[nodiscard]] virtual std::string damage() = 0;

    // The schema

    [[nodiscard]] virtual int schemaVersion() = 0;
    virtual void setSchemaVersion(int version) = 0;
    [[nodiscard]] virtual std::vector<std::string> tables() = 0;
    [[nodiscard]] virtual std::vector<TableColumn> columns(std::string_view table) = 0;
    virtual void createTable(const TableDefinition& table) = 0;
    virtual void addColumn(std::string_view table, const ColumnDefinition& column) = 0;

    /// A column that stands in the table in another spelling than it is asked for: nothing where that is the same.
    [[nodiscard]] virtual bool tellsSpellingsApart() const = 0;

    // Pieces of statements. Names of columns are quoted.

    /// The column as a value for one that was declared with this type.
    [[nodiscard]] virtual std::string valueFor(const std::string& declaredType, const std::string& column) const = 0;
    [[nodiscard]] virtual std::string differ(const std::string& column, const std::string& other) const = 0;
    /// ` ORDER BY …` by which a table's rows come as they were inserted.
    [[nodiscard]] virtual std::string inOrderOfInsertion() const = 0;

    // Copies

    /// Why the value cannot be stored in a column of this declared type, as in "is no whole number"; empty: it can.
    [[nodiscard]] virtual std::string whyUnfit(const CellValue& value, const std::string& declaredType) const = 0;
    /// Numbers of new rows go on after those that are in the table.
    virtual void goOnNumbering(const std::string& table) = 0;
};

/// @throws Error when there is no such database or it does not answer
[[nodiscard]] std::unique_ptr<Connection> connectTo(const Location& location, Access access);

}  // namespace aurora::database
