#pragma once

#include "aurora/core/series.h"

#include <cstddef>
#include <optional>

namespace aurora::analysis {

/// The resistance that a cell shows 10 s after the first rest of a cycle ends in a discharge, ohm.
///
/// Rest is a current below 1 % of the cycle's largest. The last resting row is the beginning, voltage and current 10 s
/// later are interpolated within the discharge. Nothing when there is no such change, when the discharge is over
/// before, or when its first row comes later: then nobody has seen the step.
/// @param begin, end  rows of the cycle
[[nodiscard]] std::optional<double> dcResistance_ohm(const MergedSeries& series, std::size_t begin, std::size_t end);

}  // namespace aurora::analysis
