#pragma once

#include "aurora/core/column.h"

#include <functional>
#include <optional>
#include <vector>

namespace aurora::storage {

/// A table that is made block by block: gives the next rows each time it is called, and nothing after the last. The
/// columns of every block have the same names in the same order, and equal lengths.
using RowBlocks = std::function<std::optional<std::vector<Column>>()>;

}  // namespace aurora::storage
