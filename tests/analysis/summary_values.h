#pragma once

#include "aurora/core/cycle_table.h"
#include "aurora/core/json.h"
#include "aurora/core/sample_summary.h"

#include <string>

namespace aurora::analysis::test {

inline Json jsonOf(std::optional<double> value)
{
    return value ? Json(*value) : Json();
}

inline Json jsonOf(std::optional<std::int32_t> value)
{
    return value ? Json(*value) : Json();
}

/// The summary by the names of analysis.md, "Per sample".
inline Json valuesByName(const SampleSummary& summary)
{
    const ProtocolFacts& facts = summary.protocol;
    Json values{
        {"Sample ID", summary.sampleId},
        {"Run ID", summary.runId},
        {"Formation max voltage (V)", jsonOf(facts.formationMaxVoltage_V)},
        {"Formation min voltage (V)", jsonOf(facts.formationMinVoltage_V)},
        {"Cycle max voltage (V)", jsonOf(facts.cycleMaxVoltage_V)},
        {"Cycle min voltage (V)", jsonOf(facts.cycleMinVoltage_V)},
        {"Max voltage (V)", jsonOf(facts.maxVoltage_V)},
        {"Formation C", jsonOf(facts.formationCRate)},
        {"Cycle C", jsonOf(facts.cycleCRate)},
        {"Formation cycles", jsonOf(facts.formationCycles)},
        {"Number of cycles", summary.numberOfCycles},
        {"First formation efficiency (%)", jsonOf(summary.firstFormationEfficiency_pct)},
        {"First formation specific discharge capacity (mAh/g)",
         jsonOf(summary.firstFormationSpecificDischargeCapacity_mAhPerG)},
        {"Initial specific discharge capacity (mAh/g)", jsonOf(summary.initialSpecificDischargeCapacity_mAhPerG)},
        {"Initial efficiency (%)", jsonOf(summary.initialEfficiency_pct)},
        {"Initial delta V (V)", jsonOf(summary.initialDeltaVoltage_V)},
        {"Capacity loss (%)", jsonOf(summary.capacityLoss_pct)},
        {"Last specific discharge capacity (mAh/g)", jsonOf(summary.lastSpecificDischargeCapacity_mAhPerG)},
        {"Last efficiency (%)", jsonOf(summary.lastEfficiency_pct)},
        {"Formation average voltage (V)", jsonOf(summary.formationAverageVoltage_V)},
        {"Formation average current (A)", jsonOf(summary.formationAverageCurrent_A)},
        {"Electrolyte to press (s)", jsonOf(summary.electrolyteToPress_s)},
        {"Electrolyte to electrode (s)", jsonOf(summary.electrolyteToElectrode_s)},
        {"Electrode to protection (s)", jsonOf(summary.electrodeToProtection_s)},
        {"Press to protection (s)", jsonOf(summary.pressToProtection_s)},
    };
    for (std::size_t level = 0; level < fadeLevels_pct.size(); ++level) {
        const std::string name = "Cycles to " + std::to_string(fadeLevels_pct[level]) + "% ";
        values[name + "capacity"] = jsonOf(summary.cyclesToCapacity[level]);
        values[name + "energy"] = jsonOf(summary.cyclesToEnergy[level]);
    }
    values.update(summary.copied);
    return values;
}

}  // namespace aurora::analysis::test
