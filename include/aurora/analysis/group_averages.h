#pragma once

#include "aurora/core/cycle_table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aurora::analysis {

/// What names a group: the value of each column that samples are grouped by, as text; empty where it is unknown.
using GroupName = std::vector<std::string>;

/// One sample's part in the averages of its group.
struct GroupedSample
{
    GroupName group;
    const CycleTable* cycles = nullptr;
};

/// One cycle of a group.
struct CycleAverage
{
    std::int32_t cycle = 0;
    double mean = 0;
    std::optional<double> deviation;  ///< sample standard deviation (n − 1); nothing for a single sample
    std::size_t samples = 0;          ///< that have a value in this cycle
};

/// The averages of the samples of one group, by cycle number. Cycles in which no sample has a value are left out.
struct GroupAverage
{
    GroupName group;
    std::size_t samples = 0;  ///< of the group, with or without values
    std::vector<CycleAverage> cycles;
};

/// Averages a per-cycle column over the samples of each group (analysis.md, "Batches"). Values that are not finite
/// count as unknown.
/// @return one entry a group in natural order of their names, unknown ones last
[[nodiscard]] std::vector<GroupAverage> averageByGroup(std::span<const GroupedSample> samples,
                                                       const CycleColumn& column);

}  // namespace aurora::analysis
