#pragma once

#include "aurora/services/import_samples.h"

namespace aurora::gui {

// What the preview of a sample import shows, one table a tab.

/// The new samples with every column that any of them fills, in the order of the configured columns.
[[nodiscard]] Table addedTable(const services::SampleImportPlan& plan,
                               const std::vector<config::SampleColumn>& columns);
/// Sample, column, old and new value of every cell that changes.
[[nodiscard]] Table changedTable(const services::SampleImportPlan& plan);
[[nodiscard]] Table ignoredTable(const services::SampleImportPlan& plan);
[[nodiscard]] Table unchangedTable(const services::SampleImportPlan& plan);

}  // namespace aurora::gui
