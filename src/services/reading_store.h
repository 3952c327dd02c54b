#pragma once

#include "aurora/database/samples_table.h"
#include "server_tables.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace aurora::services {

/// When a job ended: as its server says, else now where it still ran when it was looked at last. Of one that ended
/// before anybody looked, and whose server does not say, nobody knows. A server that says a time before the job was
/// submitted has another clock than we, and says nothing.
/// @param known  the row of the job in the table `jobs`, as it was before
[[nodiscard]] std::optional<double> endOf(const cyclers::Job& job, const std::optional<database::Row>& known);

/// Writes what one server told into the tables, inside a transaction of the caller.
class ReadingStore
{
public:
    ReadingStore(const Lab& lab, database::Database& database, const std::string& label);

    /// Pipelines that the server has no more go.
    void storePipelines(const std::vector<cyclers::PipelineState>& pipelines);

    /// @return how many are new
    std::size_t storeJobs(const ServerReading& reading);

private:
    /// What the server does not tell any more, like the pipeline of a job that ended, stays as it was.
    [[nodiscard]] database::Row jobRow(const cyclers::Job& job, const std::string& id,
                                       const std::optional<database::Row>& known,
                                       const std::map<std::string, cyclers::JobPayload>& payloads) const;

    database::Database& m_database;
    std::string m_label;
    std::string m_hostname;
    std::string m_timeZone;
    std::string m_now;
    std::set<std::string> m_samples;
};

}  // namespace aurora::services
