#include "aurora/analysis/cycles.h"

#include "analysis/row_looks.h"
#include "aurora/analysis/dc_resistance.h"

#include <algorithm>
#include <functional>

namespace aurora::analysis {

namespace {

/// What decides whether a step is a cycle.
struct StepCounts
{
    std::size_t rows = 0;
    std::size_t charging = 0;
    std::size_t discharging = 0;
    double charged_mAh = 0;
    double discharged_mAh = 0;  ///< negative

    [[nodiscard]] bool isCycle() const
    {
        constexpr std::size_t fewRows = 10;
        constexpr std::size_t fewRowsEachWay = 5;
        constexpr double leastReturned = 0.01;
        return rows > fewRows && charging > fewRowsEachWay && discharging > fewRowsEachWay &&
               -discharged_mAh > leastReturned * charged_mAh;
    }
};

StepCounts countRows(const MergedSeries& series, std::size_t begin, std::size_t end)
{
    StepCounts counts{.rows = end - begin};
    for (std::size_t row = begin; row < end; ++row) {
        counts.charging += series.current_A[row] > 0 ? 1 : 0;
        counts.discharging += series.current_A[row] < 0 ? 1 : 0;
        (series.charge_mAh[row] > 0 ? counts.charged_mAh : counts.discharged_mAh) += series.charge_mAh[row];
    }
    return counts;
}

/// The sums over the rows of one cycle in which charge flowed one way. Discharge sums are negative but for duration and
/// the current, which is the product of two negative factors.
struct HalfCycle
{
    double charge_mAh = 0;
    double energy_mWh = 0;
    double currentTimesCharge = 0;
    double duration_s = 0;

    void add(double step_mAh, double voltage_V, double current_A, double step_s)
    {
        charge_mAh += step_mAh;
        energy_mWh += voltage_V * step_mAh;
        currentTimesCharge += current_A * step_mAh;
        duration_s += step_s;
    }
};

struct CycleSums
{
    HalfCycle charge;
    HalfCycle discharge;
    double held_mAh = 0;         ///< charge in potentiostatic rows
    bool controlIsKnown = true;  ///< of every row that carries charge
    std::size_t beginRow = 0;
    std::size_t endRow = 0;

    void addCharge(double step_mAh, Control control)
    {
        held_mAh += control == Control::Potentiostatic ? step_mAh : 0;
        controlIsKnown = controlIsKnown && control != Control::Unknown;
    }
};

std::vector<CycleSums> sumCycles(const Merged& merged, const Progress& progress)
{
    const MergedSeries& series = merged.series;
    std::vector<CycleSums> cycles;
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (row % rowsBetweenLooks == 0) {
            progress.throwIfCancelled();
        }
        const std::int32_t cycle = series.cycle[row];
        if (cycle == 0) {
            continue;
        }
        if (cycles.size() < static_cast<std::size_t>(cycle)) {
            cycles.resize(static_cast<std::size_t>(cycle));
            cycles.back().beginRow = row;
        }
        CycleSums& sums = cycles.back();
        sums.endRow = row + 1;
        const double step_mAh = series.charge_mAh[row];
        if (step_mAh != 0) {
            const double step_s = row == 0 ? 0 : series.uts[row] - series.uts[row - 1];
            HalfCycle& half = step_mAh > 0 ? sums.charge : sums.discharge;
            half.add(step_mAh, series.voltage_V[row], series.current_A[row], step_s);
        }
        if (step_mAh > 0) {
            sums.addCharge(step_mAh, merged.control[row]);
        }
    }
    return cycles;
}

using Optional = std::optional<double>;

/// numerator / denominator · scale; nothing where one is unknown or the denominator is 0.
Optional ratio(Optional numerator, Optional denominator, double scale = 1)
{
    if (!numerator || !denominator || *denominator == 0) {
        return std::nullopt;
    }
    return scale * *numerator / *denominator;
}

CycleRow describe(const CycleSums& sums, const MergedSeries& series, std::int32_t cycle)
{
    const HalfCycle& charge = sums.charge;
    const HalfCycle& discharge = sums.discharge;
    CycleRow row;
    row.cycle = cycle;
    row.chargeCapacity_mAh = charge.charge_mAh;
    row.dischargeCapacity_mAh = -discharge.charge_mAh;
    row.chargeEnergy_mWh = charge.energy_mWh;
    row.dischargeEnergy_mWh = -discharge.energy_mWh;
    row.chargeAverageVoltage_V = ratio(charge.energy_mWh, charge.charge_mAh);
    row.dischargeAverageVoltage_V = ratio(discharge.energy_mWh, discharge.charge_mAh);
    row.chargeAverageCurrent_A = ratio(charge.currentTimesCharge, charge.charge_mAh);
    row.dischargeAverageCurrent_A = ratio(discharge.currentTimesCharge, -discharge.charge_mAh);
    row.coulombicEfficiency_pct = ratio(row.dischargeCapacity_mAh, row.chargeCapacity_mAh, 100);
    row.energyEfficiency_pct = ratio(row.dischargeEnergy_mWh, row.chargeEnergy_mWh, 100);
    row.voltageEfficiency_pct = ratio(row.dischargeAverageVoltage_V, row.chargeAverageVoltage_V, 100);
    if (row.chargeAverageVoltage_V && row.dischargeAverageVoltage_V) {
        row.deltaVoltage_V = *row.chargeAverageVoltage_V - *row.dischargeAverageVoltage_V;
    }
    row.start_uts = series.uts[sums.beginRow];
    row.end_uts = series.uts[sums.endRow - 1];
    row.chargeDuration_s = charge.duration_s;
    row.dischargeDuration_s = discharge.duration_s;
    if (sums.controlIsKnown) {
        row.constantVoltageShare_pct = ratio(sums.held_mAh, charge.charge_mAh, 100);
    }
    row.dcResistance_ohm = dcResistance_ohm(series, sums.beginRow, sums.endRow);
    return row;
}

void relateToMass(CycleRow& row, double mass_mg)
{
    constexpr double mgPerG = 1000;
    row.specificChargeCapacity_mAhPerG = ratio(row.chargeCapacity_mAh, mass_mg, mgPerG);
    row.specificDischargeCapacity_mAhPerG = ratio(row.dischargeCapacity_mAh, mass_mg, mgPerG);
    row.specificChargeEnergy_mWhPerG = ratio(row.chargeEnergy_mWh, mass_mg, mgPerG);
    row.specificDischargeEnergy_mWhPerG = ratio(row.dischargeEnergy_mWh, mass_mg, mgPerG);
}

void relateToArea(CycleRow& row, double area_cm2)
{
    row.arealChargeCapacity_mAhPerCm2 = ratio(row.chargeCapacity_mAh, area_cm2);
    row.arealDischargeCapacity_mAhPerCm2 = ratio(row.dischargeCapacity_mAh, area_cm2);
}

void relateToCell(CycleRow& row, const CellFacts& cell)
{
    if (cell.cathodeMass_mg && *cell.cathodeMass_mg > 0) {
        relateToMass(row, *cell.cathodeMass_mg);
    }
    if (cell.cathodeArea_cm2) {
        relateToArea(row, *cell.cathodeArea_cm2);
    }
    if (cell.firstHalfCycle == FirstHalfCycle::Discharge) {
        row.coulombicEfficiency_pct = ratio(row.chargeCapacity_mAh, row.dischargeCapacity_mAh, 100);
    }
}

void relateToCapacity(CycleTable& cycles, Optional capacity_mAh)
{
    constexpr double mAPerA = 1000;
    for (CycleRow& row : cycles) {
        row.chargeRate_C = ratio(row.chargeAverageCurrent_A, capacity_mAh, mAPerA);
        row.dischargeRate_C = ratio(row.dischargeAverageCurrent_A, capacity_mAh, mAPerA);
    }
}

/// The row is of a cycle whose discharge is still running.
void forgetDischarge(CycleRow& row)
{
    for (const CycleColumn& column : cycleColumns()) {
        if (column.needsDischarge) {
            std::invoke(column.value, row) = std::nullopt;
        }
    }
}

/// A row without values while there is none.
CycleRow firstAfterFormation(const CycleTable& cycles, std::int32_t formationCycles)
{
    if (formationCycles < 0 || cycles.size() <= static_cast<std::size_t>(formationCycles)) {
        return {};
    }
    return cycles[static_cast<std::size_t>(formationCycles)];
}

void normalise(CycleTable& cycles, const CycleRow& reference)
{
    for (CycleRow& row : cycles) {
        row.normalisedDischargeCapacity_pct = ratio(row.dischargeCapacity_mAh, reference.dischargeCapacity_mAh, 100);
        row.normalisedDischargeEnergy_pct = ratio(row.dischargeEnergy_mWh, reference.dischargeEnergy_mWh, 100);
    }
}

bool lastCycleIsRunning(const Merged& merged)
{
    const bool lastRecordingHasRows = merged.firstRowOfLastRecording < merged.series.size();
    return !merged.lastFinished && lastRecordingHasRows && merged.series.cycle.back() > 0;
}

}  // namespace

std::vector<std::int32_t> numberCycles(const MergedSeries& series, const Progress& progress)
{
    std::vector<std::int32_t> cycleOfRow(series.size(), 0);
    std::int32_t cycle = 0;
    for (std::size_t begin = 0; begin < series.size();) {
        std::size_t end = begin + 1;
        while (end < series.size() && series.step[end] == series.step[begin]) {
            ++end;
        }
        progress.throwIfCancelled();
        if (countRows(series, begin, end).isCycle()) {
            ++cycle;
            std::fill(cycleOfRow.begin() + static_cast<std::ptrdiff_t>(begin),
                      cycleOfRow.begin() + static_cast<std::ptrdiff_t>(end), cycle);
        }
        begin = end;
    }
    return cycleOfRow;
}

CycleTable summariseCycles(const Merged& merged, const CellFacts& cell, std::int32_t formationCycles,
                           const Progress& progress)
{
    CycleTable cycles;
    for (const CycleSums& sums : sumCycles(merged, progress)) {
        cycles.push_back(describe(sums, merged.series, static_cast<std::int32_t>(cycles.size()) + 1));
        relateToCell(cycles.back(), cell);
    }
    if (!cycles.empty() && lastCycleIsRunning(merged)) {
        forgetDischarge(cycles.back());
    }
    const CycleRow reference = firstAfterFormation(cycles, formationCycles);
    normalise(cycles, reference);
    relateToCapacity(cycles, cell.cRateCapacity_mAh ? cell.cRateCapacity_mAh : reference.chargeCapacity_mAh);
    return cycles;
}

}  // namespace aurora::analysis
