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
/// so that a wrong checksum or a torn chunk shows), tables against files, the numbers of the table of results against
/// those of the cycles files, the files of batches and their members, files of no or another sample, leftovers of
/// writing.
///
/// With Repair::Yes leftovers of writing are removed, and damaged, wrong or unnoted results are made again of the
/// snapshots, unless one of these is missing or damaged: nothing that may hold the last copy of a row is ever replaced.
/// Damaged files of batches are made again of the results. Snapshots are never touched; they are told with what to
/// import again.
/// @return done: what is in order or was repaired, in numbers; skipped: what is odd but harms nothing; failed: one item
///         a fault that is left
/// @throws Cancelled
[[nodiscard]] Report checkProject(const Project& project, Repair repair, Progress& progress);

}  // namespace aurora::services
