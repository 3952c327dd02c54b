#pragma once

#include "aurora/core/json.h"

namespace aurora::formats::neware {

/// The job data in words for people: each value with its unit, charge in mA·h. For the eye alone: programs read the job
/// data itself.
[[nodiscard]] Json readableJobData(const Json& jobData);

}  // namespace aurora::formats::neware
