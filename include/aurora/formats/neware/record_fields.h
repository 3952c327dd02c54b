#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// The words in which the tables of Neware's binary records are written: ndc_layout.h, nda_layout.h.
namespace aurora::formats::neware {

/// How a number lies in a record; all are little-endian.
enum class Stored : std::uint8_t
{
    u1,
    u2,
    i2,
    u4,
    i4,
    u8,
    i8,
    f4
};

[[nodiscard]] constexpr std::size_t sizeOf(Stored stored)
{
    switch (stored) {
    case Stored::u1:
        return 1;
    case Stored::u2:
    case Stored::i2:
        return 2;
    case Stored::u4:
    case Stored::i4:
    case Stored::f4:
        return 4;
    case Stored::u8:
    case Stored::i8:
        return 8;
    }
    return 0;
}

/// The quantities of records. A stored number times its field's scale is in the unit named here.
enum class Quantity : std::uint8_t
{
    RecordId,      ///< 0x55 main, 0x65 auxiliary, 0x74 auxiliary with set point
    Index,         ///< of the record, from 1
    Cycle,         ///< BTSDA shows this number + 1, but for some `.nda`
    StepIndex,     ///< of the step in the protocol
    StepType,      ///< see steps.h
    StepTypeBts9,  ///< the same in BTS 9, which numbers two of them otherwise
    StepChange,    ///< counts the steps as run, wraps at 255
    StepNumber,    ///< counts the steps as run; any change is a new step
    StepStart_s,   ///< total time at which the step began
    FirstSlot,     ///< index of the first record of a step
    StepTime_s,
    TotalTime_s,          ///< of all steps, pauses left out
    TotalTimeFraction_s,  ///< to be added to TotalTime_s
    Voltage_V,
    Current_mA,
    ChargeCapacity_mAh,  ///< counters of the step; their magnitude counts
    DischargeCapacity_mAh,
    ChargeEnergy_mWh,
    DischargeEnergy_mWh,
    Capacity_mAh,      ///< one counter for both directions, a magnitude: the step's type tells the direction
    Energy_mWh,        ///< the same
    NetCapacity_mAh,   ///< charge less discharge
    NetEnergy_mWh,     ///< the same
    CurrentRange,      ///< in the file's own unit of current
    RecordInterval_s,  ///< time from this record to each of the following ones without run info
    UnixTime_s,
    UnixMilliseconds_s,
    UnixNanoseconds_s,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,  ///< local calendar time
    TestId,
    AuxChannel,
    AuxVoltage_V,
    AuxTemperature_degC,
    AuxSetPoint_degC,
    AuxValue,  ///< unit by the channel's type, see aux_channels.h
};

/// Whether the integer is to be multiplied by the factor of the record's current range, too (current_range.h).
enum class Factor : std::uint8_t
{
    None,
    CurrentRange
};

struct RecordField
{
    Quantity quantity;
    std::uint16_t offset;  ///< in the record
    Stored stored;
    double scale = 1;
    Factor factor = Factor::None;
};

/// The field of that quantity, or nullptr where the records do not have it.
[[nodiscard]] constexpr const RecordField* findField(std::span<const RecordField> fields, Quantity quantity)
{
    for (const RecordField& field : fields) {
        if (field.quantity == quantity) {
            return &field;
        }
    }
    return nullptr;
}

/// How far a layout is known to be right.
enum class Evidence : std::uint8_t
{
    Verified,
    PublicOnly
};

}  // namespace aurora::formats::neware
