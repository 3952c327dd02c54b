#pragma once

#include "aurora/core/json.h"
#include "formats/eclab/mpr_modules.h"

#include <optional>
#include <string>

namespace aurora::formats::eclab {

/// What `VMP LOG` says.
struct LogFacts
{
    Json json = Json::object();          ///< for the job data
    std::optional<double> startOleDays;  ///< days since 1899-12-30, local time; as stored, however odd
    std::string device;                  ///< "MPG-2"
    std::string channel;                 ///< "7", on BCS cyclers "D8"
    std::string softwareVersion;         ///< "11.61"
};

[[nodiscard]] LogFacts readLog(const Module& module);

/// First row of each pass and, last, the row count; null where the module is damaged.
[[nodiscard]] Json readLoops(const Module& module);

/// What the analog inputs measure: `Analog IN 1` and `Analog IN 2` where they have a name.
[[nodiscard]] Json readAnalogInputs(const Module& module);

}  // namespace aurora::formats::eclab
