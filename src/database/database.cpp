#include "aurora/database/database.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "sql_error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <atomic>
#include <chrono>
#include <thread>

namespace aurora::database {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{60};
// While a write waits for its turn it looks at the progress this often; everything else waits busyTimeout at once.
constexpr const char* shortBusyTimeout = "PRAGMA busy_timeout = 50";
constexpr const char* usualBusyTimeout = "PRAGMA busy_timeout = 5000";
constexpr std::chrono::milliseconds pause{20};

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

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

CellValue toCell(const QVariant& value)
{
    if (value.isNull()) {
        return {};
    }
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
        return static_cast<std::int64_t>(value.toLongLong());
    case QMetaType::Double:
        return value.toDouble();
    default:
        return value.toString().toStdString();
    }
}

QSqlQuery run(const QSqlDatabase& connection, const std::filesystem::path& file, const std::string& sql,
              const std::vector<CellValue>& values)
{
    QSqlQuery query(connection);
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

QString nextConnectionName()
{
    static std::atomic<std::uint64_t> number{0};
    return QStringLiteral("aurora-%1").arg(++number);
}

/// Repeats a step that fails because the database is locked.
void retryWhileLocked(const std::function<void()>& step, Progress& progress)
{
    const Clock::time_point deadline = Clock::now() + patience;
    for (;;) {
        try {
            step();
            return;
        } catch (const Locked&) {
            if (Clock::now() > deadline) {
                throw;
            }
        }
        progress.throwIfCancelled();
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace

Database::Database(const std::filesystem::path& file, Access access)
    : m_file(file), m_access(access), m_connectionName(nextConnectionName())
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) {
        throw Error(pathText(file) + ": there is no such database. Check \"Database path\" in shared_config.json.");
    }
    try {
        openConnection();
        static_cast<void>(query("SELECT count(*) FROM sqlite_master"));  // SQLite opens anything; reading tells
        if (access == Access::ReadWrite) {
            keepRollbackJournal();
        }
    } catch (...) {
        QSqlDatabase::removeDatabase(m_connectionName);
        throw;
    }
}

Database::~Database()
{
    QSqlDatabase::removeDatabase(m_connectionName);
}

void Database::openConnection()
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connectionName);
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
void Database::keepRollbackJournal()
{
    const Table mode = query("PRAGMA journal_mode");
    if (!mode.rows.empty() && toText(mode.rows[0][0]) == "wal") {
        static_cast<void>(query("PRAGMA journal_mode = DELETE"));
    }
}

void Database::begin(Progress& progress)
{
    execute(shortBusyTimeout);
    try {
        retryWhileLocked([&] { execute("BEGIN IMMEDIATE"); }, progress);
    } catch (...) {
        execute(usualBusyTimeout);
        throw;
    }
    execute(usualBusyTimeout);
}

void Database::commit(Progress& progress)
{
    retryWhileLocked([&] { execute("COMMIT"); }, progress);  // readers can hold up a commit, too
}

void Database::write(const std::function<void()>& work, Progress& progress)
{
    if (m_access == Access::ReadOnly) {
        throw Error(pathText(m_file) + ": the project is open read-only. Nothing was stored.");
    }
    begin(progress);
    try {
        work();
        commit(progress);
    } catch (...) {
        try {
            execute("ROLLBACK");
        } catch (const Error&) {  // SQLite has already rolled back, after a full disk for instance
        }
        throw;
    }
}

int Database::execute(const std::string& sql, const std::vector<CellValue>& values)
{
    return run(QSqlDatabase::database(m_connectionName), m_file, sql, values).numRowsAffected();
}

Table Database::query(const std::string& sql, const std::vector<CellValue>& values) const
{
    QSqlQuery result = run(QSqlDatabase::database(m_connectionName), m_file, sql, values);
    Table table;
    const QSqlRecord record = result.record();
    for (int column = 0; column < record.count(); ++column) {
        table.columns.push_back({.name = record.fieldName(column).toStdString()});
    }
    while (result.next()) {
        std::vector<CellValue>& row = table.rows.emplace_back();
        row.reserve(table.columns.size());
        for (int column = 0; column < record.count(); ++column) {
            row.push_back(toCell(result.value(column)));
        }
    }
    if (result.lastError().isValid()) {
        throwSqlError(m_file, result.lastError(), sql);
    }
    return table;
}

std::int64_t Database::dataVersion() const
{
    const Table version = query("PRAGMA data_version");
    return std::get<std::int64_t>(version.rows.at(0).at(0));
}

std::string quotedIdentifier(std::string_view identifier)
{
    std::string out = "\"";
    for (const char c : identifier) {
        out += c;
        if (c == '"') {
            out += c;
        }
    }
    return out + "\"";
}

}  // namespace aurora::database
