#pragma once

#include "aurora/core/series.h"

#include <cstdint>

namespace aurora::analysis {

/// Number of formation cycles found in the charge currents: those before the first (of cycles 2 to 10) whose median
/// charge current differs from that of cycle 1 by more than 5 %. 3 when there is no such cycle, or fewer than three
/// cycles at all.
///
/// The median is weighted by charge, so that neither the rate of sampling nor a constant-voltage tail moves it.
[[nodiscard]] std::int32_t formationCyclesFromCurrent(const MergedSeries& series);

}  // namespace aurora::analysis
