#pragma once

#include "aurora/services/sample_data.h"

#include <optional>
#include <string>

namespace aurora::gui::test {

inline constexpr double start_uts = 1718878200.0;
inline constexpr int rowsPerCycle = 100;

/// Cycles of 100 rows a minute apart: 50 of charge, 50 of discharge; the capacity falls by 1 mAh a cycle from 100.
inline services::SampleCurves cell(const std::string& label, int cycles, std::optional<double> mass_g)
{
    services::SampleCurves curves;
    curves.label = label;
    for (int cycle = 1; cycle <= cycles; ++cycle) {
        const double capacity_mAh = 101.0 - cycle;
        for (int row = 0; row < rowsPerCycle; ++row) {
            const bool charge = row < rowsPerCycle / 2;
            const double share = charge ? row / 49.0 : (99 - row) / 49.0;
            curves.uts.push_back(start_uts + 60.0 * ((cycle - 1) * rowsPerCycle + row));
            curves.voltage_V.push_back(static_cast<float>(3.0 + share + (charge ? 0.1 : 0.0)));
            curves.current_A.push_back(charge ? 0.001F : -0.001F);
            curves.chargeInCycle_mAh.push_back(capacity_mAh * share);
            curves.differentialCapacity_mAhPerV.push_back(charge ? capacity_mAh : -capacity_mAh);
            curves.cycle.push_back(cycle);
        }
        CycleRow row;
        row.cycle = cycle;
        row.chargeCapacity_mAh = capacity_mAh + 0.5;
        row.dischargeCapacity_mAh = capacity_mAh;
        row.coulombicEfficiency_pct = 100.0 * capacity_mAh / (capacity_mAh + 0.5);
        row.start_uts = start_uts + 60.0 * (cycle - 1) * rowsPerCycle;
        if (mass_g) {
            row.specificChargeCapacity_mAhPerG = *row.chargeCapacity_mAh / *mass_g;
            row.specificDischargeCapacity_mAhPerG = capacity_mAh / *mass_g;
        }
        curves.cycles.push_back(row);
    }
    curves.start_uts = start_uts;
    curves.summary["Formation cycles"] = 3;
    curves.summary["Capacity loss (%)"] = 100.0 - cycles;
    curves.summary["Initial specific discharge capacity (mAh/g)"] = mass_g ? Json(97.0 / *mass_g) : Json();
    return curves;
}

}  // namespace aurora::gui::test
