#pragma once

#include "aurora/services/project.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace aurora::services {

/// The files of the snapshots that were named, in the order of the names.
/// @param names  `snapshot.a.h5`, or `a` for short
/// @throws Error when one does not exist, telling those that do, or is named twice
[[nodiscard]] std::vector<std::filesystem::path> requireSnapshots(const Project& project, const std::string& sample,
                                                                  const std::vector<std::string>& names,
                                                                  const std::set<std::string>& lost = {});

}  // namespace aurora::services
