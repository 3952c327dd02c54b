#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/series.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// The impedance of a sample with what was measured beside it. Columns of equal length, in order of time.
struct ImpedancePoints
{
    ImpedanceSeries series;
    std::vector<double> voltage_V;  ///< NaN where it is not known
    std::vector<double> current_A;  ///< the same
    std::vector<double> technique;  ///< the same
    std::size_t withoutTime = 0;    ///< points left out, because nothing says when they were measured
    /// Snapshots that cannot be read, by file name: what is not known may stand in them. Empty where all is known.
    std::vector<std::string> unreadable;
};

/// Reads `eis.<sample>.h5`, which has no voltage and current: these come from the snapshots it was made of, as far as
/// they are there. No points where there is no such file.
/// @throws Error when it cannot be read @throws Cancelled
[[nodiscard]] ImpedancePoints readImpedancePoints(const std::filesystem::path& folder, const std::string& sampleId,
                                                  const Progress& progress);

}  // namespace aurora::services
