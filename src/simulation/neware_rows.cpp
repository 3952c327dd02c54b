#include "simulation/neware_rows.h"

#include "simulation/ndax_protocol.h"

#include <cmath>

namespace aurora::simulation {

namespace {

std::int64_t milliseconds(double uts)
{
    return std::llround(uts * 1000);
}

/// Neware's step type of a row.
std::int16_t stepType(const CyclingSeries& series, std::size_t row)
{
    switch (static_cast<ControlMode>(series.technique[row])) {
    case ControlMode::Galvanostatic:
        return series.current_A[row] < 0 ? steptype::dischargeCc : steptype::chargeCc;
    case ControlMode::Potentiostatic:
        return steptype::chargeCv;
    case ControlMode::Rest:
        break;
    }
    return steptype::rest;
}

}  // namespace

const NewareRow& NewareRows::next()
{
    const std::size_t row = m_next++;
    m_row.number = row;
    m_row.beginsStep = row == 0 || m_row.endsStep;
    m_row.endsStep = endsStep(row);
    if (m_row.beginsStep) {
        beginStep(row);
    } else {
        ++m_row.rowInStep;
    }
    m_row.date_ms = milliseconds(m_series.uts[row]);
    m_row.interval_ms = m_row.date_ms - milliseconds(m_series.uts[row == 0 ? 0 : row - 1]);
    m_row.totalTime_ms += m_row.interval_ms;
    m_row.voltage_V = m_series.voltage_V[row];
    m_row.current_mA = 1000.0 * m_series.current_A[row];
    count(row);
    return m_row;
}

bool NewareRows::endsStep(std::size_t row) const
{
    return row + 1 == m_series.size() || stepType(m_series, row) != stepType(m_series, row + 1) ||
           m_series.cycleNumber[row] != m_series.cycleNumber[row + 1];
}

/// A step begins where the one before it ended.
void NewareRows::beginStep(std::size_t row)
{
    const bool otherCycle = row > 0 && m_series.cycleNumber[row] != m_series.cycleNumber[row - 1];
    m_row.type = stepType(m_series, row);
    m_afterDischarge = (m_afterDischarge && !otherCycle) || m_row.type == steptype::dischargeCc;
    m_cycling = m_cycling || m_row.type != steptype::rest;
    m_row.cycle = m_series.cycleNumber[row] - m_series.cycleNumber.front();
    m_row.stepIndex = newareStepIndex(m_program, m_row.type, m_row.cycle, m_cycling, m_afterDischarge);
    ++m_row.stepNumber;
    m_row.rowInStep = 0;
    m_row.stepBegin_ms = m_row.totalTime_ms;
    m_row.charge_mAh = m_row.discharge_mAh = m_row.chargeEnergy_mWh = m_row.dischargeEnergy_mWh = 0;
}

void NewareRows::count(std::size_t row)
{
    const double charge_mAh = m_series.chargeStep_mAh.empty()
                                  ? m_row.current_mA * static_cast<double>(m_row.interval_ms) / 3.6e6
                                  : m_series.chargeStep_mAh[row];
    const double energy_mWh = charge_mAh * m_row.voltage_V;
    (charge_mAh > 0 ? m_row.charge_mAh : m_row.discharge_mAh) += std::abs(charge_mAh);
    (charge_mAh > 0 ? m_row.chargeEnergy_mWh : m_row.dischargeEnergy_mWh) += std::abs(energy_mWh);
}

}  // namespace aurora::simulation
