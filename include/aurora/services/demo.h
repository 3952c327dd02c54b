#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

namespace aurora::services {

/// Makes the demo project (simulated cells, real-format files) in the folder and runs the whole way on it: import of
/// the robot's CSV, import of the data files, analysis, and jobs on a simulated server. One that cannot be finished is
/// taken away again; one that a program left unfinished when it was ended is moved aside.
/// @throws Error when the folder already has a project, or when the demo is being made in it just now @throws Cancelled
[[nodiscard]] Project makeDemo(const std::filesystem::path& folder, Report& report, Progress& progress);

/// Whether the demo is being made in this folder, or a program was ended while it made it.
[[nodiscard]] bool isUnfinishedDemo(const std::filesystem::path& folder);

}  // namespace aurora::services
