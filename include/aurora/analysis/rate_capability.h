#pragma once

#include "aurora/core/cycle_table.h"
#include "aurora/core/sample_summary.h"

#include <cstdint>
#include <vector>

namespace aurora::analysis {

/// Capacity against C-rate: one entry for every run of at least two consecutive cycles after formation whose discharge
/// rate rounds to the same C-rate (roundCRate). A cycle whose rate is not known ends a run.
/// @param formationCycles  cycles to skip at the beginning
[[nodiscard]] std::vector<RateCapability> rateCapability(const CycleTable& cycles, std::int32_t formationCycles);

}  // namespace aurora::analysis
