#include "formats/neware/record_rows.h"

#include "aurora/formats/neware/current_range.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace aurora::formats::neware {

CounterFields::CounterFields(std::span<const RecordField> fields)
    : m_chargeCapacity(fields, Quantity::ChargeCapacity_mAh),
      m_dischargeCapacity(fields, Quantity::DischargeCapacity_mAh),
      m_chargeEnergy(fields, Quantity::ChargeEnergy_mWh),
      m_dischargeEnergy(fields, Quantity::DischargeEnergy_mWh)
{
}

void CounterFields::read(const std::uint8_t* record, double factor, Row& row) const
{
    row.chargeCapacity_mAh = std::abs(m_chargeCapacity.value(record) * factor);
    row.dischargeCapacity_mAh = std::abs(m_dischargeCapacity.value(record) * factor);
    row.chargeEnergy_mWh = std::abs(m_chargeEnergy.value(record) * factor);
    row.dischargeEnergy_mWh = std::abs(m_dischargeEnergy.value(record) * factor);
}

CalendarFields::CalendarFields(std::span<const RecordField> fields)
    : m_year(fields, Quantity::Year),
      m_month(fields, Quantity::Month),
      m_day(fields, Quantity::Day),
      m_hour(fields, Quantity::Hour),
      m_minute(fields, Quantity::Minute),
      m_second(fields, Quantity::Second)
{
}

double CalendarFields::read(const std::uint8_t* record) const
{
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(m_year.integer(record))),
                                           std::chrono::month(static_cast<unsigned>(m_month.integer(record))),
                                           std::chrono::day(static_cast<unsigned>(m_day.integer(record)))};
    if (!date.ok()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const std::chrono::sys_seconds midnight = std::chrono::sys_days(date);
    const std::int64_t inDay = (m_hour.integer(record) * 60 + m_minute.integer(record)) * 60 + m_second.integer(record);
    return static_cast<double>(midnight.time_since_epoch().count() + inDay);
}

RecordRows::RecordRows(std::span<const RecordField> fields, std::int32_t cycleOffset, std::int32_t deviceRange_mA)
    : m_cycleOffset(cycleOffset),
      m_deviceRange_mA(deviceRange_mA),
      m_index(fields, Quantity::Index),
      m_cycle(fields, Quantity::Cycle),
      m_stepIndex(fields, Quantity::StepIndex),
      m_stepType(fields, Quantity::StepType),
      m_stepTypeBts9(fields, Quantity::StepTypeBts9),
      m_stepChange(fields, Quantity::StepChange),
      m_stepTime(fields, Quantity::StepTime_s),
      m_totalTime(fields, Quantity::TotalTime_s),
      m_totalTimeFraction(fields, Quantity::TotalTimeFraction_s),
      m_unixTime(fields, Quantity::UnixTime_s),
      m_unixMilliseconds(fields, Quantity::UnixMilliseconds_s),
      m_unixNanoseconds(fields, Quantity::UnixNanoseconds_s),
      m_calendar(fields),
      m_voltage(fields, Quantity::Voltage_V),
      m_current(fields, Quantity::Current_mA),
      m_range(fields, Quantity::CurrentRange),
      m_counters(fields),
      m_capacity(fields,
                 findField(fields, Quantity::Capacity_mAh) ? Quantity::Capacity_mAh : Quantity::NetCapacity_mAh),
      m_energy(fields, findField(fields, Quantity::Energy_mWh) ? Quantity::Energy_mWh : Quantity::NetEnergy_mWh),
      m_isNet(findField(fields, Quantity::NetCapacity_mAh) != nullptr),
      m_totalTimeHolds(m_stepTime && m_totalTime)
{
}

const Row& RecordRows::next(const std::uint8_t* record, std::uint32_t slot)
{
    const double factor = factorOf(record);
    placeInStep(record);
    m_row.index = m_index ? static_cast<std::uint32_t>(m_index.integer(record)) : slot;
    m_row.voltage_V = m_voltage.value(record);
    m_row.current_mA = m_current.value(record) * factor;
    readTimes(record);
    readCounters(record, factor);
    return m_row;
}

double RecordRows::factorOf(const std::uint8_t* record)
{
    if (m_current.field().factor == Factor::None) {
        return 1;
    }
    const std::int64_t stored = m_range ? m_range.integer(record) : 0;
    const std::int64_t range = stored != 0 ? stored : m_deviceRange_mA;
    if (m_steps.empty() || range != m_lastRange) {
        m_lastRange = range;
        m_lastFactor = currentRangeFactor(static_cast<std::int32_t>(range));
    }
    return m_lastFactor;
}

/// Where records do not count their steps, a protocol of one step that is repeated shows in the cycle only.
bool RecordRows::beginsStep(const std::uint8_t* record, std::int32_t stepIndex, std::int32_t cycle)
{
    if (m_steps.empty() || stepIndex != m_steps.back().stepIndex) {
        return true;
    }
    return m_stepChange ? m_stepChange.integer(record) != m_lastChange : cycle != m_steps.back().cycle;
}

/// BTS 9 writes 21 for CPCV charge and 22 for CPCV discharge (public sources only).
std::int16_t RecordRows::stepTypeOf(const std::uint8_t* record) const
{
    constexpr std::int16_t cpcvChargeOfBts9 = 21;
    constexpr std::int16_t cpcvDischargeOfBts9 = 22;
    constexpr std::int16_t cpcvDischarge = 26;
    constexpr std::int16_t cpcvCharge = 27;
    if (!m_stepTypeBts9) {
        return static_cast<std::int16_t>(m_stepType.integer(record));
    }
    const auto stored = static_cast<std::int16_t>(m_stepTypeBts9.integer(record));
    if (stored == cpcvChargeOfBts9) {
        return cpcvCharge;
    }
    return stored == cpcvDischargeOfBts9 ? cpcvDischarge : stored;
}

void RecordRows::placeInStep(const std::uint8_t* record)
{
    const auto stepIndex = static_cast<std::int32_t>(m_stepIndex.integer(record));
    const std::uint32_t stored = m_cycle ? static_cast<std::uint32_t>(m_cycle.integer(record)) : 0;
    const auto cycle = static_cast<std::int32_t>(stored + static_cast<std::uint32_t>(m_cycleOffset));
    if (beginsStep(record, stepIndex, cycle)) {
        const std::int16_t type = stepTypeOf(record);
        m_steps.push_back({.cycle = cycle, .stepIndex = stepIndex, .type = type});
        const StepType* known = findStepType(type);
        m_direction = known == nullptr ? Direction::None : known->direction;
        m_stepBegan_s = m_totalTime_s;
    }
    m_lastChange = m_stepChange ? m_stepChange.integer(record) : 0;
    m_row.step = static_cast<std::int32_t>(m_steps.size()) - 1;
}

/// Public sources only: from where it lies behind the step time or goes back, it counts no more, and the steps are
/// added up instead.
double RecordRows::totalTimeBesideStepTime(const std::uint8_t* record)
{
    if (!m_totalTimeHolds) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double total_s = m_totalTime.value(record) + m_totalTimeFraction.valueOr(record, 0);
    m_totalTimeHolds = total_s >= m_row.stepTime_s && total_s >= m_totalTime_s;
    m_totalTime_s = total_s;
    return m_totalTimeHolds ? total_s : std::numeric_limits<double>::quiet_NaN();
}

void RecordRows::readTimes(const std::uint8_t* record)
{
    if (m_stepTime) {
        m_row.stepTime_s = m_stepTime.value(record);
        m_row.totalTime_s = totalTimeBesideStepTime(record);
    } else {
        m_totalTime_s = m_totalTime.value(record) + m_totalTimeFraction.valueOr(record, 0);
        m_row.stepTime_s = m_totalTime_s - m_stepBegan_s;
    }
    if (m_calendar) {
        m_row.date_s = m_calendar.read(record);
    } else {
        m_row.date_s = m_unixTime.valueOr(record, std::numeric_limits<double>::quiet_NaN());
    }
    m_row.date_s += m_unixMilliseconds.valueOr(record, 0) + m_unixNanoseconds.valueOr(record, 0);
}

void RecordRows::readCounters(const std::uint8_t* record, double factor)
{
    if (m_counters) {
        m_counters.read(record, factor, m_row);
        return;
    }
    readOneCounter(record, factor);
}

/// One counter for both directions: with a sign, or a magnitude whose direction the step or the current tells.
void RecordRows::readOneCounter(const std::uint8_t* record, double factor)
{
    const bool told = m_direction == Direction::Charge || m_direction == Direction::Discharge;
    const bool discharges = told ? m_direction == Direction::Discharge : m_row.current_mA < 0;
    const double sign = !m_isNet && discharges ? -1 : 1;
    const double capacity_mAh = m_capacity.value(record) * factor * sign;
    const double energy_mWh = m_energy.value(record) * factor * sign;
    m_row.chargeCapacity_mAh = std::max(capacity_mAh, 0.0);
    m_row.dischargeCapacity_mAh = std::max(-capacity_mAh, 0.0);
    m_row.chargeEnergy_mWh = std::max(energy_mWh, 0.0);
    m_row.dischargeEnergy_mWh = std::max(-energy_mWh, 0.0);
}

}  // namespace aurora::formats::neware
