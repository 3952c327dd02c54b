#pragma once

#include "aurora/analysis/analyse.h"
#include "aurora/config/shared_config.h"
#include "aurora/database/samples_table.h"
#include "sample_inputs.h"

namespace aurora::services {

/// Changes whenever the analysis gives other numbers for the same input.
inline constexpr int analysisVersion = 3;

/// The row of `results` for an analysed sample, all columns the analysis knows; unknown ones are set to NULL.
[[nodiscard]] database::Row resultsRow(const analysis::SampleAnalysis& result, const SampleInputs& sample,
                                       const config::FlagThresholds& thresholds);

/// Remembers that a row of `results` was found by this version; part of the transaction that writes it.
void noteAnalysis(database::Database& database, const CellValue& sampleId, const CellValue& lastAnalysis);

/// Samples with results that another program found, or this one by older rules; natural order.
/// @param database  has the table `results`
[[nodiscard]] std::vector<std::string> samplesOfOtherRules(const database::Database& database);

/// The columns of such a row that tell of the sample's newest snapshot.
[[nodiscard]] database::Row snapshotColumns(const std::string& sampleId, const SnapshotFacts& newest);

/// The flag of a sample (analysis.md, "Flags"): the first that holds of `Cap loss`, `Form eff`, `Init eff`, `Init cap`,
/// `Complete`; empty when none does.
[[nodiscard]] std::string flagOf(const SampleSummary& summary, bool jobEnded, const config::FlagThresholds& thresholds);

}  // namespace aurora::services
