#pragma once

#include "aurora/analysis/group_averages.h"
#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "aurora/services/sample_data.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::services {

/// Turns a sample's value of a column into the name of its group, empty when it has none. Where numbers are to be
/// binned, the name is that of the bin.
using GroupNaming = std::function<std::string(const std::string& column, const Json& value)>;

/// Every value is a group of its own: text as it is, numbers in their shortest form.
[[nodiscard]] std::string plainGroupName(const std::string& column, const Json& value);

/// Averages a per-cycle column over groups of samples (analysis.md, "Batches").
///
/// @param column   key of a per-cycle column
/// @param groupBy  keys of per-sample columns, of colour and style for instance; empty = all samples are one group
/// @throws UsageError for a column that no cycle has
[[nodiscard]] std::vector<analysis::GroupAverage> averageSamples(std::span<const SampleCurves> samples,
                                                                 std::string_view column,
                                                                 const std::vector<std::string>& groupBy,
                                                                 const GroupNaming& naming = plainGroupName);

/// The same for samples that stand somewhere else each.
[[nodiscard]] std::vector<analysis::GroupAverage> averageSamples(std::span<const SampleCurves* const> samples,
                                                                 std::string_view column,
                                                                 const std::vector<std::string>& groupBy,
                                                                 const GroupNaming& naming = plainGroupName);

/// Why a sample adds nothing to the averages of a per-cycle column, a sentence that names it; empty: it does.
/// @throws UsageError for a column that no cycle has
[[nodiscard]] std::string whyNotAveraged(const SampleCurves& sample, std::string_view column);

/// What tells whether what was read of a sample is still what is stored, by Sample ID.
using CycleVersions = std::map<std::string, std::string, std::less<>>;

/// What was read of one sample.
struct CycleReading
{
    std::string sample;
    std::string version;
    std::optional<SampleCurves> curves;  ///< nothing: it is as the version known before
};

/// The cycles and per-sample values of samples, the columns of their rows in the samples table among them, without
/// their measured rows: what the charts of a batch draw. A sample without analysed data, or with a damaged file, comes
/// with a note that says so.
/// @param known  versions of what is there already; only what has another one by now is read
/// @return those that were looked at before the progress was cancelled, in order
/// @throws Error when the database cannot be read
[[nodiscard]] std::vector<CycleReading> loadCycleCurves(const Project& project, const std::vector<std::string>& samples,
                                                        const CycleVersions& known, Progress& progress);

/// Adds the columns of the sample's row to the per-sample values that it is grouped by, unless a value of that name was
/// computed.
void addSampleRow(SampleCurves& curves, const Project& project, database::Database& database);

/// The averages of the samples of a batch as a table, a row a group and cycle.
struct BatchAverages
{
    Table table;  ///< the columns it is grouped by, then `Cycle`, `Mean`, `Standard deviation`, `Samples`
    std::vector<std::string> leftOut;  ///< samples without analysed data or without the value, each with the reason
};

/// @param column   key of a per-cycle column
/// @param groupBy  per-sample values and columns of the samples table; empty = all samples are one group
/// @throws UsageError for a column that no cycle or no sample has; Error for a batch that does not exist, or without
/// any data; Cancelled
[[nodiscard]] BatchAverages averageBatch(const Project& project, const std::string& batch, const std::string& column,
                                         const std::vector<std::string>& groupBy,
                                         Progress& progress = Progress::none());

}  // namespace aurora::services
