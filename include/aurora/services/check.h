#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

namespace aurora::services {

enum class Repair
{
    No,
    Yes
};

/// Looks at everything a project holds: the database's own integrity, every data file (each is read to its last byte,
/// so that a wrong checksum or a torn chunk shows), tables against files, files of no sample, leftovers of writing.
///
/// With Repair::Yes leftovers of writing are removed, and damaged or unnoted results are made again of the snapshots,
/// unless one of these is missing or damaged: nothing that may hold the last copy of a row is ever replaced. Snapshots
/// are told with what to import again.
/// @return done: what is in order or was repaired, in numbers; skipped: what is odd but harms nothing; failed: one item
///         a fault that is left
/// @throws Cancelled
[[nodiscard]] Report checkProject(const Project& project, Repair repair, Progress& progress);

}  // namespace aurora::services
