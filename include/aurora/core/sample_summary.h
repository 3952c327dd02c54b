#pragma once

#include "aurora/core/json.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aurora {

/// What the protocol of a sample says, or what could be found without one (spec: analysis.md, "What the protocol
/// says").
struct ProtocolFacts
{
    std::optional<double> formationMaxVoltage_V;
    std::optional<double> formationMinVoltage_V;
    std::optional<double> cycleMaxVoltage_V;
    std::optional<double> cycleMinVoltage_V;
    std::optional<double> maxVoltage_V;
    std::optional<double> formationCRate;  ///< 0.1 = C/10
    std::optional<double> cycleCRate;
    std::optional<std::int32_t> formationCycles;
};

/// The shares of the initial capacity (energy) whose lasting loss is counted in cycles, in the order they are written.
inline constexpr std::array<int, 8> fadeLevels_pct{95, 90, 85, 80, 75, 70, 60, 50};

/// What a cell still gives at one C-rate: means over consecutive cycles that were discharged at it.
struct RateCapability
{
    double rate_C = 0;  ///< of the discharge, as C-rates are rounded
    std::vector<std::int32_t> cycles;
    std::optional<double> specificDischargeCapacity_mAhPerG;
    std::optional<double> dischargeCapacity_mAh;
};

/// The per-sample numbers (definitions: spec analysis.md, "Per sample"). Nothing = unknown, written as null.
struct SampleSummary
{
    std::string sampleId;
    std::string runId;
    ProtocolFacts protocol;
    std::int32_t numberOfCycles = 0;
    std::optional<double> firstFormationEfficiency_pct;
    std::optional<double> firstFormationSpecificDischargeCapacity_mAhPerG;
    std::optional<double> initialSpecificDischargeCapacity_mAhPerG;
    std::optional<double> initialEfficiency_pct;
    std::optional<double> initialDeltaVoltage_V;
    std::optional<double> capacityLoss_pct;
    std::optional<double> lastSpecificDischargeCapacity_mAhPerG;
    std::optional<double> lastEfficiency_pct;
    std::optional<double> formationAverageVoltage_V;
    std::optional<double> formationAverageCurrent_A;
    std::array<std::optional<std::int32_t>, fadeLevels_pct.size()> cyclesToCapacity;
    std::array<std::optional<std::int32_t>, fadeLevels_pct.size()> cyclesToEnergy;
    std::vector<RateCapability> rateCapability;  ///< in order of time; a rate that comes back stands there again
    std::optional<double> electrolyteToPress_s;
    std::optional<double> electrolyteToElectrode_s;
    std::optional<double> electrodeToProtection_s;
    std::optional<double> pressToProtection_s;
    /// Copied from the sample's row under the column's own name: `Actual N:P ratio`, `Anode type`, … , `Label`.
    Json copied = Json::object();
};

}  // namespace aurora
