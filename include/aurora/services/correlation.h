#pragma once

#include "aurora/analysis/correlation.h"
#include "aurora/core/json.h"

#include <span>
#include <string>
#include <vector>

namespace aurora::services {

/// How the per-sample numbers of some samples hang together.
struct CorrelationMatrix
{
    std::vector<std::string> columns;          ///< keys of the samples' summaries, in their order
    std::vector<analysis::Association> cells;  ///< row by row, columns.size() squared

    [[nodiscard]] const analysis::Association& at(std::size_t row, std::size_t column) const
    {
        return cells[row * columns.size() + column];
    }
};

/// Correlates the columns with one another (analysis.md, "Batches").
///
/// @param summaries  the per-sample values of cycles.*.json, one object a sample; a column is a category as soon as one
///                   sample has text in it
/// @param columns    which and in what order; empty: every column that can tell something, so neither constants nor
///                   names that are different for each sample
/// @throws UsageError for a column that no sample has
[[nodiscard]] CorrelationMatrix correlate(std::span<const Json> summaries, std::vector<std::string> columns = {});

}  // namespace aurora::services
