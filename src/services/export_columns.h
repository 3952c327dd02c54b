#pragma once

#include "aurora/core/column.h"
#include "aurora/storage/frame.h"

#include <cstddef>
#include <vector>

namespace aurora::services {

/// Columns of numbers by their names with unit, as a frame has them. Good as long as the columns are.
[[nodiscard]] std::vector<storage::ColumnView> viewsOf(const std::vector<Column>& columns);

/// Puts the rows of a block below those before it; room for all of them is made once.
/// @param rowsOfAll  how many there will be in the end
void append(std::vector<Column>& columns, std::vector<Column> block, std::size_t rowsOfAll);

}  // namespace aurora::services
