#include "postgres_connection.h"

#include "aurora/core/error.h"
#include "aurora/core/thread_locale.h"
#include "postgres_error.h"
#include "postgres_types.h"
#include "qt_values.h"

#include <QSqlDatabase>

#include <utility>

namespace aurora::database {

namespace {

// Any number that others who lock something in the same database are unlikely to take: "aurora" in ASCII.
constexpr const char* writersLock = "107178799133281";

// What a comment of ours begins with: the type by which the column was declared, which `text` does not tell.
constexpr std::string_view declaredAs = "declared as ";

constexpr std::size_t longestName = 63;  // bytes; PostgreSQL cuts off what is longer, without a word

std::string literalText(std::string_view text)
{
    return withLiterals("?", {std::string(text)});
}

void refuseLongName(const std::string& name)
{
    if (name.size() > longestName) {
        throw Error("The name \"" + name + "\" is longer than the " + std::to_string(longestName) +
                    " bytes that PostgreSQL allows a table or column. Shorten it.");
    }
}

std::string columnText(const ColumnDefinition& column)
{
    refuseLongName(column.name);
    return quotedIdentifier(column.name) + " " + postgresDeclaration(declarationFrom(column.type));
}

std::string commentText(std::string_view table, const ColumnDefinition& column)
{
    return "; COMMENT ON COLUMN " + quotedIdentifier(table) + "." + quotedIdentifier(column.name) + " IS " +
           literalText(std::string(declaredAs) + declarationFrom(column.type).type);
}

/// References are not kept: SQLite, as all versions of these programs open it, does not look at them, and rows come in
/// an order of their own.
bool isReference(const std::string& constraint)
{
    return constraint.starts_with("FOREIGN KEY");
}

}  // namespace

PostgresConnection::PostgresConnection(config::DatabaseServer server, Access access)
    : m_server(std::move(server)), m_access(access), m_name(nextConnectionName())
{
    try {
        open();
    } catch (...) {
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

PostgresConnection::~PostgresConnection()
{
    QSqlDatabase::removeDatabase(m_name);
}

void PostgresConnection::open()
{
    QSqlDatabase connection = QSqlDatabase::contains(m_name)
                                  ? QSqlDatabase::database(m_name, false)
                                  : QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_name);
    if (!connection.isValid()) {
        throw Error("Qt's driver for PostgreSQL is not installed (Debian: libqt6sql6-psql).");
    }
    connection.setHostName(toQString(m_server.host));
    connection.setPort(m_server.port);
    connection.setDatabaseName(toQString(m_server.name));
    connection.setUserName(toQString(m_server.user));
    connection.setPassword(toQString(m_server.password));
    connection.setConnectOptions(QStringLiteral("connect_timeout=10;application_name=aurora-cycler-manager;"
                                                "keepalives_idle=30;keepalives_interval=10;keepalives_count=3"));
    connection.close();
    m_inTransaction = false;
    const bool isOpen = [&] {
        // libpq tells why it cannot connect in words alone, translated ones (postgresql.org, "libpq", PQerrorMessage),
        // and they are what its reason is known by. A server of another language is heard in its own words.
        const ThreadLocale english(LocalePart::Messages);
        return connection.open();
    }();
    if (!isOpen) {
        throwNoConnection(m_server, connection.lastError());
    }
    std::string settings = "SET standard_conforming_strings = on; SET client_min_messages = warning; "
                           "SET extra_float_digits = 1";
    if (m_access == Access::ReadOnly) {
        settings += "; SET default_transaction_read_only = on";
    }
    QSqlQuery query(connection);
    if (!query.exec(toQString(settings))) {
        throwPostgresError(m_server, query.lastError(), settings);
    }
}

bool PostgresConnection::isConnected() const
{
    return QSqlDatabase::database(m_name, false).isOpen();  // Qt asks libpq
}

QSqlQuery PostgresConnection::send(const std::string& sql, Again again)
{
    if (!m_inTransaction && !isConnected()) {
        open();
    }
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (query.exec(toQString(sql))) {
        return query;
    }
    if (isConnected()) {
        throwPostgresError(m_server, query.lastError(), sql);
    }
    if (m_inTransaction || again == Again::No) {
        throw Error(config::placeText(m_server) +
                        ": the connection to the database server was lost. Nothing of this step was stored. Try again.",
                    query.lastError().text().toStdString());
    }
    open();
    QSqlQuery second(QSqlDatabase::database(m_name, false));
    if (!second.exec(toQString(sql))) {
        throwPostgresError(m_server, second.lastError(), sql);
    }
    return second;
}

int PostgresConnection::execute(const std::string& sql, const std::vector<CellValue>& values)
{
    return send(withLiterals(sql, values), Again::No).numRowsAffected();
}

Table PostgresConnection::query(const std::string& sql, const std::vector<CellValue>& values)
{
    QSqlQuery result = send(withLiterals(sql, values), Again::Yes);
    return readRows(result);
}

void PostgresConnection::takeTurn()
{
    // One by one: of several in one message, Qt tells only what became of the first.
    static_cast<void>(send("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", Again::Yes));
    m_inTransaction = true;
    try {
        // A wait for the turn looks at the progress this often; the tables themselves may be waited for longer.
        static_cast<void>(send("SET LOCAL lock_timeout = '100ms'", Again::No));
        static_cast<void>(send(std::string("SELECT pg_advisory_xact_lock(") + writersLock + ")", Again::No));
        static_cast<void>(send("SET LOCAL lock_timeout = '60s'", Again::No));
    } catch (...) {
        rollback();
        throw;
    }
}

void PostgresConnection::begin(Progress& progress)
{
    retryWhileLocked([&] { takeTurn(); }, progress);
}

void PostgresConnection::commit(Progress& /*progress*/)
{
    const bool counts = countsChanges();
    try {
        if (counts) {
            static_cast<void>(send("UPDATE schema_version SET changes = changes + 1", Again::No));
        }
        static_cast<void>(send("COMMIT", Again::No));
    } catch (const Error& error) {
        if (isConnected()) {
            throw;
        }
        throw Error(config::placeText(m_server) + ": the connection to the database server was lost while it stored "
                                                  "the last step. Look whether it is there before you do it again.",
                    error.cause());
    }
    m_inTransaction = false;
    m_ownChanges += counts ? 1 : 0;
}

void PostgresConnection::rollback() noexcept
{
    if (!m_inTransaction) {
        return;
    }
    try {
        static_cast<void>(send("ROLLBACK", Again::No));
    } catch (const std::exception&) {  // the connection is lost, and the transaction with it
    }
    m_inTransaction = false;
    m_countsChanges = false;  // the table may have been made in it
}

void PostgresConnection::beginReading()
{
    static_cast<void>(send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", Again::Yes));
    m_inTransaction = true;
}

bool PostgresConnection::countsChanges()
{
    if (!m_countsChanges) {
        m_countsChanges = !query("SELECT 1 WHERE to_regclass('schema_version') IS NOT NULL", {}).rows.empty();
    }
    return m_countsChanges;
}

std::int64_t PostgresConnection::dataVersion()
{
    if (!countsChanges()) {
        return 0;
    }
    const Table found = query("SELECT changes FROM schema_version", {});
    const auto* const changes = found.rows.empty() ? nullptr : std::get_if<std::int64_t>(&found.rows.front().front());
    return (changes == nullptr ? 0 : *changes) - m_ownChanges;
}

bool PostgresConnection::mayWrite()
{
    const Table answer = query("SELECT 1 WHERE NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = "
                               "'off' AND CASE WHEN to_regclass('samples') IS NULL THEN true ELSE "
                               "has_table_privilege(to_regclass('samples'), 'INSERT') END",
                               {});
    return m_access == Access::ReadWrite && !answer.rows.empty();
}

std::string PostgresConnection::damage()
{
    for (const std::string& table : tables()) {  // PostgreSQL looks at the sums of the pages that it reads
        try {
            static_cast<void>(query("SELECT count(*) FROM " + quotedIdentifier(table), {}));
        } catch (const Error& error) {
            return "the table " + table + " cannot be read: " + error.cause();
        }
    }
    return {};
}

int PostgresConnection::schemaVersion()
{
    if (!countsChanges()) {
        return 0;
    }
    const Table found = query("SELECT version FROM schema_version", {});
    const auto* const version = found.rows.empty() ? nullptr : std::get_if<std::int64_t>(&found.rows.front().front());
    return version == nullptr ? 0 : static_cast<int>(*version);
}

void PostgresConnection::setSchemaVersion(int version)
{
    const std::string number = std::to_string(version);
    execute("CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL, changes bigint NOT NULL)", {});
    if (execute("UPDATE schema_version SET version = " + number, {}) == 0) {
        execute("INSERT INTO schema_version (version, changes) VALUES (" + number + ", 0)", {});
    }
}

std::vector<std::string> PostgresConnection::tables()
{
    std::vector<std::string> names;
    const Table found = query("SELECT c.relname::text COLLATE \"C\" FROM pg_class c "
                              "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() "
                              "WHERE c.relkind IN ('r', 'p') AND c.relname <> 'schema_version' ORDER BY 1",
                              {});
    for (const auto& row : found.rows) {
        names.push_back(toText(row[0]));
    }
    return names;
}

std::vector<TableColumn> PostgresConnection::columns(std::string_view table)
{
    const Table found = query(
        "SELECT a.attname::text, upper(format_type(a.atttypid, a.atttypmod)), col_description(a.attrelid, a.attnum), "
        "EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = "
        "ANY(i.indkey)) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') "
        "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() "
        "WHERE c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
        {std::string(table)});
    std::vector<TableColumn> columns;
    for (const auto& row : found.rows) {
        const std::string comment = toText(row[2]);
        columns.push_back({.name = toText(row[0]),
                           .type = comment.starts_with(declaredAs) ? comment.substr(declaredAs.size()) : toText(row[1]),
                           .isKey = row[3] == CellValue(std::int64_t{1})});
    }
    return columns;
}

void PostgresConnection::createTable(const TableDefinition& table)
{
    refuseLongName(table.name);
    std::string parts;
    std::string comments;
    for (const ColumnDefinition& column : table.columns) {
        parts += (parts.empty() ? "" : ", ") + columnText(column);
        comments += commentText(table.name, column);
    }
    for (const std::string& constraint : table.constraints) {
        parts += isReference(constraint) ? "" : ", " + constraint;
    }
    execute("CREATE TABLE " + quotedIdentifier(table.name) + " (" + parts + ")" + comments, {});
}

void PostgresConnection::addColumn(std::string_view table, const ColumnDefinition& column)
{
    execute("ALTER TABLE " + quotedIdentifier(table) + " ADD COLUMN " + columnText(column) + commentText(table, column),
            {});
}

bool PostgresConnection::tellsSpellingsApart() const
{
    return true;
}

std::string PostgresConnection::valueFor(const std::string& declaredType, const std::string& column) const
{
    return "CAST(CAST(" + column + " AS text) AS " + postgresType(declaredType) + ")";
}

std::string PostgresConnection::differ(const std::string& column, const std::string& other) const
{
    return "CAST(" + column + " AS text) <> CAST(" + other + " AS text)";
}

std::string PostgresConnection::inOrderOfInsertion() const
{
    return " ORDER BY ctid";
}

std::string PostgresConnection::whyUnfit(const CellValue& value, const std::string& declaredType) const
{
    return whyNoPostgresValue(value, declaredType);
}

void PostgresConnection::goOnNumbering(const std::string& table)
{
    for (const auto& row :
         query("SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = to_regclass(?) AND a.attidentity <> ''",
               {quotedIdentifier(table)})
             .rows)
    {
        const std::string column = toText(row[0]);
        static_cast<void>(query("SELECT setval(pg_get_serial_sequence(?, ?), coalesce(max(" + quotedIdentifier(column) +
                                    "), 0) + 1, false) FROM " + quotedIdentifier(table),
                                {quotedIdentifier(table), column}));
    }
}

}  // namespace aurora::database
