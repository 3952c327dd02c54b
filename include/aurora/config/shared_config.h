#pragma once

#include "aurora/config/daemon_settings.h"
#include "aurora/config/database_server.h"
#include "aurora/config/harvesters.h"
#include "aurora/config/sample_columns.h"
#include "aurora/config/servers.h"
#include "aurora/core/json.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aurora::config {

struct FlagThresholds
{
    double capacityLoss_pct = 20;
    double formationEfficiency_pct = 60;
    double initialEfficiency_pct = 50;
    double initialCapacity_mAhPerG = 100;
};

/// `shared_config.json` of a project (spec: storage.md, "Configuration"). Relative paths are made absolute with the
/// folder the file stands in; paths may hold `\` or `/`.
struct SharedConfig
{
    std::filesystem::path file;
    std::filesystem::path databasePath;            ///< of the SQLite file; of no use where there is a server
    std::optional<DatabaseServer> databaseServer;  ///< the database is on this server
    std::filesystem::path backupFolder;
    std::filesystem::path samplesFolder;
    std::filesystem::path snapshotsFolder;  ///< `Processed snapshots folder path`
    std::filesystem::path batchesFolder;
    std::filesystem::path graphsFolder;
    std::filesystem::path protocolsFolder;
    std::string timeZone = "Europe/Zurich";
    std::vector<std::string> unusedPipelines;  ///< SQL LIKE patterns
    std::vector<SampleColumn> sampleColumns;
    std::vector<Server> servers;
    Harvesters harvesters;
    std::map<std::string, std::string> runIdLookup;  ///< folder name → run id, of the harvesters
    DaemonSettings daemon;
    FlagThresholds flagThresholds;
    Json raw = Json::object();          ///< the whole file: unknown keys survive a rewrite
    std::vector<std::string> warnings;  ///< whole sentences
};

/// The shared file of a project folder (the root one counts, else `database/`), or the path itself when it is a file.
/// @param warnings  gets a sentence when both files exist
/// @throws Error when there is none, saying what was looked for
[[nodiscard]] std::filesystem::path findSharedConfig(const std::filesystem::path& folderOrFile,
                                                     std::vector<std::string>& warnings);

/// Reads and validates. @throws Error naming file, key and value of the first mistake
[[nodiscard]] SharedConfig readSharedConfig(const std::filesystem::path& file);

/// The content of a new project's file: all paths relative, standard sample columns, every key.
[[nodiscard]] Json newSharedConfig();

}  // namespace aurora::config
