#pragma once

#include "aurora/formats/neware/steps.h"
#include "formats/neware/field_reader.h"
#include "formats/neware/rows.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aurora::formats::neware {

/// The step's counters where a record has one for each direction.
class CounterFields
{
public:
    explicit CounterFields(std::span<const RecordField> fields);

    [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(m_chargeCapacity); }

    void read(const std::uint8_t* record, double factor, Row& row) const;

private:
    FieldReader m_chargeCapacity;
    FieldReader m_dischargeCapacity;
    FieldReader m_chargeEnergy;
    FieldReader m_dischargeEnergy;
};

/// Local calendar time of a record.
class CalendarFields
{
public:
    explicit CalendarFields(std::span<const RecordField> fields);

    [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(m_year); }

    /// Seconds since 1970 as if it were UTC; NaN where it is no date.
    [[nodiscard]] double read(const std::uint8_t* record) const;

private:
    FieldReader m_year;
    FieldReader m_month;
    FieldReader m_day;
    FieldReader m_hour;
    FieldReader m_minute;
    FieldReader m_second;
};

/// Reads records that hold everything about their row, steps included: `.ndc` 1 to 5, 7 and 15, `.nda`.
class RecordRows
{
public:
    /// @param cycleOffset     what BTSDA adds to the stored cycle
    /// @param deviceRange_mA  current range where a record has none or 0; 0 = not known
    RecordRows(std::span<const RecordField> fields, std::int32_t cycleOffset, std::int32_t deviceRange_mA = 0);

    /// The row of the record that follows those read before. Valid until the next call.
    /// @param slot  counts as the index where records have none
    [[nodiscard]] const Row& next(const std::uint8_t* record, std::uint32_t slot = 0);

    /// The steps of all rows read.
    [[nodiscard]] std::vector<StepRun> takeSteps() { return std::move(m_steps); }

private:
    [[nodiscard]] double factorOf(const std::uint8_t* record);
    [[nodiscard]] bool beginsStep(const std::uint8_t* record, std::int32_t stepIndex, std::int32_t cycle);
    [[nodiscard]] std::int16_t stepTypeOf(const std::uint8_t* record) const;
    void placeInStep(const std::uint8_t* record);
    void readTimes(const std::uint8_t* record);
    [[nodiscard]] double totalTimeBesideStepTime(const std::uint8_t* record);
    void readCounters(const std::uint8_t* record, double factor);
    void readOneCounter(const std::uint8_t* record, double factor);

    const std::int32_t m_cycleOffset;
    const std::int32_t m_deviceRange_mA;
    FieldReader m_index;
    FieldReader m_cycle;
    FieldReader m_stepIndex;
    FieldReader m_stepType;
    FieldReader m_stepTypeBts9;
    FieldReader m_stepChange;
    FieldReader m_stepTime;
    FieldReader m_totalTime;
    FieldReader m_totalTimeFraction;
    FieldReader m_unixTime;
    FieldReader m_unixMilliseconds;
    FieldReader m_unixNanoseconds;
    CalendarFields m_calendar;
    FieldReader m_voltage;
    FieldReader m_current;
    FieldReader m_range;
    CounterFields m_counters;
    FieldReader m_capacity;  ///< of both directions
    FieldReader m_energy;
    const bool m_isNet;  ///< m_capacity and m_energy carry a sign

    std::vector<StepRun> m_steps;
    Row m_row;
    Direction m_direction = Direction::None;  ///< of the step
    std::int64_t m_lastChange = 0;
    std::int64_t m_lastRange = 0;
    double m_lastFactor = 1;
    bool m_totalTimeHolds;     ///< records have one beside the step time, and so far it can be true
    double m_totalTime_s = 0;  ///< of the row before
    double m_stepBegan_s = 0;  ///< total time of the last row of the step before
};

}  // namespace aurora::formats::neware
