#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/series.h"

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
};

/// Reads `eis.<sample>.h5`, which has no voltage and current: these come from the snapshots it was made of, as far as
/// they are there. No points where there is no such file.
/// @throws Error when it cannot be read @throws Cancelled
[[nodiscard]] ImpedancePoints readImpedancePoints(const std::filesystem::path& folder, const std::string& sampleId,
                                                  const Progress& progress);

}  // namespace aurora::services
