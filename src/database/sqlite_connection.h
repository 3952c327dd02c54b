#pragma once

#include "connection.h"

#include <QString>

#include <filesystem>

namespace aurora::database {

/// Rollback journal, busy timeout 5 s, every writing transaction `BEGIN IMMEDIATE` (spec: storage.md, "Database").
class SqliteConnection final : public Connection
{
public:
    SqliteConnection(std::filesystem::path file, Access access);
    ~SqliteConnection() override;

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
    void open();
    void keepRollbackJournal();

    std::filesystem::path m_file;
    Access m_access;
    QString m_name;
};

}  // namespace aurora::database
