#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

namespace aurora::services {

/// Gives the demo project a lab without hardware: a simulated server with a cell whose job runs, one that is ready for
/// its job, and one that was only loaded; and two payloads in the folder of protocols.
/// @return the project with its server
[[nodiscard]] Project addDemoLab(const Project& project, Report& report, Progress& progress);

}  // namespace aurora::services
