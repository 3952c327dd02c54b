#pragma once

#include "aurora/core/cycle_table.h"
#include "aurora/core/json.h"
#include "aurora/core/sample_summary.h"

#include <array>
#include <optional>
#include <string_view>

namespace aurora::analysis {

/// The row of a sample as the analysis needs it: column name → value, absent or null = unknown.
using SampleRow = Json;

/// How many cycles after formation stay above each of fadeLevels_pct; nothing for a level that is not lastingly passed.
///
/// A fall is lasting when at least one of the next two cycles is below too: one noisy cycle is no fade.
/// @param normalised_pct   the column of the table that falls
/// @param formationCycles  cycles to skip at the beginning
[[nodiscard]] std::array<std::optional<std::int32_t>, fadeLevels_pct.size()>
cyclesToFade(const CycleTable& cycles, std::optional<double> CycleRow::*normalised_pct, std::int32_t formationCycles);

/// The per-sample numbers (analysis.md, "Per sample").
///
/// @param facts          of the protocol; `formationCycles` must be filled
/// @param firstData_uts  the first data point (protection of the cell begins); nothing without data
/// @param timeZone       of the timestamps in the sample row (IANA)
[[nodiscard]] SampleSummary summariseSample(const CycleTable& cycles, const ProtocolFacts& facts,
                                            std::optional<double> firstData_uts, const SampleRow& sampleRow,
                                            std::string_view timeZone);

}  // namespace aurora::analysis
