#include "bdf_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace aurora::services {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double perThousand = 1000;  // mAh in Ah, mWh in Wh

/// Of two numbers that may both be unknown.
bool differ(double a, double b)
{
    return a != b && !(std::isnan(a) && std::isnan(b));
}

}  // namespace

/// The columns, in the order in which they are written.
struct BdfRows::Table
{
    std::vector<double> testTime_s;
    std::vector<double> voltage_V;
    std::vector<double> current_A;
    std::vector<double> uts;
    std::vector<std::int32_t> cycle;
    std::vector<std::int32_t> stepCount;
    std::vector<double> stepId;
    std::vector<double> charged_Ah;
    std::vector<double> discharged_Ah;
    std::vector<double> charged_Wh;
    std::vector<double> discharged_Wh;
    std::vector<double> frequency_Hz;
    std::vector<double> reZ_ohm;
    std::vector<double> imZ_ohm;
};

BdfRows::BdfRows(ImpedancePoints impedance, ChargeKnown charge) : m_impedance(std::move(impedance)), m_charge(charge) {}

std::vector<Column> BdfRows::rows(const MergedSeries& series)
{
    Table table;
    for (std::size_t row = 0; row < series.size(); ++row) {
        addPointsBefore(series.uts[row], table);
        addRow(series, row, table);
    }
    return columnsOf(std::move(table));
}

std::vector<Column> BdfRows::rest()
{
    Table table;
    addPointsBefore(std::numeric_limits<double>::infinity(), table);
    return columnsOf(std::move(table));
}

void BdfRows::addPointsBefore(double uts, Table& table)
{
    while (m_nextPoint < m_impedance.series.size() && m_impedance.series.uts[m_nextPoint] < uts) {
        addPoint(m_nextPoint++, table);
    }
}

void BdfRows::addPoint(std::size_t point, Table& table)
{
    beginStep({true, 0, m_impedance.technique[point]});
    addCommon(m_impedance.series.uts[point], m_impedance.series.cycle[point], table);
    table.voltage_V.push_back(m_impedance.voltage_V[point]);
    table.current_A.push_back(m_impedance.current_A[point]);
    table.frequency_Hz.push_back(m_impedance.series.frequency_Hz[point]);
    table.reZ_ohm.push_back(m_impedance.series.reZ_ohm[point]);
    table.imZ_ohm.push_back(m_impedance.series.imZ_ohm[point]);
}

void BdfRows::addRow(const MergedSeries& series, std::size_t row, Table& table)
{
    const double step_mAh = std::isnan(series.charge_mAh[row]) ? 0 : series.charge_mAh[row];
    const double voltage_V = std::isnan(series.voltage_V[row]) ? 0 : series.voltage_V[row];
    (step_mAh > 0 ? m_charged_mAh : m_discharged_mAh) += std::abs(step_mAh);
    (step_mAh > 0 ? m_charged_mWh : m_discharged_mWh) += std::abs(step_mAh) * voltage_V;  // as analysis/cycles
    beginStep({false, series.step[row], static_cast<double>(series.technique[row])});
    addCommon(series.uts[row], series.cycle[row], table);
    table.voltage_V.push_back(series.voltage_V[row]);
    table.current_A.push_back(series.current_A[row]);
    table.frequency_Hz.push_back(unknown);
    table.reZ_ohm.push_back(unknown);
    table.imZ_ohm.push_back(unknown);
}

void BdfRows::beginStep(const Step& step)
{
    const bool same = m_step && m_step->isImpedance == step.isImpedance && m_step->number == step.number &&
                      !differ(m_step->technique, step.technique);
    if (!same) {
        ++m_stepCount;
        m_step = step;
    }
}

void BdfRows::addCommon(double uts, std::int32_t cycle, Table& table)
{
    if (std::isfinite(uts)) {  // a row without a time has that of the row before it
        m_start_uts = m_start_uts.value_or(uts);
        m_testTime_s = std::max(m_testTime_s, uts - *m_start_uts);
    }
    m_cycle = std::max(m_cycle, cycle);
    table.testTime_s.push_back(m_testTime_s);
    table.uts.push_back(uts);
    table.cycle.push_back(m_cycle);
    table.stepCount.push_back(m_stepCount);
    table.stepId.push_back(m_step->technique);
    table.charged_Ah.push_back(m_charged_mAh / perThousand);
    table.discharged_Ah.push_back(m_discharged_mAh / perThousand);
    table.charged_Wh.push_back(m_charged_mWh / perThousand);
    table.discharged_Wh.push_back(m_discharged_mWh / perThousand);
}

std::vector<Column> BdfRows::columnsOf(Table table) const
{
    std::vector<Column> columns;
    columns.push_back({"test_time_second", "", std::move(table.testTime_s)});
    columns.push_back({"voltage_volt", "", std::move(table.voltage_V)});
    columns.push_back({"current_ampere", "", std::move(table.current_A)});
    columns.push_back({"unix_time_second", "", std::move(table.uts)});
    columns.push_back({"cycle_count", "", std::move(table.cycle)});
    columns.push_back({"step_count", "", std::move(table.stepCount)});
    columns.push_back({"step_id", "", std::move(table.stepId)});
    if (m_charge == ChargeKnown::Yes) {
        columns.push_back({"charging_capacity_ah", "", std::move(table.charged_Ah)});
        columns.push_back({"discharging_capacity_ah", "", std::move(table.discharged_Ah)});
        columns.push_back({"charging_energy_wh", "", std::move(table.charged_Wh)});
        columns.push_back({"discharging_energy_wh", "", std::move(table.discharged_Wh)});
    }
    if (m_impedance.series.size() > 0) {
        columns.push_back({"frequency_hertz", "", std::move(table.frequency_Hz)});
        columns.push_back({"real_impedance_ohm", "", std::move(table.reZ_ohm)});
        columns.push_back({"imaginary_impedance_ohm", "", std::move(table.imZ_ohm)});
    }
    return columns;
}

}  // namespace aurora::services
