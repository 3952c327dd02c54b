#pragma once

#include "aurora/config/sample_columns.h"
#include "aurora/core/cell_value.h"
#include "aurora/core/progress.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace aurora::database {

enum class Access
{
    ReadWrite,
    ReadOnly
};

/// A connection to the database of a project. Belongs to the thread that made it; each thread opens its own.
///
/// Rollback journal, busy timeout 5 s, every writing transaction `BEGIN IMMEDIATE` (spec: storage.md, "Database"). Qt
/// finds its SQLite driver through the QCoreApplication: there must be one.
class Database
{
public:
    /// @throws Error when the file is missing (it is made by createDatabase) or is no database
    Database(const std::filesystem::path& file, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs work inside BEGIN IMMEDIATE … COMMIT; any exception rolls back and goes on. Retries while the database is
    /// locked by another program, up to 60 s, looking at progress. Not to be called on the window's thread.
    void write(const std::function<void()>& work, Progress& progress = Progress::none());

    /// A statement with bound values (`?`). @return number of rows changed. @throws Error with the statement as cause
    int execute(const std::string& sql, const std::vector<CellValue>& values = {});

    /// A query with bound values. @throws Error with the statement as cause
    [[nodiscard]] Table query(const std::string& sql, const std::vector<CellValue>& values = {}) const;

    /// Changes whenever another connection has changed the database (PRAGMA data_version).
    [[nodiscard]] std::int64_t dataVersion() const;

    [[nodiscard]] Access access() const noexcept { return m_access; }

    [[nodiscard]] const std::filesystem::path& file() const noexcept { return m_file; }

private:
    void openConnection();
    void keepRollbackJournal();
    void begin(Progress& progress);
    void commit(Progress& progress);

    std::filesystem::path m_file;
    Access m_access;
    QString m_connectionName;
};

/// `"name"` with quotes inside doubled: for identifiers in SQL.
[[nodiscard]] std::string quotedIdentifier(std::string_view identifier);

}  // namespace aurora::database
