#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace aurora {

/// The numbers of one cycle (definitions: spec analysis.md, "Cycles" and "Beyond the Python program"). Nothing =
/// unknown.
struct CycleRow
{
    std::int32_t cycle = 0;
    std::optional<double> chargeCapacity_mAh;
    std::optional<double> dischargeCapacity_mAh;
    std::optional<double> coulombicEfficiency_pct;
    std::optional<double> energyEfficiency_pct;
    std::optional<double> voltageEfficiency_pct;
    std::optional<double> specificChargeCapacity_mAhPerG;
    std::optional<double> specificDischargeCapacity_mAhPerG;
    std::optional<double> arealChargeCapacity_mAhPerCm2;
    std::optional<double> arealDischargeCapacity_mAhPerCm2;
    std::optional<double> normalisedDischargeCapacity_pct;
    std::optional<double> normalisedDischargeEnergy_pct;
    std::optional<double> chargeAverageVoltage_V;
    std::optional<double> dischargeAverageVoltage_V;
    std::optional<double> deltaVoltage_V;
    std::optional<double> chargeAverageCurrent_A;
    std::optional<double> dischargeAverageCurrent_A;  ///< given positive
    std::optional<double> chargeEnergy_mWh;
    std::optional<double> dischargeEnergy_mWh;
    std::optional<double> specificChargeEnergy_mWhPerG;
    std::optional<double> specificDischargeEnergy_mWhPerG;
    std::optional<double> start_uts;
    std::optional<double> end_uts;
    std::optional<double> chargeDuration_s;
    std::optional<double> dischargeDuration_s;
    std::optional<double> constantVoltageShare_pct;  ///< of the charge, flowed while the voltage was held
    std::optional<double> dcResistance_ohm;          ///< 10 s after a rest ends in a discharge
    std::optional<double> chargeRate_C;              ///< of the average current
    std::optional<double> dischargeRate_C;           ///< given positive
};

using CycleTable = std::vector<CycleRow>;

/// One column of the per-cycle table: its exact key in `cycles.*.json` (with unit) and where it lies.
struct CycleColumn
{
    std::string_view key;  ///< "Specific discharge capacity (mAh/g)"
    std::optional<double> CycleRow::*value;
    bool needsDischarge;  ///< null in a cycle whose discharge is not finished
};

/// All columns but `Cycle`, in the order they are written.
[[nodiscard]] std::span<const CycleColumn> cycleColumns();

/// The column of that key, or nullptr.
[[nodiscard]] const CycleColumn* findCycleColumn(std::string_view key);

}  // namespace aurora
