#include "aurora/core/cycle_table.h"

#include <algorithm>
#include <array>

namespace aurora {

namespace {

constexpr std::array columnTable{
    CycleColumn{"Charge capacity (mAh)", &CycleRow::chargeCapacity_mAh, false},
    CycleColumn{"Discharge capacity (mAh)", &CycleRow::dischargeCapacity_mAh, true},
    CycleColumn{"Efficiency (%)", &CycleRow::coulombicEfficiency_pct, true},
    CycleColumn{"Energy efficiency (%)", &CycleRow::energyEfficiency_pct, true},
    CycleColumn{"Voltage efficiency (%)", &CycleRow::voltageEfficiency_pct, true},
    CycleColumn{"Specific charge capacity (mAh/g)", &CycleRow::specificChargeCapacity_mAhPerG, false},
    CycleColumn{"Specific discharge capacity (mAh/g)", &CycleRow::specificDischargeCapacity_mAhPerG, true},
    CycleColumn{"Areal charge capacity (mAh/cm2)", &CycleRow::arealChargeCapacity_mAhPerCm2, false},
    CycleColumn{"Areal discharge capacity (mAh/cm2)", &CycleRow::arealDischargeCapacity_mAhPerCm2, true},
    CycleColumn{"Normalised discharge capacity (%)", &CycleRow::normalisedDischargeCapacity_pct, true},
    CycleColumn{"Normalised discharge energy (%)", &CycleRow::normalisedDischargeEnergy_pct, true},
    CycleColumn{"Charge average voltage (V)", &CycleRow::chargeAverageVoltage_V, false},
    CycleColumn{"Discharge average voltage (V)", &CycleRow::dischargeAverageVoltage_V, true},
    CycleColumn{"Delta V (V)", &CycleRow::deltaVoltage_V, true},
    CycleColumn{"Charge average current (A)", &CycleRow::chargeAverageCurrent_A, false},
    CycleColumn{"Discharge average current (A)", &CycleRow::dischargeAverageCurrent_A, true},
    CycleColumn{"Charge energy (mWh)", &CycleRow::chargeEnergy_mWh, false},
    CycleColumn{"Discharge energy (mWh)", &CycleRow::dischargeEnergy_mWh, true},
    CycleColumn{"Specific charge energy (mWh/g)", &CycleRow::specificChargeEnergy_mWhPerG, false},
    CycleColumn{"Specific discharge energy (mWh/g)", &CycleRow::specificDischargeEnergy_mWhPerG, true},
    CycleColumn{"Start time (uts)", &CycleRow::start_uts, false},
    CycleColumn{"End time (uts)", &CycleRow::end_uts, false},
    CycleColumn{"Charge duration (s)", &CycleRow::chargeDuration_s, false},
    CycleColumn{"Discharge duration (s)", &CycleRow::dischargeDuration_s, true},
    CycleColumn{"CV charge share (%)", &CycleRow::constantVoltageShare_pct, false},
    CycleColumn{"DC resistance (ohm)", &CycleRow::dcResistance_ohm, true},
    CycleColumn{"Discharge rate (C)", &CycleRow::dischargeRate_C, true},
    CycleColumn{"Charge rate (C)", &CycleRow::chargeRate_C, false},
};

}  // namespace

std::span<const CycleColumn> cycleColumns()
{
    return columnTable;
}

const CycleColumn* findCycleColumn(std::string_view key)
{
    const auto found = std::find_if(columnTable.begin(), columnTable.end(),
                                    [key](const CycleColumn& column) { return column.key == key; });
    return found == columnTable.end() ? nullptr : &*found;
}

}  // namespace aurora
