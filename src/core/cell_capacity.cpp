#include "aurora/core/cell_capacity.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace aurora {

namespace {

namespace column {
constexpr std::string_view arealCapacity = "Cathode C-rate definition areal capacity (mAh/cm2)";
constexpr std::string_view specificCapacity = "Cathode C-rate definition specific capacity (mAh/g)";
constexpr std::string_view nominalCapacity = "C-rate definition capacity (mAh)";
constexpr std::string_view activeMass = "Cathode active material mass (mg)";
constexpr std::string_view cathodeDiameter = "Cathode diameter (mm)";
constexpr std::string_view anodeDiameter = "Anode diameter (mm)";
}  // namespace column

/// Takes inputs from a row and remembers the first that is missing.
class Inputs
{
public:
    explicit Inputs(const Json& sampleRow) : m_sampleRow(&sampleRow) {}

    /// @return the value; 1 when it is missing, which makes the result unknown anyway
    double take(std::string_view column)
    {
        const std::optional<double> value = positiveNumberAt(*m_sampleRow, column);
        if (!value && m_missing.empty()) {
            m_missing = column;
        }
        return value.value_or(1);
    }

    [[nodiscard]] CellCapacity result(double capacity_mAh) const
    {
        if (!m_missing.empty()) {
            return {.capacity_mAh = std::nullopt, .missingColumn = m_missing};
        }
        return {.capacity_mAh = capacity_mAh, .missingColumn = {}};
    }

private:
    const Json* m_sampleRow;
    std::string_view m_missing;
};

/// The share of the cathode that faces the anode.
double overlap(double anodeDiameter_mm, double cathodeDiameter_mm)
{
    const double ratio = anodeDiameter_mm / cathodeDiameter_mm;
    return std::min(1.0, ratio * ratio);
}

}  // namespace

CellCapacity cellCapacity(const Json& sampleRow, CapacityDefinition definition)
{
    Inputs inputs(sampleRow);
    if (definition == CapacityDefinition::Nominal) {
        return inputs.result(inputs.take(column::nominalCapacity));
    }
    const bool areal = definition == CapacityDefinition::Areal;
    const double perUnit = inputs.take(areal ? column::arealCapacity : column::specificCapacity);
    const double mass_mg = areal ? 0 : inputs.take(column::activeMass);
    const double cathode_mm = inputs.take(column::cathodeDiameter);
    const double anode_mm = inputs.take(column::anodeDiameter);
    constexpr double gramPerMilligram = 1e-3;
    const double units = areal ? electrodeArea_cm2(cathode_mm) : gramPerMilligram * mass_mg;
    return inputs.result(perUnit * units * overlap(anode_mm, cathode_mm));
}

std::optional<double> knownCellCapacity_mAh(const Json& sampleRow)
{
    for (const auto definition : {CapacityDefinition::Areal, CapacityDefinition::Specific, CapacityDefinition::Nominal})
    {
        if (const CellCapacity known = cellCapacity(sampleRow, definition); known.capacity_mAh) {
            return known.capacity_mAh;
        }
    }
    return std::nullopt;
}

double electrodeArea_cm2(double diameter_mm)
{
    constexpr double mm2PerCm2 = 100;
    const double radius_mm = diameter_mm / 2;
    return std::numbers::pi * radius_mm * radius_mm / mm2PerCm2;
}

std::optional<double> positiveNumberAt(const Json& sampleRow, std::string_view column)
{
    const std::optional<double> value = numberAt(sampleRow, column);
    return value && std::isfinite(*value) && *value > 0 ? value : std::nullopt;
}

}  // namespace aurora
