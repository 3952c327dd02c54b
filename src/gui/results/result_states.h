#pragma once

#include "aurora/core/cell_value.h"

#include <set>
#include <string>
#include <vector>

namespace aurora::gui {

/// Column of the page Results that marks the rows of another program, or of older rules of this one.
inline constexpr const char* analysedByColumn = "Analysed by";

/// Makes a table of results say what its rows mean: a job whose server has not told for long is not running, and
/// analysedByColumn is added.
/// @param stalePipelines  whose rows are old, see row_states.h @param ofOtherRules  samples that it marks
void tellResultStates(Table& results, const std::set<std::string>& stalePipelines,
                      const std::vector<std::string>& ofOtherRules);

/// In a table with the columns `Status` and `Snapshot status`: a snapshot of a running job is stale when the job has
/// ended since, or is stale itself.
void tellStaleSnapshots(Table& rows);

}  // namespace aurora::gui
