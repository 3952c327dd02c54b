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
    Yes  ///< shared_config.json names the copy from then on; windows that have the project open store nothing more
};

/// Copies the project's database, all tables and columns, to another place: `postgresql://[user@]host[:port]/name`, an
/// empty database of a server, or the path of a file that is not there yet. The old one stays, marked as left where the
/// copy is used: nobody writes to it while it is copied, nor afterwards (database/moved.h).
/// @param to  a relative path is relative to the current folder
/// @throws Error naming table, row and column of values that do not fit there; UsageError for a wrong address;
///         Error when the copy is to be used while the project's daemon runs, or of a project that is open read-only
Report copyProjectDatabase(const Project& project, const std::string& to, UseCopy use, Progress& progress);

}  // namespace aurora::services
