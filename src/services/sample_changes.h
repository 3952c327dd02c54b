#pragma once

#include "aurora/database/samples_table.h"
#include "aurora/services/import_samples.h"

#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// The cell of a row; nothing when the row has none.
[[nodiscard]] CellValue cellOf(const database::Row& row, const std::string& column);

/// The columns in which two states of a sample's row differ.
[[nodiscard]] std::vector<SampleImportPlan::Change> changedCells(const std::string& id, const database::Row& before,
                                                                 const database::Row& after);

/// The row that makes these changes when it is stored (SamplesTable::upsert).
[[nodiscard]] database::Row updateOf(const std::string& id, const std::vector<SampleImportPlan::Change>& changes);

/// Case-folded Sample ID → Sample ID of everything in the table: file systems that ignore case have one folder for
/// both.
[[nodiscard]] std::map<std::string, std::string> idsIgnoringCase(const database::SamplesTable& samples);

}  // namespace aurora::services
