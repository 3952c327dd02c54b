#pragma once

#include "aurora/core/json.h"
#include "aurora/core/recording.h"

#include <limits>
#include <string>
#include <vector>

namespace aurora::cyclers {

/// A payload on a simulated cell, for as long as it was let run.
struct SimulatedJob
{
    Json payload;
    double start_uts = 0;
    double lasted_s = std::numeric_limits<double>::infinity();  ///< cancelled after; infinite: until its end
};

/// Whether a simulated pipeline offers every technique of a payload.
[[nodiscard]] bool canSimulate(const Json& payload);

/// For how long the last of these jobs runs, when nobody cancels it. Jobs without an end are given a year.
/// @param jobs  all jobs of one cell in order: each begins with the cell as the one before left it
[[nodiscard]] double durationOf_s(const std::string& sampleId, const std::vector<SimulatedJob>& jobs);

/// What the last of these jobs has recorded. The same jobs give the same bytes.
[[nodiscard]] Recording recordingOf(const std::string& sampleId, const std::vector<SimulatedJob>& jobs);

}  // namespace aurora::cyclers
