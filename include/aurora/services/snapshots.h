#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <string>
#include <vector>

namespace aurora::services {

// The snapshots of a sample are named by their files: `snapshot.a.h5`, or `a` for short.

/// Every snapshot: `Sample ID`, `Snapshot file`, `Status` (`stored`, `excluded`, `damaged`), `Rows`, `First row` and
/// `Last row` in project time (the first and the last in the file, wherever their times lie), `Source`, `Assigned by`,
/// `Fetched`. Natural order. Only those two rows are read: damage between them is told by checkProject.
/// @param samples  empty = all. @throws Error for one that is not in the project @throws Cancelled
[[nodiscard]] Table listSnapshots(const Project& project, const std::vector<std::string>& samples, Progress& progress);

/// Leaves snapshots out of the analysis of their sample, which is done again. They stay where they are, and stay left
/// out when their files are imported again. @throws Error when one of them does not exist; nothing is changed then
Report excludeSnapshots(const Project& project, const std::string& sample, const std::vector<std::string>& names,
                        Progress& progress);

/// Takes them back. @throws Error as excludeSnapshots
Report includeSnapshots(const Project& project, const std::string& sample, const std::vector<std::string>& names,
                        Progress& progress);

/// Hands snapshots over to the sample they are of, and analyses both samples again. Files that are imported again go
/// where they were moved to. The program may be ended at any moment: the analysis finds each recording in one of the
/// two samples.
/// @param from  needs no row in the project: the data of a deleted sample can be handed over
/// @throws Error when one of them or the sample `to` does not exist; nothing is changed then
Report moveSnapshots(const Project& project, const std::string& from, const std::vector<std::string>& names,
                     const std::string& to, Progress& progress);

}  // namespace aurora::services
