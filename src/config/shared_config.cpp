#include "aurora/config/shared_config.h"

#include "aurora/config/from_json.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "database_keys.h"
#include "keys.h"
#include "server_keys.h"

#include <array>
#include <system_error>

namespace aurora::config {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view fileName = "shared_config.json";

struct FolderKey
{
    const char* key;
    const char* inNewProject;  ///< relative to the project's folder
    fs::path SharedConfig::*path;
};

const std::array folderKeys{
    FolderKey{"Database path", "database/database.db", &SharedConfig::databasePath},
    FolderKey{"Database backup folder path", "database/backup", &SharedConfig::backupFolder},
    FolderKey{"Samples folder path", "samples", &SharedConfig::samplesFolder},
    FolderKey{"Processed snapshots folder path", "snapshots", &SharedConfig::snapshotsFolder},
    FolderKey{"Batches folder path", "batches", &SharedConfig::batchesFolder},
    FolderKey{"Graphs folder path", "snapshots", &SharedConfig::graphsFolder},
    FolderKey{"Protocols folder path", "protocols", &SharedConfig::protocolsFolder},
};

struct ThresholdKey
{
    const char* key;
    double FlagThresholds::*value;
};

constexpr std::array thresholdKeys{
    ThresholdKey{"Cap loss", &FlagThresholds::capacityLoss_pct},
    ThresholdKey{"Form eff", &FlagThresholds::formationEfficiency_pct},
    ThresholdKey{"Init eff", &FlagThresholds::initialEfficiency_pct},
    ThresholdKey{"Init cap", &FlagThresholds::initialCapacity_mAhPerG},
};

/// Where the folders of the project lie when the file does not say: a file in `database/` stands one level below.
fs::path projectFolderOf(const fs::path& file)
{
    const fs::path folder = file.parent_path();
    return folder.filename() == "database" ? folder.parent_path() : folder;
}

void readFolders(SharedConfig& config, const Keys& keys)
{
    // Versions 0.6 to 0.11 of the Python program call it the data folder.
    const auto dataFolder = keys.path("Data folder path");
    for (const FolderKey& folder : folderKeys) {
        auto said = keys.path(folder.key);
        if (!said && dataFolder && folder.path == &SharedConfig::snapshotsFolder) {
            said = dataFolder;
            config.warnings.push_back(pathText(*dataFolder) +
                                      ": data that version 0.6 or later of the Python program stored here as .parquet "
                                      "cannot be read. Import the vendor files again; samples, jobs and batches are "
                                      "there.");
        }
        config.*folder.path = said ? *said : (projectFolderOf(config.file) / folder.inNewProject).lexically_normal();
    }
}

void readDatabase(SharedConfig& config, const Keys& keys)
{
    config.databaseServer = readDatabaseServer(keys);
    if (!config.databaseServer && !keys.text("Database path")) {
        throw Error(pathText(config.file) +
                    ": \"Database path\" is missing. It says where the project's database is, as in "
                    "\"database/database.db\".");
    }
}

void readTimeZone(SharedConfig& config, const Keys& keys)
{
    const auto said = keys.text("Time zone");
    if (!said) {
        return;
    }
    if (!isTimeZone(*said)) {
        keys.refuse("Time zone", *said, "the name of a time zone, as in \"Europe/Zurich\"");
    }
    config.timeZone = *said;
}

void readThresholds(SharedConfig& config, const Keys& keys)
{
    const Json* const thresholds = keys.value("Flag thresholds");
    if (thresholds == nullptr) {
        return;
    }
    if (!thresholds->is_object()) {
        keys.refuse("Flag thresholds", *thresholds, R"(an object, as in {"Cap loss": 20})");
    }
    const Keys inside(*thresholds, config.file);
    for (const ThresholdKey& threshold : thresholdKeys) {
        const Json* const value = inside.value(threshold.key);
        if (value == nullptr) {
            continue;
        }
        if (!value->is_number()) {
            inside.refuse(threshold.key, *value, "a number");
        }
        config.flagThresholds.*threshold.value = value->get<double>();
    }
}

void readRunIdLookup(SharedConfig& config, const Keys& keys, std::string_view harvesterKey)
{
    const Json* const harvester = keys.value(harvesterKey);
    if (harvester == nullptr) {
        return;
    }
    const Keys inside(*harvester, config.file);
    for (const char* const key : {"run_id_lookup", "Run ID lookup"}) {  // the newer spelling overwrites the older
        const Json* const lookup = inside.value(key);
        if (lookup == nullptr) {
            continue;
        }
        if (!lookup->is_object()) {
            inside.refuse(key, *lookup, R"(an object, as in {"folder name": "run id"})");
        }
        for (const auto& [folder, run] : lookup->items()) {
            if (!run.is_string()) {
                Keys(*lookup, config.file).refuse(folder, run, "the name of a run");
            }
            config.runIdLookup[folder] = run.get<std::string>();
        }
    }
}

void readSampleColumns(SharedConfig& config, const Keys& keys)
{
    const Json* const list = keys.value("Sample database");
    if (list == nullptr) {
        config.sampleColumns = standardSampleColumns();
        return;
    }
    try {
        config.sampleColumns = sampleColumnsFromJson(*list);
    } catch (const Error& error) {
        throw Error(pathText(config.file) + ": " + error.what(), error.cause());
    }
}

}  // namespace

fs::path findSharedConfig(const fs::path& folderOrFile, std::vector<std::string>& warnings)
{
    std::error_code code;
    const fs::path place = fs::absolute(folderOrFile, code).lexically_normal();
    if (fs::is_regular_file(place, code)) {
        return place;
    }
    const fs::path folder = place.has_filename() ? place : place.parent_path();
    const fs::path inRoot = folder / fileName;
    const fs::path inDatabase = folder / "database" / fileName;
    const bool rootExists = fs::is_regular_file(inRoot, code);
    const bool databaseExists = fs::is_regular_file(inDatabase, code);
    if (rootExists && databaseExists) {
        warnings.push_back(pathText(folder) + " has two shared_config.json: the one in the folder itself is used, the "
                                              "one in database/ is ignored. Remove one of them.");
    }
    if (rootExists) {
        return inRoot;
    }
    if (databaseExists) {
        return inDatabase;
    }
    if (!fs::exists(folder, code)) {
        throw Error(pathText(folder) + ": there is no such project folder.");
    }
    throw Error(pathText(folder) + ": is no project folder: neither shared_config.json nor database/shared_config.json "
                                   "is in it. Open another folder, or make a new project.");
}

SharedConfig readSharedConfig(const fs::path& file)
{
    return sharedConfigFrom(parseJson(readFile(file), pathText(file)), file);
}

SharedConfig sharedConfigFrom(Json content, const fs::path& file)
{
    SharedConfig config;
    config.file = fs::absolute(file).lexically_normal();
    config.raw = std::move(content);
    if (!config.raw.is_object()) {
        throw Error(pathText(file) +
                    R"(: must hold one JSON object, as in {"Database path": "database/database.db"}.)");
    }
    const Keys keys(config.raw, config.file);
    readDatabase(config, keys);
    readFolders(config, keys);
    readTimeZone(config, keys);
    config.unusedPipelines = keys.texts("Unused pipelines");
    config.servers = readServers(keys);
    config.harvesters = readHarvesters(keys);
    readRunIdLookup(config, keys, "Neware harvester");
    readRunIdLookup(config, keys, "EC-lab harvester");  // counts where both know a folder
    config.daemon = readDaemonSettings(keys);
    readThresholds(config, keys);
    readSampleColumns(config, keys);
    return config;
}

Json newSharedConfig()
{
    Json json = Json::object();
    for (const FolderKey& folder : folderKeys) {
        json[folder.key] = folder.inNewProject;
    }
    json["Time zone"] = SharedConfig{}.timeZone;
    json["Unused pipelines"] = Json::array();
    json["Servers"] = Json::array();
    json["EC-lab harvester"] = Json::object({{"Servers", Json::array()}, {"Run ID lookup", Json::object()}});
    json["Neware harvester"] = Json::object({{"Servers", Json::array()}});
    for (const ThresholdKey& threshold : thresholdKeys) {
        json["Flag thresholds"][threshold.key] = FlagThresholds{}.*threshold.value;
    }
    json["Daemon"] = Json::object({{"Update interval (min)", 5}, {"Nightly at", "02:00"}});
    json["Sample database"] = toJson(standardSampleColumns());
    return json;
}

}  // namespace aurora::config
