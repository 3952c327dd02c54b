#pragma once

#include "aurora/analysis/curves.h"
#include "aurora/analysis/cycles.h"
#include "aurora/analysis/formation.h"
#include "aurora/analysis/merge.h"
#include "aurora/analysis/protocol_facts.h"
#include "aurora/analysis/summary.h"
#include "aurora/core/cycle_table.h"
#include "aurora/core/protocol.h"
#include "aurora/core/sample_summary.h"
#include "aurora/core/series.h"

#include <span>
#include <string_view>

namespace aurora::analysis {

/// Everything analysis.md defines for one sample.
struct SampleAnalysis
{
    Merged merged;
    ThinnedSeries thinned;
    CycleTable cycles;
    SampleSummary summary;
};

/// Runs the whole analysis of one sample.
///
/// The number of formation cycles is what the protocols say, else what the currents show.
/// @param protocols  one for each input, in the same order: what its job data says; an empty one where it says nothing
/// @param timeZone   of the timestamps in the sample row (IANA)
[[nodiscard]] SampleAnalysis analyseSample(std::span<const MergeInput> inputs, std::span<const Protocol> protocols,
                                           const SampleRow& sampleRow, std::string_view timeZone);

/// The same for recordings that are loaded one at a time (merge).
/// @throws Cancelled, and what load throws
[[nodiscard]] SampleAnalysis analyseSample(std::span<const RecordingExtent> extents, const LoadRecording& load,
                                           std::span<const Protocol> protocols, const SampleRow& sampleRow,
                                           std::string_view timeZone, const Progress& progress);

}  // namespace aurora::analysis
