#include "simulation/neware_rows.h"

#include "simulation/ndax_protocol.h"

#include <cmath>

namespace aurora::simulation {

namespace {

std::int64_t milliseconds(double uts)
{
    return std::llround(uts * 1000);
}

}  // namespace

bool NewareRows::next()
{
    if (m_next == m_series.size()) {
        return false;
    }
    const std::size_t row = m_next++;
    const std::int64_t before_ms = milliseconds(m_series.uts[row == 0 ? 0 : row - 1]);
    m_row.index = row + 1;
    m_row.beginsStep = row == 0 || m_row.endsStep;
    m_row.endsStep = endsStep(row);
    m_row.date_ms = milliseconds(m_series.uts[row]);
    m_row.sinceRowBefore_ms = m_row.date_ms - before_ms;
    m_row.voltage_V = m_series.voltage_V[row];
    m_row.current_mA = 1000.0 * m_series.current_A[row];
    ++m_row.inStep;
    if (m_row.beginsStep) {
        beginStep(row);
    }
    m_row.inStep_ms = m_row.date_ms - m_stepBegan_ms;
    count(row);
    return true;
}

std::int16_t NewareRows::stepType(std::size_t row) const
{
    switch (static_cast<ControlMode>(m_series.technique[row])) {
    case ControlMode::Galvanostatic:
        return m_series.current_A[row] < 0 ? steptype::dischargeCc : steptype::chargeCc;
    case ControlMode::Potentiostatic:
        return steptype::chargeCv;
    case ControlMode::Rest:
        break;
    }
    return steptype::rest;
}

bool NewareRows::endsStep(std::size_t row) const
{
    return row + 1 == m_series.size() || stepType(row) != stepType(row + 1) ||
           m_series.cycleNumber[row] != m_series.cycleNumber[row + 1];
}

/// A step begins where the row before ended.
void NewareRows::beginStep(std::size_t row)
{
    const bool otherCycle = row > 0 && m_series.cycleNumber[row] != m_series.cycleNumber[row - 1];
    m_row.stepType = stepType(row);
    m_row.cycle = m_series.cycleNumber[row] - m_series.cycleNumber.front();
    m_afterDischarge = (m_afterDischarge && !otherCycle) || m_row.stepType == steptype::dischargeCc;
    m_cycling = m_cycling || m_row.stepType != steptype::rest;
    m_row.stepIndex = newareStepIndex(m_program, m_row.stepType, m_row.cycle, m_cycling, m_afterDischarge);
    m_stepBegan_ms = m_row.date_ms - m_row.sinceRowBefore_ms;
    m_row.stepBegan_ms = m_stepBegan_ms - milliseconds(m_series.uts.front());
    m_row.inStep = 0;
    m_row.charge_mAh = m_row.discharge_mAh = m_row.chargeEnergy_mWh = m_row.dischargeEnergy_mWh = 0;
    ++m_row.stepNumber;
}

void NewareRows::count(std::size_t row)
{
    const double charge_mAh = m_series.chargeStep_mAh.empty()
                                  ? m_row.current_mA * static_cast<double>(m_row.sinceRowBefore_ms) / 3.6e6
                                  : m_series.chargeStep_mAh[row];
    const double energy_mWh = charge_mAh * m_row.voltage_V;
    (charge_mAh > 0 ? m_row.charge_mAh : m_row.discharge_mAh) += std::abs(charge_mAh);
    (charge_mAh > 0 ? m_row.chargeEnergy_mWh : m_row.dischargeEnergy_mWh) += std::abs(energy_mWh);
}

}  // namespace aurora::simulation
