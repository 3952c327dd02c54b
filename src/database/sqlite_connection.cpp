#include "sqlite_connection.h"

#include "aurora/core/file.h"
#include "qt_values.h"
#include "sql_error.h"

#include <QSqlDatabase>
#include <QVariant>

#include <utility>

namespace aurora::database {

namespace {

// While a write waits for its turn it looks at the progress this often; everything else waits busyTimeout at once.
constexpr const char* shortBusyTimeout = "PRAGMA busy_timeout = 50";
constexpr const char* usualBusyTimeout = "PRAGMA busy_timeout = 5000";

QVariant toVariant(const CellValue& value)
{
    if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
        return QVariant::fromValue(static_cast<qlonglong>(*integer));
    }
    if (const auto* const real = std::get_if<double>(&value)) {
        return {*real};
    }
    if (const auto* const text = std::get_if<std::string>(&value)) {
        return {toQString(*text)};
    }
    return {};
}

QSqlQuery run(const QString& connection, const std::filesystem::path& file, const std::string& sql,
              const std::vector<CellValue>& values)
{
    QSqlQuery query(QSqlDatabase::database(connection));
    query.setForwardOnly(true);
    if (!query.prepare(toQString(sql))) {
        throwSqlError(file, query.lastError(), sql);
    }
    for (const CellValue& value : values) {
        query.addBindValue(toVariant(value));
    }
    if (!query.exec()) {
        throwSqlError(file, query.lastError(), sql);
    }
    return query;
}

}  // namespace

SqliteConnection::SqliteConnection(std::filesystem::path file, Access access)
    : m_file(std::move(file)), m_access(access), m_name(nextConnectionName())
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(m_file, ignored)) {
        throw Error(pathText(m_file) + ": there is no such database. Check \"Database path\" in shared_config.json.");
    }
    try {
        open();
        static_cast<void>(query("SELECT count(*) FROM sqlite_master", {}));  // SQLite opens anything; reading tells
        if (access == Access::ReadWrite) {
            keepRollbackJournal();
        }
    } catch (...) {
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

SqliteConnection::~SqliteConnection()
{
    QSqlDatabase::removeDatabase(m_name);
}

void SqliteConnection::open()
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!connection.isValid()) {
        throw Error("Qt's driver for SQLite is not installed (Debian: libqt6sql6-sqlite).");
    }
    connection.setDatabaseName(toQString(pathText(m_file)));
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (m_access == Access::ReadOnly) {
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    }
    connection.setConnectOptions(options);
    if (!connection.open()) {
        throwSqlError(m_file, connection.lastError(), "open");
    }
}

/// A write-ahead log breaks on network drives and is a lasting property of the file: a database that has one is set
/// back.
void SqliteConnection::keepRollbackJournal()
{
    const Table mode = query("PRAGMA journal_mode", {});
    if (!mode.rows.empty() && toText(mode.rows[0][0]) == "wal") {
        static_cast<void>(query("PRAGMA journal_mode = DELETE", {}));
    }
}

int SqliteConnection::execute(const std::string& sql, const std::vector<CellValue>& values)
{
    return run(m_name, m_file, sql, values).numRowsAffected();
}

Table SqliteConnection::query(const std::string& sql, const std::vector<CellValue>& values)
{
    QSqlQuery result = run(m_name, m_file, sql, values);
    Table table = readRows(result);
    if (result.lastError().isValid()) {
        throwSqlError(m_file, result.lastError(), sql);
    }
    return table;
}

void SqliteConnection::begin(Progress& progress)
{
    execute(shortBusyTimeout, {});
    try {
        retryWhileLocked([&] { execute("BEGIN IMMEDIATE", {}); }, progress);
    } catch (...) {
        execute(usualBusyTimeout, {});
        throw;
    }
    execute(usualBusyTimeout, {});
}

void SqliteConnection::commit(Progress& progress)
{
    retryWhileLocked([&] { execute("COMMIT", {}); }, progress);  // readers can hold up a commit, too
}

void SqliteConnection::rollback() noexcept
{
    try {
        execute("ROLLBACK", {});
    } catch (const std::exception&) {  // SQLite has already rolled back, after a full disk for instance
    }
}

void SqliteConnection::beginReading()
{
    execute("BEGIN", {});
}

std::int64_t SqliteConnection::dataVersion()
{
    return std::get<std::int64_t>(query("PRAGMA data_version", {}).rows.at(0).at(0));
}

bool SqliteConnection::mayWrite()
{
    return m_access == Access::ReadWrite;
}

std::string SqliteConnection::damage()
{
    const Table answer = query("PRAGMA integrity_check", {});
    const std::string said = answer.rows.empty() ? "nothing" : toText(answer.rows.front().front());
    return said == "ok" ? std::string() : said;
}

int SqliteConnection::schemaVersion()
{
    return static_cast<int>(std::get<std::int64_t>(query("PRAGMA user_version", {}).rows.at(0).at(0)));
}

void SqliteConnection::setSchemaVersion(int version)
{
    execute("PRAGMA user_version = " + std::to_string(version), {});
}

std::vector<std::string> SqliteConnection::tables()
{
    std::vector<std::string> names;
    const Table found = query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' "
                              "ESCAPE '~' ORDER BY name",
                              {});
    for (const auto& row : found.rows) {
        names.push_back(toText(row[0]));
    }
    return names;
}

std::vector<TableColumn> SqliteConnection::columns(std::string_view table)
{
    std::vector<TableColumn> columns;
    for (const auto& row : query("SELECT name, type, pk FROM pragma_table_info(?)", {std::string(table)}).rows) {
        columns.push_back(
            {.name = toText(row[0]), .type = toText(row[1]), .isKey = row[2] != CellValue(std::int64_t{0})});
    }
    return columns;
}

void SqliteConnection::createTable(const TableDefinition& table)
{
    std::string parts;
    for (const ColumnDefinition& column : table.columns) {
        parts += (parts.empty() ? "" : ", ") + quotedIdentifier(column.name) + " " + column.type;
    }
    for (const std::string& constraint : table.constraints) {
        parts += ", " + constraint;
    }
    execute("CREATE TABLE " + quotedIdentifier(table.name) + " (" + parts + ")", {});
}

void SqliteConnection::addColumn(std::string_view table, const ColumnDefinition& column)
{
    execute("ALTER TABLE " + quotedIdentifier(table) + " ADD COLUMN " + quotedIdentifier(column.name) + " " +
                column.type,
            {});
}

bool SqliteConnection::tellsSpellingsApart() const
{
    return false;
}

std::string SqliteConnection::valueFor(const std::string& /*declaredType*/, const std::string& column) const
{
    return column;
}

std::string SqliteConnection::differ(const std::string& column, const std::string& other) const
{
    return column + " <> " + other;
}

std::string SqliteConnection::inOrderOfInsertion() const
{
    return {};
}

std::string SqliteConnection::whyUnfit(const CellValue& /*value*/, const std::string& /*declaredType*/) const
{
    return {};
}

void SqliteConnection::goOnNumbering(const std::string& /*table*/)
{
    // it looks for the greatest number that there was by itself
}

}  // namespace aurora::database
