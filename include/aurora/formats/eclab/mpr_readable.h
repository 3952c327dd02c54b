#pragma once

#include "aurora/core/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace aurora::formats::eclab {

/// What EC-Lab prints for a parameter that is a code, a time or unused: "C / N", "µA", "20:00:00", "pass".
///
/// @param name       of the parameter, as in mpr_parameters.h
/// @param sequence   one object of `Parameters` (mpr_job_data.h): some codes depend on others of the same sequence
/// @param technique  "GCPL": a few names mean different things in different techniques
/// @return nothing for plain numbers, and for codes whose text nobody knows
[[nodiscard]] std::optional<std::string> parameterText(std::string_view name, const Json& sequence,
                                                       std::string_view technique);

/// The job data in words for people: codes as texts, values with their units, parts that are not used left out, what
/// belongs together in one line. For the eye alone: programs read the job data itself.
[[nodiscard]] Json readableJobData(const Json& jobData);

}  // namespace aurora::formats::eclab
