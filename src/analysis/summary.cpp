#include "aurora/analysis/summary.h"

#include "aurora/analysis/assembly_times.h"
#include "aurora/analysis/rate_capability.h"
#include "aurora/core/sample_id.h"

#include <algorithm>
#include <functional>
#include <string>

namespace aurora::analysis {

namespace {

using Optional = std::optional<double>;

/// Columns of the sample that stand in the summary under their own name.
constexpr std::array<std::string_view, 10> copiedColumns{
    "Actual N:P ratio",
    "Anode type",
    "Cathode type",
    "Anode active material mass (mg)",
    "Cathode active material mass (mg)",
    "Electrolyte name",
    "Electrolyte description",
    "Electrolyte amount (uL)",
    "Rack position",
    "Label",
};

Json copiedValues(const SampleRow& sampleRow)
{
    Json values = Json::object();
    for (const std::string_view column : copiedColumns) {
        const auto found = sampleRow.find(column);
        values[std::string(column)] = found == sampleRow.end() ? Json() : *found;
    }
    return values;
}

Optional difference(Optional later, Optional earlier)
{
    return later && earlier ? Optional{*later - *earlier} : std::nullopt;
}

Optional meanOverFormation(const CycleTable& cycles, Optional CycleRow::*value, std::size_t formationCycles)
{
    if (cycles.size() <= formationCycles) {
        return std::nullopt;
    }
    double sum = 0;
    int count = 0;
    for (std::size_t cycle = 0; cycle < formationCycles; ++cycle) {
        if (const Optional known = std::invoke(value, cycles[cycle])) {
            sum += *known;
            ++count;
        }
    }
    return count > 0 ? Optional{sum / count} : std::nullopt;
}

void describeFirst(SampleSummary& summary, const CycleRow& first)
{
    summary.firstFormationEfficiency_pct = first.coulombicEfficiency_pct;
    summary.firstFormationSpecificDischargeCapacity_mAhPerG = first.specificDischargeCapacity_mAhPerG;
}

void describeInitial(SampleSummary& summary, const CycleRow& initial)
{
    summary.initialSpecificDischargeCapacity_mAhPerG = initial.specificDischargeCapacity_mAhPerG;
    summary.initialEfficiency_pct = initial.coulombicEfficiency_pct;
    summary.initialDeltaVoltage_V = initial.deltaVoltage_V;
}

/// The last cycle whose discharge is complete, or nullptr. Only the very last can be incomplete.
const CycleRow* lastComplete(const CycleTable& cycles)
{
    const auto found = std::find_if(cycles.rbegin(), cycles.rend(),
                                    [](const CycleRow& row) { return row.dischargeCapacity_mAh.has_value(); });
    return found == cycles.rend() ? nullptr : &*found;
}

void describeLast(SampleSummary& summary, const CycleRow& last)
{
    summary.capacityLoss_pct = difference(100.0, last.normalisedDischargeCapacity_pct);
    summary.lastSpecificDischargeCapacity_mAhPerG = last.specificDischargeCapacity_mAhPerG;
    summary.lastEfficiency_pct = last.coulombicEfficiency_pct;
}

void describeAssembly(SampleSummary& summary, const AssemblyTimes& times, Optional protection_uts)
{
    summary.electrolyteToPress_s = difference(times.press_uts, times.electrolyte_uts);
    summary.electrolyteToElectrode_s = difference(times.upperElectrode_uts, times.electrolyte_uts);
    summary.electrodeToProtection_s = difference(protection_uts, times.upperElectrode_uts);
    summary.pressToProtection_s = difference(protection_uts, times.press_uts);
}

}  // namespace

std::array<std::optional<std::int32_t>, fadeLevels_pct.size()>
cyclesToFade(const CycleTable& cycles, std::optional<double> CycleRow::*normalised_pct, std::int32_t formationCycles)
{
    std::array<std::optional<std::int32_t>, fadeLevels_pct.size()> reached;
    const auto formation = static_cast<std::size_t>(std::max(formationCycles, 0));
    for (std::size_t level = 0; level < fadeLevels_pct.size(); ++level) {
        const auto isBelow = [&](std::size_t cycle) {
            const Optional value = std::invoke(normalised_pct, cycles[cycle]);
            return value && *value < fadeLevels_pct[level];
        };
        for (std::size_t cycle = formation; cycle + 2 < cycles.size() && !reached[level]; ++cycle) {
            if (isBelow(cycle) && (isBelow(cycle + 1) || isBelow(cycle + 2))) {
                reached[level] = static_cast<std::int32_t>(cycle - formation);
            }
        }
    }
    return reached;
}

SampleSummary summariseSample(const CycleTable& cycles, const ProtocolFacts& facts, std::optional<double> firstData_uts,
                              const SampleRow& sampleRow, std::string_view timeZone)
{
    const std::int32_t formationCycles = facts.formationCycles.value_or(0);
    const auto formation = static_cast<std::size_t>(std::max(formationCycles, 0));
    SampleSummary summary;
    summary.sampleId = textAt(sampleRow, "Sample ID").value_or("");
    summary.runId = textAt(sampleRow, "Run ID").value_or(runOf(summary.sampleId));
    summary.protocol = facts;
    summary.numberOfCycles = static_cast<std::int32_t>(cycles.size());
    if (!cycles.empty()) {
        describeFirst(summary, cycles.front());
    }
    if (cycles.size() > formation) {
        describeInitial(summary, cycles[formation]);
    }
    if (const CycleRow* last = lastComplete(cycles)) {
        describeLast(summary, *last);
    }
    summary.formationAverageVoltage_V = meanOverFormation(cycles, &CycleRow::chargeAverageVoltage_V, formation);
    summary.formationAverageCurrent_A = meanOverFormation(cycles, &CycleRow::chargeAverageCurrent_A, formation);
    summary.cyclesToCapacity = cyclesToFade(cycles, &CycleRow::normalisedDischargeCapacity_pct, formationCycles);
    summary.cyclesToEnergy = cyclesToFade(cycles, &CycleRow::normalisedDischargeEnergy_pct, formationCycles);
    summary.rateCapability = rateCapability(cycles, formationCycles);
    describeAssembly(summary, assemblyTimes(sampleRow, timeZone), firstData_uts);
    summary.copied = copiedValues(sampleRow);
    return summary;
}

}  // namespace aurora::analysis
