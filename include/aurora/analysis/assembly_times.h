#pragma once

#include "aurora/core/json.h"

#include <optional>
#include <string_view>

namespace aurora::analysis {

/// When the parts of a cell were put together, Unix seconds. Nothing = not recorded.
struct AssemblyTimes
{
    std::optional<double> electrolyte_uts;     ///< the first electrolyte
    std::optional<double> upperElectrode_uts;  ///< the electrode that went on top of it
    std::optional<double> press_uts;
};

/// Reads `Timestamp step N` of the sample's row (3 and 5 electrolyte, 6 upper electrode, 10 press); where none of these
/// is filled, `Assembly history` (a list, or its text): the first Electrolyte step, the first Anode or Cathode after
/// the last Electrolyte step, the Press step.
///
/// @param timeZone  of timestamps without offset (IANA)
[[nodiscard]] AssemblyTimes assemblyTimes(const Json& sampleRow, std::string_view timeZone);

}  // namespace aurora::analysis
