#include "formats/neware/ndc_listed_layout.h"

#include "aurora/core/error.h"
#include "formats/little_endian.h"

#include <algorithm>
#include <array>

// Public sources only: no file of these versions is at hand. See docs/file-formats.md, Neware.
namespace aurora::formats::neware {

namespace {

using enum Quantity;
using enum Stored;

constexpr std::size_t pageSize = 4096;
constexpr std::size_t recordsAt = 132;
constexpr std::size_t largestRecord = pageSize - recordsAt - pageCrcFromEnd;
constexpr double ms = 0.001;
constexpr double ns = 1e-9;
constexpr double perHour = 1.0 / 3600;
constexpr double tenthOfMillivolt = 0.0001;
constexpr double tenthOfDegree = 0.1;

/// A column that version 7 can list; those whose quantity is not needed only take their room.
struct ListedColumn
{
    std::int32_t code;
    std::uint16_t size;
    std::span<const NdcField> fields;  ///< offsets count from the column's own beginning
};

constexpr std::array index7{NdcField{Index, 0, u4}};
constexpr std::array cycle7{NdcField{Cycle, 0, u4}};
constexpr std::array stepIndex7{NdcField{StepIndex, 0, u1}};
constexpr std::array stepType7{NdcField{StepType, 0, u1}};
constexpr std::array stepChange7{NdcField{StepChange, 0, u1}};
constexpr std::array stepTime7{NdcField{StepTime_s, 0, u8, ms}};
constexpr std::array voltage7{NdcField{Voltage_V, 0, i4, tenthOfMillivolt}};
constexpr std::array current7{NdcField{Current_mA, 0, i4}};
constexpr std::array chargeCapacity7{NdcField{ChargeCapacity_mAh, 0, i8, perHour}};
constexpr std::array dischargeCapacity7{NdcField{DischargeCapacity_mAh, 0, i8, perHour}};
constexpr std::array chargeEnergy7{NdcField{ChargeEnergy_mWh, 0, i8, perHour}};
constexpr std::array dischargeEnergy7{NdcField{DischargeEnergy_mWh, 0, i8, perHour}};
constexpr std::array date7{NdcField{Year, 0, u2}, NdcField{Month, 2, u1},  NdcField{Day, 3, u1},
                           NdcField{Hour, 4, u1}, NdcField{Minute, 5, u1}, NdcField{Second, 6, u1}};
constexpr std::array range7{NdcField{CurrentRange, 0, i4}};
constexpr std::array milliseconds7{NdcField{UnixMilliseconds_s, 0, u2, ms}};
constexpr std::array auxVoltage7{NdcField{AuxVoltage_V, 0, i4, tenthOfMillivolt}};
constexpr std::array auxTemperature7{NdcField{AuxTemperature_degC, 0, i2, tenthOfDegree}};
constexpr std::span<const NdcField> onlyRoom{};

constexpr std::array mainColumns7{
    ListedColumn{1, 1, onlyRoom},         ListedColumn{6, 4, index7},
    ListedColumn{7, 4, cycle7},           ListedColumn{8, 1, stepIndex7},
    ListedColumn{9, 1, stepType7},        ListedColumn{10, 1, stepChange7},
    ListedColumn{11, 4, onlyRoom},        ListedColumn{12, 8, stepTime7},
    ListedColumn{13, 4, voltage7},        ListedColumn{14, 4, current7},
    ListedColumn{15, 2, onlyRoom},        ListedColumn{16, 2, onlyRoom},
    ListedColumn{17, 8, chargeCapacity7}, ListedColumn{18, 8, dischargeCapacity7},
    ListedColumn{19, 8, chargeEnergy7},   ListedColumn{20, 8, dischargeEnergy7},
    ListedColumn{21, 7, date7},           ListedColumn{28, 4, range7},
    ListedColumn{29, 8, onlyRoom},        ListedColumn{51, 8, onlyRoom},
    ListedColumn{52, 8, onlyRoom},        ListedColumn{53, 2, milliseconds7},
};

/// In auxiliary files the same codes, of which these are what the channel measures.
constexpr std::array auxColumns7{
    ListedColumn{6, 4, index7},
    ListedColumn{13, 4, auxVoltage7},
    ListedColumn{16, 2, auxTemperature7},
};

/// Every record of version 15 begins so; current in mA, capacity in mA·s.
constexpr std::array prefix15{
    NdcField{StepIndex, 2, u1},
    NdcField{StepTypeBts9, 3, u1},
    NdcField{Index, 8, u4},
    NdcField{TotalTime_s, 12, u4},
    NdcField{TotalTimeFraction_s, 16, u4, ns},
    NdcField{Current_mA, 20, f4},
    NdcField{Voltage_V, 24, f4},
    NdcField{Capacity_mAh, 28, f4, perHour},
    NdcField{Energy_mWh, 32, f4, perHour},
};
constexpr std::size_t prefixSize15 = 36;

constexpr std::array unix15{NdcField{UnixTime_s, 0, u4}, NdcField{UnixNanoseconds_s, 4, u4, ns}};
constexpr std::array chargeCapacity15{NdcField{ChargeCapacity_mAh, 0, f4, perHour}};
constexpr std::array dischargeCapacity15{NdcField{DischargeCapacity_mAh, 0, f4, perHour}};
constexpr std::array chargeEnergy15{NdcField{ChargeEnergy_mWh, 0, f4, perHour}};
constexpr std::array dischargeEnergy15{NdcField{DischargeEnergy_mWh, 0, f4, perHour}};

/// What version 15 can list besides; its step time (65) follows from the total time.
constexpr std::array columns15{
    ListedColumn{5, 4, chargeCapacity15}, ListedColumn{6, 4, dischargeCapacity15},
    ListedColumn{8, 4, chargeEnergy15},   ListedColumn{9, 4, dischargeEnergy15},
    ListedColumn{15, 8, unix15},
};

constexpr std::array counters{ChargeCapacity_mAh, DischargeCapacity_mAh, ChargeEnergy_mWh, DischargeEnergy_mWh};

const ListedColumn* findColumn(std::span<const ListedColumn> columns, std::int32_t code)
{
    const auto found = std::ranges::find(columns, code, &ListedColumn::code);
    return found == columns.end() ? nullptr : &*found;
}

void append(std::vector<NdcField>& fields, const ListedColumn& column, std::size_t at)
{
    for (NdcField field : column.fields) {
        field.offset = static_cast<std::uint16_t>(field.offset + at);
        fields.push_back(field);
    }
}

[[noreturn]] void refuse(const NdaxMember& member, const std::string& what)
{
    throw FormatError(member.name + ": the list of columns in its header page " + what +
                      ". Nothing was read; export the test as xlsx with BTSDA instead.");
}

struct Listed
{
    std::vector<NdcField> fields;
    std::size_t recordSize = 0;
};

/// Codes of columns that follow each other without gaps; a code that is not known hides all that come behind it.
Listed readList7(const NdaxMember& member, NdcContent content)
{
    constexpr std::size_t listAt = 13;
    constexpr std::size_t mostColumns = 40;
    Listed listed;
    for (std::size_t i = 0; i < mostColumns; ++i) {
        const std::size_t at = listAt + 4 * i;
        const auto code = valueAt<std::int32_t>(member.bytes, at).value_or(0);
        if (code == 0) {
            break;
        }
        const ListedColumn* column = findColumn(mainColumns7, code);
        if (column == nullptr) {
            refuse(member,
                   "has the code " + std::to_string(code) + " at byte " + std::to_string(at) + ", which is not known");
        }
        const ListedColumn* aux = findColumn(auxColumns7, code);
        if (content == NdcContent::Main || aux != nullptr) {
            append(listed.fields, content == NdcContent::Main ? *column : *aux, listed.recordSize);
        }
        listed.recordSize += column->size;
    }
    return listed;
}

Listed readList15(const NdaxMember& member)
{
    constexpr std::size_t recordSizeAt = 516;
    constexpr std::size_t listAt = 520;
    constexpr std::size_t entrySize = 9;
    constexpr std::size_t mostColumns = 300;
    Listed listed;
    listed.fields.assign(prefix15.begin(), prefix15.end());
    listed.recordSize = valueAt<std::uint32_t>(member.bytes, recordSizeAt).value_or(0);
    if (listed.recordSize < prefixSize15 || listed.recordSize > largestRecord) {
        refuse(member, "says at byte 516 that records have " + std::to_string(listed.recordSize) + " bytes, where " +
                           std::to_string(prefixSize15) + " to " + std::to_string(largestRecord) + " were expected");
    }
    for (std::size_t i = 0; i < mostColumns; ++i) {
        const std::size_t entry = listAt + i * entrySize;
        const auto code = valueAt<std::int32_t>(member.bytes, entry).value_or(0);
        const auto type = valueAt<std::uint8_t>(member.bytes, entry + 4).value_or(0);
        const auto at = valueAt<std::int32_t>(member.bytes, entry + 5).value_or(0);
        if (code == 0 && type == 0) {
            break;
        }
        const ListedColumn* column = findColumn(columns15, code);
        if (column == nullptr) {
            continue;  // it has its place and moves no other
        }
        if (at < 0 || static_cast<std::size_t>(at) + column->size > listed.recordSize) {
            refuse(member, "puts column " + std::to_string(code) + " at byte " + std::to_string(at) +
                               " of records that have " + std::to_string(listed.recordSize));
        }
        append(listed.fields, *column, static_cast<std::size_t>(at));
    }
    return listed;
}

bool has(const std::vector<NdcField>& fields, Quantity quantity)
{
    return findField(fields, quantity) != nullptr;
}

/// The integers of version 7 are taken as those of versions 1 to 5 where the range is listed: they are multiplied by
/// its factor.
void applyRange(std::vector<NdcField>& fields)
{
    if (!has(fields, CurrentRange)) {
        return;
    }
    for (NdcField& field : fields) {
        const bool counts = std::ranges::find(counters, field.quantity) != counters.end();
        field.factor = counts || field.quantity == Current_mA ? Factor::CurrentRange : Factor::None;
    }
}

void checkMainColumns(const NdaxMember& member, std::vector<NdcField>& fields)
{
    const bool bothWays = std::ranges::all_of(counters, [&](Quantity counter) { return has(fields, counter); });
    if (!bothWays) {
        std::erase_if(fields, [](const NdcField& field) {
            return std::ranges::find(counters, field.quantity) != counters.end();
        });
    }
    const auto need = [&](bool there, const char* what) {
        if (!there) {
            refuse(member, std::string("names no ") + what);
        }
    };
    need(has(fields, Voltage_V), "voltage");
    need(has(fields, Current_mA), "current");
    need(has(fields, StepIndex), "number of the step");
    need(has(fields, StepType) || has(fields, StepTypeBts9), "type of the step");
    need(has(fields, StepTime_s) || has(fields, TotalTime_s), "time");
    need(bothWays || has(fields, Capacity_mAh), "capacity and energy of both directions");
}

}  // namespace

bool hasListedColumns(int version)
{
    return version == 7 || version == 15;
}

NdcHeader readListedHeader(const NdaxMember& member, NdcContent content, int version)
{
    const bool aux = version == 7 && content == NdcContent::Auxiliary;
    if (content != NdcContent::Main && !aux) {
        refuse(member,
               "is of ndc version " + std::to_string(version) + ", which is not known to have files of this type");
    }
    Listed listed = version == 7 ? readList7(member, content) : readList15(member);
    if (listed.recordSize == 0 || listed.recordSize > largestRecord) {
        refuse(member, "adds up to records of " + std::to_string(listed.recordSize) + " bytes");
    }
    if (content == NdcContent::Main) {
        checkMainColumns(member, listed.fields);
        applyRange(listed.fields);
    }
    NdcHeader header;
    header.listedFields = std::make_shared<const std::vector<NdcField>>(std::move(listed.fields));
    header.layout = {.version = static_cast<std::uint8_t>(version),
                     .content = content,
                     .pageSize = pageSize,
                     .recordsAt = recordsAt,
                     .recordSize = static_cast<std::uint16_t>(listed.recordSize),
                     .evidence = Evidence::PublicOnly,
                     .fields = *header.listedFields};
    header.doubt = "The layout of ndc version " + std::to_string(version) +
                   " is known from public sources only; compare the numbers with BTSDA, currents and capacities above "
                   "all.";
    return header;
}

}  // namespace aurora::formats::neware
