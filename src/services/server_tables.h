#pragma once

#include "aurora/cyclers/cycler_server.h"
#include "aurora/database/database.h"
#include "aurora/services/lab.h"

#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// What a server told in one look at it.
struct ServerReading
{
    std::vector<cyclers::PipelineState> pipelines;
    std::vector<cyclers::Job> jobs;
    std::map<std::string, cyclers::JobPayload> payloads;  ///< by job id: of jobs that the table did not know yet
    std::map<std::string, double> standingSince_uts;      ///< by our Job ID: jobs that nothing holds and that stand
    std::vector<std::string> remarks;                     ///< whole sentences: jobs that stand still
};

/// "tt1-MPG2-1-5", "tt1-12": what a name of the server is in the tables.
[[nodiscard]] std::string withLabel(const std::string& label, const std::string& nameOnServer);

/// The server of a pipeline or job: the table knows, else the configured label that the name begins with.
struct ServerName
{
    std::string label;
    std::string nameOnServer;
};

/// @throws Error when no configured server has such a name
[[nodiscard]] ServerName pipelineOnServer(const Lab& lab, const database::Database& database,
                                          const std::string& pipeline);
[[nodiscard]] ServerName jobOnServer(const Lab& lab, const database::Database& database, const std::string& job);

/// Reads pipelines, jobs, and what is not known yet of jobs that were submitted elsewhere; makes the tables `pipelines`
/// and `jobs` say what was read, and sets flags. One transaction. When another program has written rows of the server
/// meanwhile, what was read may be older than they are: it is read again.
/// @param added  gets how many jobs were not known before
/// @throws what the server throws; Cancelled, also while it waits for a locked database
ServerReading readIntoTables(const Lab& lab, cyclers::CyclerServer& server, database::Database& database,
                             const Progress& progress, std::size_t* added = nullptr);

/// The same with the table `pipelines` alone, where nothing else is read.
std::vector<cyclers::PipelineState> readPipelinesIntoTable(const Lab& lab, cyclers::CyclerServer& server,
                                                           database::Database& database, const Progress& progress);

/// Reads the state of one server into the tables, and reports what is remarkable.
void refreshServer(Lab& lab, const std::string& label, Report& report, const Progress& progress);

}  // namespace aurora::services
