#include "simulation/ndc_tables.h"

#include "aurora/core/time.h"
#include "aurora/formats/neware/current_range.h"

#include <utility>

namespace aurora::simulation {

namespace {

using formats::neware::NdcContent;
using formats::neware::Quantity;

constexpr std::size_t rowsPerRunInfo = 7;  // at the latest; real files have one every few rows

double seconds(std::int64_t milliseconds)
{
    return static_cast<double>(milliseconds) / 1000;
}

}  // namespace

SparseTables::SparseTables(int version)
    : m_main(NdcContent::Main, version), m_runInfo(NdcContent::RunInfo, version), m_steps(NdcContent::Step, version)
{
    m_runInfo.skipSlot();  // as real files have it
}

void SparseTables::add(const NewareRow& row)
{
    if (row.beginsStep) {
        addStep(row);
    }
    m_main.addRecord();
    m_main.put(Quantity::Voltage_V, row.voltage_V);
    m_main.put(Quantity::Current_mA, row.current_mA);
    ++m_sinceRunInfo;
    if (row.inStep < 2 || row.endsStep || row.sinceRowBefore_ms != m_writtenInterval_ms ||
        m_sinceRunInfo >= rowsPerRunInfo) {
        addRunInfo(row);
    }
}

void SparseTables::addStep(const NewareRow& row)
{
    m_steps.addRecord();
    m_steps.put(Quantity::Cycle, row.cycle);
    m_steps.put(Quantity::StepIndex, row.stepIndex);
    m_steps.put(Quantity::StepType, row.stepType);
    m_steps.put(Quantity::StepStart_s, seconds(row.stepBegan_ms));
    m_steps.put(Quantity::FirstSlot, static_cast<double>(row.index));
}

void SparseTables::addRunInfo(const NewareRow& row)
{
    constexpr double range_A = 0.01;
    const std::int64_t whole_s = row.date_ms / 1000;
    m_runInfo.addRecord();
    m_runInfo.put(Quantity::Index, static_cast<double>(row.index));
    m_runInfo.put(Quantity::StepTime_s, seconds(row.inStep_ms));
    m_runInfo.put(Quantity::ChargeCapacity_mAh, row.charge_mAh);
    m_runInfo.put(Quantity::DischargeCapacity_mAh, row.discharge_mAh);
    m_runInfo.put(Quantity::ChargeEnergy_mWh, row.chargeEnergy_mWh);
    m_runInfo.put(Quantity::DischargeEnergy_mWh, row.dischargeEnergy_mWh);
    m_runInfo.put(Quantity::CurrentRange, range_A);
    m_runInfo.put(Quantity::RecordInterval_s, seconds(row.sinceRowBefore_ms));
    m_runInfo.put(Quantity::UnixTime_s, static_cast<double>(whole_s));
    m_runInfo.put(Quantity::UnixMilliseconds_s, seconds(row.date_ms - whole_s * 1000));
    m_runInfo.put(Quantity::StepNumber, row.stepNumber);
    m_writtenInterval_ms = row.sinceRowBefore_ms;
    m_sinceRunInfo = 0;
}

std::vector<ArchiveMember> SparseTables::finish()
{
    return {
        {"data.ndc", m_main.finish()}, {"data_step.ndc", m_steps.finish()}, {"data_runInfo.ndc", m_runInfo.finish()}};
}

IntegerTables::IntegerTables(int version, std::int32_t range_mA, std::string timeZone)
    : m_main(NdcContent::Main, version), m_range_mA(range_mA), m_timeZone(std::move(timeZone))
{
}

void IntegerTables::add(const NewareRow& row)
{
    constexpr double recordId = 0x55;
    constexpr std::int32_t stepChangeWraps = 256;
    const double unit = formats::neware::currentRangeFactor(m_range_mA);
    m_main.addRecord();
    m_main.put(Quantity::RecordId, recordId);
    m_main.put(Quantity::Index, static_cast<double>(row.index));
    m_main.put(Quantity::Cycle, row.cycle);
    m_main.put(Quantity::StepIndex, row.stepIndex);
    m_main.put(Quantity::StepType, row.stepType);
    m_main.put(Quantity::StepChange, row.stepNumber % stepChangeWraps);
    m_main.put(Quantity::StepTime_s, seconds(row.inStep_ms));
    m_main.put(Quantity::Voltage_V, row.voltage_V);
    m_main.put(Quantity::Current_mA, row.current_mA / unit);
    m_main.put(Quantity::ChargeCapacity_mAh, row.charge_mAh / unit);
    m_main.put(Quantity::DischargeCapacity_mAh, row.discharge_mAh / unit);
    m_main.put(Quantity::ChargeEnergy_mWh, row.chargeEnergy_mWh / unit);
    m_main.put(Quantity::DischargeEnergy_mWh, row.dischargeEnergy_mWh / unit);
    m_main.put(Quantity::CurrentRange, m_range_mA);
    addDate(row.date_ms);
}

void IntegerTables::addDate(std::int64_t date_ms)
{
    const LocalTime local = parseLocalTime(formatTimestamp(seconds(date_ms), m_timeZone)).value_or(LocalTime());
    m_main.put(Quantity::Year, local.year);
    m_main.put(Quantity::Month, local.month);
    m_main.put(Quantity::Day, local.day);
    m_main.put(Quantity::Hour, local.hour);
    m_main.put(Quantity::Minute, local.minute);
    m_main.put(Quantity::Second, local.second);
}

std::vector<ArchiveMember> IntegerTables::finish()
{
    return {{"data.ndc", m_main.finish()}};
}

}  // namespace aurora::simulation
