#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <set>
#include <string>

namespace aurora::services {

/// Analyses samples whose data was fetched: those given, and those of which the last analysis is older than their data,
/// because the program was ended in between. Of the latter nothing is told unless there was something to do.
/// @param report  gets what came of it; cancelled is set instead of throwing
void analyseFetched(const Project& project, const std::set<std::string>& samples, Report& report, Progress& progress);

}  // namespace aurora::services
