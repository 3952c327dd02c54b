#include "aurora/config/user_config.h"

#include "aurora/config/from_json.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "keys.h"

#include <algorithm>
#include <system_error>

namespace aurora::config {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t mostRecentProjects = 10;
constexpr int indentation = 4;

void setPath(Json& raw, const char* key, const std::optional<fs::path>& path)
{
    if (path) {
        raw[key] = pathText(*path);
    }
}

}  // namespace

UserConfig readUserConfig(const fs::path& file)
{
    std::error_code ignored;
    return userConfigFrom(fs::exists(file, ignored) ? parseJson(readFile(file), pathText(file)) : Json::object(), file);
}

UserConfig userConfigFrom(Json content, const fs::path& file)
{
    UserConfig config;
    config.file = file;
    config.raw = std::move(content);
    if (!config.raw.is_object()) {
        throw Error(pathText(file) + ": must hold one JSON object, as in {\"Shared config path\": \"…\"}.");
    }
    const Keys keys(config.raw, file);
    config.sharedConfigPath = keys.path("Shared config path");
    config.sshPrivateKeyPath = keys.path("SSH private key path");
    config.sshKnownHostsPath = keys.path("SSH known hosts path");
    config.snapshotsFolder = keys.path("Snapshots folder path");
    for (const std::string& project : keys.texts("Recent projects")) {
        config.recentProjects.push_back(keys.absolute(project));
    }
    return config;
}

void writeUserConfig(const UserConfig& config)
{
    Json raw = config.raw;
    setPath(raw, "Shared config path", config.sharedConfigPath);
    setPath(raw, "SSH private key path", config.sshPrivateKeyPath);
    setPath(raw, "SSH known hosts path", config.sshKnownHostsPath);
    setPath(raw, "Snapshots folder path", config.snapshotsFolder);
    Json recent = Json::array();
    for (const fs::path& project : config.recentProjects) {
        recent.push_back(pathText(project));
    }
    raw["Recent projects"] = std::move(recent);
    std::error_code code;
    fs::create_directories(config.file.parent_path(), code);
    if (code) {
        throw Error(pathText(config.file) + ": its folder cannot be made (" + code.message() + ").");
    }
    replaceFileText(config.file, dumpJson(raw, indentation) + "\n");
}

void rememberProject(UserConfig& config, const fs::path& sharedConfigFile)
{
    config.sharedConfigPath = sharedConfigFile;
    auto& recent = config.recentProjects;
    recent.erase(std::remove(recent.begin(), recent.end(), sharedConfigFile), recent.end());
    recent.insert(recent.begin(), sharedConfigFile);
    if (recent.size() > mostRecentProjects) {
        recent.resize(mostRecentProjects);
    }
}

}  // namespace aurora::config
