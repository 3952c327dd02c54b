#pragma once

#include "aurora/database/samples_table.h"

namespace aurora::database {

/// The table `jobs`: one row an experiment on a cycler (storage.md, "Database"). Rows are never removed: a job that the
/// server forgot was still run.
/// Everything that writes is to be called inside Database::write.
class JobsTable
{
public:
    explicit JobsTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::optional<Row> find(const std::string& jobId) const;
    [[nodiscard]] std::vector<Row> ofServer(const std::string& serverLabel) const;
    [[nodiscard]] std::vector<Row> ofSample(const std::string& sampleId) const;

    /// Since when (Unix seconds) jobs of a server have stood still although nothing holds them, by Job ID. Kept in a
    /// table of its own: it must outlive the program that looked, and the Python program does not know it.
    [[nodiscard]] std::map<std::string, double> standingSince(const std::string& serverLabel) const;
    void setStandingSince(const std::string& serverLabel, const std::map<std::string, double>& since_uts);

    /// When a job ended, in Unix seconds. The first time that is noted stays. In a table of its own for the same
    /// reason.
    void noteEnd(const std::string& jobId, double ended_uts);
    /// Jobs that ended at this moment or later, by Job ID; none in a database that was never migrated.
    [[nodiscard]] std::map<std::string, double> endedSince(double since_uts) const;

    /// Inserts or updates the given columns of the row with that `Job ID`; NULL (monostate) clears a column.
    void upsert(const Row& row);

private:
    Database* m_database;
};

}  // namespace aurora::database
