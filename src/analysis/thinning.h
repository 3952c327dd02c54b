#pragma once

#include "aurora/core/progress.h"

#include <cstddef>
#include <span>
#include <vector>

namespace aurora::analysis {

/// Picks the rows that keep the shape of a curve: the lowest and highest row of each of many buckets, of these the ones
/// that span the largest triangles with their neighbours (min–max–LTTB), and the extremes of the whole curve.
///
/// @param time    never decreasing, as long as `values`
/// @param target  how many rows to pick; the extremes come on top. All rows when there are no more than that
/// @return rows in order, each once
/// @throws Cancelled
[[nodiscard]] std::vector<std::size_t> rowsThatKeepTheShape(std::span<const double> time, std::span<const float> values,
                                                            std::size_t target, const Progress& progress);

}  // namespace aurora::analysis
