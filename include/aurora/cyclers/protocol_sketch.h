#pragma once

#include "aurora/core/json.h"
#include "aurora/core/recording.h"

#include <string>
#include <vector>

namespace aurora::cyclers {

/// What a simulated cell would answer to a payload.
struct ProtocolSketch
{
    CyclingSeries series;            ///< `uts` counts from the start, in s
    double capacity_mAh = 0;         ///< of the cell
    std::vector<std::string> notes;  ///< what is drawn otherwise than it would run, whole sentences
};

/// How often a loop is drawn at most.
inline constexpr int mostSketchedCycles = 3;

/// Runs a checked payload on a simulated cell. Loops make three cycles at most, and it ends after 60 days: it shows how
/// the steps follow one another, not how long all of them last.
[[nodiscard]] ProtocolSketch sketchProtocol(const Json& payload, double capacity_mAh);

}  // namespace aurora::cyclers
