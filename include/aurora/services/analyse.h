#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <string>
#include <vector>

namespace aurora::services {

enum class When
{
    NewData,
    IfNotAnalysed,
    Always
};

/// Merge, cycles, per-sample numbers, files and `results` row of the samples, in parallel. One bad sample never stops
/// the rest.
/// @param samples  empty = all samples that have data
/// Cancelled, the report says so and tells what was done, which is kept.
[[nodiscard]] Report analyseSamples(const Project& project, const std::vector<std::string>& samples, When when,
                                    Progress& progress);

/// Samples whose results another program found, or this one by older rules; natural order. Their numbers cannot be
/// compared with others before they are analysed again.
[[nodiscard]] std::vector<std::string> samplesOfOtherRules(const Project& project);

}  // namespace aurora::services
