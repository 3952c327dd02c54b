#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/series.h"

#include <vector>

namespace aurora::analysis {

/// Cumulative ΔQ within each Cycle, inclusive; NaN in rows of no cycle. One value a row, mAh.
/// @throws Cancelled
[[nodiscard]] std::vector<double> chargeInCycle(const MergedSeries& series,
                                                const Progress& progress = Progress::none());

/// dQ/dV per row, mAh/V, negative on discharge; NaN where undefined (analysis.md, "Curves").
/// @throws Cancelled
[[nodiscard]] std::vector<double> differentialCapacity(const MergedSeries& series,
                                                       const Progress& progress = Progress::none());

/// dV/dQ per row, V/mAh, by the smoothing of differentialCapacity; 0 where the voltage stands still while charge flows.
/// @throws Cancelled
[[nodiscard]] std::vector<double> differentialVoltage(const MergedSeries& series,
                                                      const Progress& progress = Progress::none());

/// min–max–LTTB on V and on I, union of both, and the first and last row of every cycle; ΔQ recomputed so that it
/// still adds up, within each cycle too (analysis.md, "Curves").
/// @throws Cancelled
[[nodiscard]] ThinnedSeries thin(const MergedSeries& series, const std::vector<double>& differentialCapacity_mAhPerV,
                                 const Progress& progress = Progress::none());

}  // namespace aurora::analysis
