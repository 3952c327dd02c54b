#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <cstdint>
#include <vector>

namespace aurora::services {

/// Takes files that could not be read, or of which nobody knows the sample, off the lists of what needs a person. No
/// harvest tries them again before they change; one that has changed is dealt with as if it were new. The files
/// themselves are not touched.
/// @param fileIds  `id` of rows of the table `files`
/// @throws Error when the project is open read-only
[[nodiscard]] Report forgetFiles(const Project& project, const std::vector<std::int64_t>& fileIds, Progress& progress);

}  // namespace aurora::services
