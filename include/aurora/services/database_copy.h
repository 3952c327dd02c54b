#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <string>

namespace aurora::services {

/// What the project does with the copy.
enum class UseCopy
{
    No,
    Yes  ///< shared_config.json names the copy from then on; programs that have the project open go on with the old one
};

/// Copies the project's database, all tables and columns, to another place: `postgresql://[user@]host[:port]/name`, an
/// empty database of a server, or the path of a file that is not there yet. The old one stays as it is.
/// @param to  a relative path is relative to the current folder
/// @throws Error naming table, row and column of values that do not fit there; UsageError for a wrong address
Report copyProjectDatabase(const Project& project, const std::string& to, UseCopy use, Progress& progress);

}  // namespace aurora::services
