#pragma once

#include "aurora/core/json.h"

#include <optional>

namespace aurora::analysis {

/// Which way the first current of a cycle flows.
enum class FirstHalfCycle
{
    Charge,
    Discharge  ///< a half cell whose working electrode takes lithium up first
};

/// What the per-cycle numbers need to know of the cell. Nothing = unknown.
struct CellFacts
{
    std::optional<double> cathodeMass_mg = {};     ///< active material
    std::optional<double> cathodeArea_cm2 = {};    ///< by its diameter
    std::optional<double> cRateCapacity_mAh = {};  ///< that C-rates refer to (cell_capacity.h)
    FirstHalfCycle firstHalfCycle = FirstHalfCycle::Charge;
};

/// @param sampleRow  column name → value; `First half cycle` = `discharge` is the half cell
[[nodiscard]] CellFacts cellFacts(const Json& sampleRow);

}  // namespace aurora::analysis
