#pragma once

#include "aurora/services/project.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// "moved from <sample>": how the table `files` and the metadata of a snapshot tell that it was moved here.
[[nodiscard]] std::string movedFrom(const std::string& sampleId);

/// Where the snapshots are that were moved away, by the sample that they were moved from. Those of which no file is
/// known are not among them.
[[nodiscard]] std::map<std::string, std::vector<std::filesystem::path>> movedAway(const Project& project,
                                                                                  const database::Database& database);

/// Snapshots that were moved away from a sample, by the names that they had there.
[[nodiscard]] std::map<std::string, std::filesystem::path> byOldName(const std::string& sampleId,
                                                                     const std::vector<std::filesystem::path>& moved);

}  // namespace aurora::services
