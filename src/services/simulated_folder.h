#pragma once

#include "aurora/services/project.h"

#include <filesystem>

namespace aurora::services {

/// Where simulated servers of a project keep their state: beside the database, which is of the same experiments.
[[nodiscard]] inline std::filesystem::path simulatedFolder(const Project& project)
{
    return project.config().databasePath.parent_path() / "simulated";
}

}  // namespace aurora::services
