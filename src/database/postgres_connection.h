#pragma once

#include "connection.h"

#include <QSqlQuery>
#include <QString>

namespace aurora::database {

/// A connection to a PostgreSQL server, by Qt's QPSQL and libpq.
///
/// Writers take turns by an advisory lock of the database, held from the beginning of a transaction to its end, so that
/// none sees what another is about to change: what works in SQLite works here, and nothing has to be tried again for
/// having been overtaken. Each commit counts up `schema_version.changes`, by which others notice it. A connection that
/// was lost is made anew where nothing of a transaction is lost with it.
class PostgresConnection final : public Connection
{
public:
    PostgresConnection(config::DatabaseServer server, Access access);
    ~PostgresConnection() override;

    int execute(const std::string& sql, const std::vector<CellValue>& values) override;
    [[nodiscard]] Table query(const std::string& sql, const std::vector<CellValue>& values) override;

    void begin(Progress& progress) override;
    void commit(Progress& progress) override;
    void rollback() noexcept override;
    void beginReading() override;

    [[nodiscard]] std::int64_t dataVersion() override;
    [[nodiscard]] bool mayWrite() override;
    [[nodiscard]] std::string damage() override;

    [[nodiscard]] int schemaVersion() override;
    void setSchemaVersion(int version) override;
    [[nodiscard]] std::vector<std::string> tables() override;
    [[nodiscard]] std::vector<TableColumn> columns(std::string_view table) override;
    void createTable(const TableDefinition& table) override;
    void addColumn(std::string_view table, const ColumnDefinition& column) override;
    [[nodiscard]] bool tellsSpellingsApart() const override;

    [[nodiscard]] std::string valueFor(const std::string& declaredType, const std::string& column) const override;
    [[nodiscard]] std::string differ(const std::string& column, const std::string& other) const override;
    [[nodiscard]] std::string inOrderOfInsertion() const override;
    [[nodiscard]] std::string whyUnfit(const CellValue& value, const std::string& declaredType) const override;
    void goOnNumbering(const std::string& table) override;

private:
    enum class Again
    {
        No,
        Yes  ///< what reads may be sent a second time, over a new connection
    };

    void open();
    [[nodiscard]] bool isConnected() const;
    QSqlQuery send(const std::string& sql, Again again);
    [[nodiscard]] bool countsChanges();
    void takeTurn();

    config::DatabaseServer m_server;
    Access m_access;
    QString m_name;
    bool m_inTransaction = false;
    bool m_countsChanges = false;
    std::int64_t m_ownChanges = 0;
};

}  // namespace aurora::database
