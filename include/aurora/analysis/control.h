#pragma once

#include "aurora/core/recording.h"
#include "aurora/core/technique_codes.h"

#include <cstdint>
#include <vector>

namespace aurora::analysis {

/// What the cycler did in a row.
enum class Control : std::uint8_t
{
    Unknown,
    Potentiostatic,  ///< it held the voltage
    Other
};

/// How each row was controlled, from the technique column (analysis.md, "Beyond the Python program").
///
/// Neware writes one step type for a charge at constant current that goes on at constant voltage; its hold begins
/// with the first row within 1 mV of the largest voltage of the step.
/// @return one entry a row, in the order of the recording; all unknown where nobody knows whose codes they are
[[nodiscard]] std::vector<Control> controlOfRows(const CyclingSeries& recording, TechniqueCodes codes);

}  // namespace aurora::analysis
