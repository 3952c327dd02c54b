#pragma once

#include "aurora/analysis/cell_facts.h"
#include "aurora/analysis/merge.h"
#include "aurora/core/cycle_table.h"

#include <cstdint>
#include <vector>

namespace aurora::analysis {

/// Tells which steps are cycles and numbers them from 1.
///
/// A step counts as a cycle when it has more than 10 rows, more than 5 with I > 0, more than 5 with I < 0, and returns
/// more than 1 % of its charge. Aborted charges, rests and single pulses therefore do not count.
///
/// @param series  merged rows in order of time; `step` must be filled
/// @return one entry a row: the cycle number from 1, or 0 for rows of no cycle
/// @throws Cancelled
[[nodiscard]] std::vector<std::int32_t> numberCycles(const MergedSeries& series,
                                                     const Progress& progress = Progress::none());

/// The per-cycle table; specific values need the cathode's active mass, areal ones its diameter, normalised ones the
/// number of formation cycles.
///
/// C-rates are those of the average currents. Where the cell's capacity is not known, they refer to the charge capacity
/// of the first cycle after formation.
///
/// Energy uses the voltage of the row that carries the charge. Averages over nothing are null, never 0 or NaN. In a
/// cycle that is still running, everything that needs its discharge is null.
/// @throws Cancelled
[[nodiscard]] CycleTable summariseCycles(const Merged& merged, const CellFacts& cell, std::int32_t formationCycles,
                                         const Progress& progress = Progress::none());

}  // namespace aurora::analysis
