#pragma once

#include "aurora/config/user_config.h"

#include <filesystem>
#include <string_view>

namespace aurora::services {

/// Snapshots of jobs: `<raw files>/tomato_snapshots/<run>/<sample>/snapshot.<job>.json`. In the table `files` this is
/// their folder.
inline constexpr std::string_view jobSnapshotsFolder = "tomato_snapshots";

/// Where files are kept as they were fetched, on this PC: what the user configured, else `snapshots` in the folder for
/// local data of this user and program. Everything there may be deleted at any time.
[[nodiscard]] std::filesystem::path rawFilesFolder(const config::UserConfig& user);

}  // namespace aurora::services
