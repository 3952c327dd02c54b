#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

namespace aurora::services {

/// Makes the demo project (simulated cells, real-format files) in the folder and runs the whole way on it: import of
/// the robot's CSV, import of the data files, analysis, and jobs on a simulated server. @throws Error when the folder
/// already has a project
[[nodiscard]] Project makeDemo(const std::filesystem::path& folder, Report& report, Progress& progress);

}  // namespace aurora::services
