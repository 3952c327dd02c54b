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
/// With Repair::Yes what can be made again is: leftovers are removed, damaged or missing snapshots are imported again
/// while their source is there, damaged or outdated results are analysed again. Nothing else is touched.
/// @return done: what is in order or was repaired, in numbers; skipped: what is odd but harms nothing; failed: one item
///         a fault that is left
/// @throws Cancelled
[[nodiscard]] Report checkProject(const Project& project, Repair repair, Progress& progress);

}  // namespace aurora::services
