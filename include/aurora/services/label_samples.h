#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <set>
#include <string>
#include <vector>

namespace aurora::services {

/// The labels that these samples have, each once; an empty one when a sample has none or is not in the project.
[[nodiscard]] std::set<std::string> labelsOf(const Project& project, const std::vector<std::string>& samples);

/// Gives samples a label, the same one to all of them; a blank one takes their labels away. One that fails keeps no
/// other from being labelled; when the user cancels, Report::cancelled is set.
[[nodiscard]] Report labelSamples(const Project& project, const std::vector<std::string>& samples,
                                  const std::string& label, Progress& progress);

}  // namespace aurora::services
