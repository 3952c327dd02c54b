#pragma once

#include "aurora/core/recording.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace aurora::services {

/// "chg", "dchg", "auto", "raw" → mode. @throws UsageError naming the choices
[[nodiscard]] CycleMode cycleModeFromName(std::string_view name);
[[nodiscard]] std::string_view cycleModeName(CycleMode mode);

/// Zone of local times in vendor files where the user says none: that of the project given (or of AURORA_PROJECT), else
/// Europe/Zurich. Never this computer's.
/// @param project  empty = not said. @throws Error when a project is given and cannot be read
[[nodiscard]] std::string defaultTimeZone(const std::filesystem::path& project);

}  // namespace aurora::services
