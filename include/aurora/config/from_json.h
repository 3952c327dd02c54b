#pragma once

#include "aurora/config/shared_config.h"
#include "aurora/config/user_config.h"

namespace aurora::config {

/// The content of a `shared_config.json`, validated, whether it is on disk or only on screen.
/// @param file  where it stands: named in errors, relative paths are relative to its folder
/// @throws Error naming file, key and value of the first mistake
[[nodiscard]] SharedConfig sharedConfigFrom(Json content, const std::filesystem::path& file);

/// The same of a user file.
[[nodiscard]] UserConfig userConfigFrom(Json content, const std::filesystem::path& file);

}  // namespace aurora::config
