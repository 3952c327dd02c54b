#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace aurora::formats::neware {

/// What a `.ndc` member of a `.ndax` archive holds: byte 0 of its header page.
enum class NdcContent : std::uint8_t
{
    Main = 1,       ///< `data.ndc`: voltage and current of every record
    Auxiliary = 5,  ///< `data_AUX_….ndc`, `data_<n>.ndc`: temperature and other channels
    Step = 7,       ///< `data_step.ndc`: one record a step as run
    RunInfo = 18,   ///< `data_runInfo.ndc`: times and counters of some records
};

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

/// The quantities of `.ndc` records. A stored number times its field's scale is in the unit named here.
enum class Quantity : std::uint8_t
{
    RecordId,     ///< 0x55 main, 0x65 auxiliary, 0x74 auxiliary with set point
    Index,        ///< of the record, from 1
    Cycle,        ///< BTSDA shows this number + 1
    StepIndex,    ///< of the step in the protocol
    StepType,     ///< see step_types.h
    StepChange,   ///< counts the steps as run, wraps at 255
    StepNumber,   ///< counts the steps as run; any change is a new step
    StepStart_s,  ///< total time at which the step began
    FirstSlot,    ///< index of the first record of a step
    StepTime_s,
    Voltage_V,
    Current_mA,
    ChargeCapacity_mAh,  ///< counters of the step; their magnitude counts
    DischargeCapacity_mAh,
    ChargeEnergy_mWh,
    DischargeEnergy_mWh,
    CurrentRange,      ///< in the file's own unit of current
    RecordInterval_s,  ///< time from this record to each of the following ones without run info
    UnixTime_s,
    UnixMilliseconds_s,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,  ///< local calendar time
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

struct NdcField
{
    Quantity quantity;
    std::uint16_t offset;  ///< in the record
    Stored stored;
    double scale = 1;
    Factor factor = Factor::None;
};

/// How far a layout is known to be right.
enum class Evidence : std::uint8_t
{
    Verified,
    PublicOnly
};

/// One kind of `.ndc` file: pages of pageSize bytes after a header page of the same size, each with a mask of its used
/// slots and a CRC-32 in its last four bytes.
struct NdcLayout
{
    std::uint8_t version;  ///< byte 2 of the header page
    NdcContent content;    ///< byte 0 of the header page
    std::uint16_t pageSize;
    std::uint16_t recordsAt;  ///< in a page
    std::uint16_t recordSize;
    Evidence evidence;
    std::span<const NdcField> fields;
    std::uint8_t firstByte = 0;  ///< where a version has two kinds of records: byte 0 of those of this one

    /// Slots a page; the records end before the CRC-32.
    [[nodiscard]] constexpr std::size_t slotsPerPage() const
    {
        return (static_cast<std::size_t>(pageSize) - recordsAt - 4) / recordSize;
    }

    /// The field of that quantity, or nullptr where records of this kind do not have it.
    [[nodiscard]] constexpr const NdcField* find(Quantity quantity) const
    {
        for (const NdcField& field : fields) {
            if (field.quantity == quantity) {
                return &field;
            }
        }
        return nullptr;
    }
};

/// Places that all pages share.
inline constexpr std::size_t pageTypeAt = 0;       ///< u1: content + 1
inline constexpr std::size_t pageUsedSlotsAt = 2;  ///< u2: number of used slots
inline constexpr std::size_t pageMaskAt = 4;       ///< one bit a slot, lowest bit first: slot is used
inline constexpr std::size_t pageCrcFromEnd = 4;   ///< u4: CRC-32 of all bytes before it
inline constexpr std::size_t headerContentAt = 0;  ///< u1 of the header page
inline constexpr std::size_t headerVersionAt = 2;  ///< u1 of the header page
inline constexpr std::size_t headerOneAt = 4;      ///< u4 of the header page, always 1

/// Every layout that is known, one row a version and content.
[[nodiscard]] std::span<const NdcLayout> ndcLayouts();

/// The layout of a version and content, or nullptr when it is not known. Where records come in two kinds, the one whose
/// records begin with firstByte, else the common one.
[[nodiscard]] const NdcLayout* findNdcLayout(int version, NdcContent content, std::uint8_t firstByte = 0);

}  // namespace aurora::formats::neware
