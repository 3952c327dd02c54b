#pragma once

#include "aurora/core/json.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace aurora::config {

/// The user file `config.json`, one per person (spec: storage.md, "Configuration").
struct UserConfig
{
    std::filesystem::path file;  ///< where it was read from and is written to
    std::optional<std::filesystem::path> sharedConfigPath;
    std::optional<std::filesystem::path> sshPrivateKeyPath;
    std::optional<std::filesystem::path> sshKnownHostsPath;
    std::optional<std::filesystem::path> snapshotsFolder;
    std::vector<std::filesystem::path> recentProjects;  ///< newest first
    Json raw = Json::object();                          ///< the whole file: unknown keys survive a rewrite
};

/// A missing file gives an empty configuration. @throws Error when it is there but not valid
[[nodiscard]] UserConfig readUserConfig(const std::filesystem::path& file);

/// Writes the known keys into raw and the file (complete or unchanged); makes its folder. @throws Error
void writeUserConfig(const UserConfig& config);

/// Puts a project first in `Recent projects` (at most 10, each once) and makes it the `Shared config path`.
void rememberProject(UserConfig& config, const std::filesystem::path& sharedConfigFile);

}  // namespace aurora::config
