#pragma once

#include "aurora/core/column.h"
#include "aurora/core/progress.h"
#include "formats/eclab/mpr_data.h"

#include <vector>

namespace aurora::formats::eclab {

/// Every column of the file as EC-Lab's text export has it: those stored, in stored order, then those EC-Lab works out
/// by known rules. Element types are those of the file.
/// @throws Cancelled
[[nodiscard]] std::vector<Column> vendorColumns(const DataTable& table, Progress& progress);

/// The same columns without values.
[[nodiscard]] std::vector<Column> vendorColumnNames(const DataTable& table);

/// The stored columns alone, in stored order. @throws Cancelled
[[nodiscard]] std::vector<Column> storedColumns(const DataTable& table, Progress& progress);

/// Two columns of one name can meet in a file; the second gets a number.
void makeNamesUnique(std::vector<Column>& columns);

}  // namespace aurora::formats::eclab
