#pragma once

#include "aurora/services/project.h"

#include <string>

namespace aurora::services {

/// Time of the last row of a sample's merged series, `YYYY-MM-DD HH:MM:SS` in project time; only that row is read.
/// Empty where there is none, or it cannot be read.
[[nodiscard]] std::string lastMeasured(const Project& project, const std::string& sampleId);

}  // namespace aurora::services
