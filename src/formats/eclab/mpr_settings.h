#pragma once

#include "aurora/core/json.h"
#include "formats/eclab/mpr_modules.h"

#include <string>
#include <vector>

namespace aurora::formats::eclab {

/// What a module adds to the job data (keys: mpr_job_data.h).
struct JobFacts
{
    Json json = Json::object();
    std::vector<std::string> warnings;
};

/// Technique, cell and parameters of `VMP Set`. Parameters of an unknown layout cost themselves and a warning.
[[nodiscard]] JobFacts readSettings(const Module& module, std::string_view file);

}  // namespace aurora::formats::eclab
