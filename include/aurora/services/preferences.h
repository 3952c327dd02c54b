#pragma once

#include "aurora/config/key_refused.h"
#include "aurora/config/user_config.h"
#include "aurora/core/json.h"

#include <filesystem>
#include <optional>
#include <string>

namespace aurora::services {

/// The two files that a user configures.
enum class ConfigurationFile
{
    User,   ///< config.json
    Shared  ///< shared_config.json of a project
};

/// Why a configuration cannot be used.
struct ConfigurationProblem
{
    std::string message;                        ///< whole, without the file's name
    std::optional<config::RefusedKey> refused;  ///< the value that is wrong; nothing: it is wrong as a whole
};

/// The first mistake of a configuration of this content; nothing when it can be used.
[[nodiscard]] std::optional<ConfigurationProblem>
whyNotConfiguration(ConfigurationFile kind, const std::filesystem::path& file, const Json& content);

/// Why nobody can log in with the private key that is configured, as a whole sentence that begins with its path; empty
/// when there is a file, or none is configured. It keeps nobody from saving: the key may be put there later, or lie on
/// a share that is away. Looks at the disk, which may take long: not on a window's thread.
[[nodiscard]] std::string whyNoPrivateKey(const config::UserConfig& user);

/// What stands in the file; an empty object where there is none. @throws Error when it cannot be read
[[nodiscard]] Json readConfiguration(const std::filesystem::path& file);

/// The content on disk with what was changed from `before` to `edited` in it: values of objects one by one, lists as a
/// whole. What somebody else has changed meanwhile stays, as do keys that nobody here knows.
[[nodiscard]] Json withChanges(Json onDisk, const Json& before, const Json& edited);

/// Reads the file again, puts the changes into it, and writes it: complete or as it was. Nothing is written when
/// nothing was changed.
/// @throws Error when the result could not be used, or the file cannot be written
void saveConfiguration(ConfigurationFile kind, const std::filesystem::path& file, const Json& before,
                       const Json& edited);

}  // namespace aurora::services
