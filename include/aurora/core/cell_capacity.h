#pragma once

#include "aurora/core/json.h"

#include <optional>
#include <string_view>

namespace aurora {

/// By what the capacity of a cell is defined that its C-rates refer to. All speak of the cathode.
enum class CapacityDefinition
{
    Areal,     ///< mAh/cm² × the cathode's area × overlap
    Specific,  ///< mAh/g × the cathode's active material × overlap
    Nominal    ///< as it stands in the column `C-rate definition capacity (mAh)`
};

/// A capacity, or the first column of the sample that must be filled to know it.
struct CellCapacity
{
    std::optional<double> capacity_mAh;
    std::string_view missingColumn;  ///< empty when the capacity is known
};

/// The capacity of a cell by one definition.
///
/// Only the part of the cathode that faces the anode counts: the overlap is min(1, (anode diameter / cathode
/// diameter)²). An input that is missing, no number or not above 0 makes the capacity unknown.
/// @param sampleRow  column name → value
[[nodiscard]] CellCapacity cellCapacity(const Json& sampleRow, CapacityDefinition definition);

/// By the first definition whose inputs are all there: areal, specific, nominal; nothing when none is complete.
[[nodiscard]] std::optional<double> knownCellCapacity_mAh(const Json& sampleRow);

/// The area of a round electrode of this diameter.
[[nodiscard]] double electrodeArea_cm2(double diameter_mm);

/// A number above 0 in a column of the sample; nothing for anything else.
[[nodiscard]] std::optional<double> positiveNumberAt(const Json& sampleRow, std::string_view column);

}  // namespace aurora
