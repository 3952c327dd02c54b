#pragma once

#include "formats/ndax_builder.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// Bytes of `.nda` files put together by hand. Offsets are written out here, not taken from the tables under test.
namespace aurora::test {

inline void putText(ByteVector& bytes, std::size_t offset, std::string_view text)
{
    std::memcpy(bytes.data() + offset, text.data(), text.size());
}

inline void append(ByteVector& bytes, const std::vector<ByteVector>& parts)
{
    for (const ByteVector& part : parts) {
        bytes.insert(bytes.end(), part.begin(), part.end());
    }
}

inline std::size_t sizeOfAll(const std::vector<ByteVector>& parts)
{
    std::size_t size = 0;
    for (const ByteVector& part : parts) {
        size += part.size();
    }
    return size;
}

constexpr std::size_t nda29InfoAt = 2090;
constexpr std::size_t nda29RecordsAt = 4096;

/// A file of version 8 to 29: header, device block of 42 bytes at 2048, test info, records at 4096.
inline ByteVector ndaFile(std::uint8_t version, const std::vector<ByteVector>& records, std::int32_t deviceRange_mA = 0,
                          const std::vector<ByteVector>& infos = {})
{
    ByteVector file(nda29RecordsAt);
    putText(file, 0, "NEWARE20200325");
    file[14] = version;
    putNumber<std::uint32_t>(file, 16, 2048);
    putNumber<std::uint32_t>(file, 20, 42);
    putNumber<std::uint32_t>(file, 24, nda29InfoAt);
    putNumber(file, 28, static_cast<std::uint32_t>(sizeOfAll(infos)));
    putNumber<std::uint32_t>(file, 64, nda29RecordsAt);
    putNumber(file, 68, version == 8 ? 0U : static_cast<std::uint32_t>(sizeOfAll(records)));
    putNumber(file, 2048 + 26, deviceRange_mA);
    std::size_t at = nda29InfoAt;
    for (const ByteVector& info : infos) {
        std::memcpy(file.data() + at, info.data(), info.size());
        at += info.size();
    }
    append(file, records);
    return file;
}

/// What a record of 59 bytes holds, in the stored units: s, 0.1 mV, factors of the range.
struct Nda8Record
{
    std::uint32_t index;
    std::uint8_t stepIndex;
    std::uint8_t type;
    std::uint32_t time_s;
    std::int32_t voltage;
    std::int32_t current;
    std::int64_t capacity;
    std::int64_t energy;
    std::uint64_t unix_s;
    std::uint32_t cycle = 1;
    std::uint8_t id = 0;
};

inline ByteVector nda8Record(const Nda8Record& record)
{
    ByteVector bytes(59);
    bytes[0] = record.id;
    putNumber(bytes, 1, record.index);
    putNumber(bytes, 5, record.cycle);
    bytes[9] = record.stepIndex;
    bytes[10] = record.type;
    putNumber(bytes, 11, record.time_s);
    putNumber(bytes, 15, record.voltage);
    putNumber(bytes, 19, record.current);
    putNumber(bytes, 31, record.capacity);
    putNumber(bytes, 39, record.energy);
    putNumber(bytes, 47, record.unix_s);
    return bytes;
}

/// What a record of 86 bytes holds but its date, in the stored units: ms, 0.1 mV, factors of the range.
struct Nda22Record
{
    std::uint32_t index;
    std::uint32_t cycle;
    std::uint16_t stepIndex;
    std::uint8_t type;
    std::uint8_t jump;
    std::uint64_t time_ms;
    std::int32_t voltage;
    std::int32_t current;
    std::int64_t chargeCapacity = 0;
    std::int64_t dischargeCapacity = 0;
    std::int64_t chargeEnergy = 0;
    std::int64_t dischargeEnergy = 0;
    std::int32_t range_mA = 500;
};

inline ByteVector nda22Record(const Nda22Record& record)
{
    ByteVector bytes(86);
    bytes[0] = 0x55;
    putNumber(bytes, 2, record.index);
    putNumber(bytes, 6, record.cycle);
    putNumber(bytes, 10, record.stepIndex);
    bytes[12] = record.type;
    bytes[13] = record.jump;
    putNumber(bytes, 14, record.time_ms);
    putNumber(bytes, 22, record.voltage);
    putNumber(bytes, 26, record.current);
    putNumber(bytes, 38, record.chargeCapacity);
    putNumber(bytes, 46, record.dischargeCapacity);
    putNumber(bytes, 54, record.chargeEnergy);
    putNumber(bytes, 62, record.dischargeEnergy);
    putNumber(bytes, 78, record.range_mA);
    return bytes;
}

/// Versions 22 and 23.
inline ByteVector nda22Record(const Nda22Record& record, std::uint64_t unix_s)
{
    ByteVector bytes = nda22Record(record);
    putNumber(bytes, 70, unix_s);
    return bytes;
}

struct CalendarDate
{
    std::uint16_t year;
    std::uint8_t month;
    std::uint8_t day;
    std::uint8_t hour;
    std::uint8_t minute;
    std::uint8_t second;
};

/// Versions 26 and 29.
inline ByteVector nda26Record(const Nda22Record& record, const CalendarDate& date)
{
    ByteVector bytes = nda22Record(record);
    putNumber(bytes, 70, date.year);
    bytes[72] = date.month;
    bytes[73] = date.day;
    bytes[74] = date.hour;
    bytes[75] = date.minute;
    bytes[76] = date.second;
    return bytes;
}

inline ByteVector nda22Auxiliary(std::uint8_t channel, std::uint32_t index, std::int32_t voltage,
                                 std::int16_t temperature)
{
    ByteVector bytes(86);
    bytes[0] = 0x65;
    bytes[1] = channel;
    putNumber(bytes, 2, index);
    putNumber(bytes, 22, voltage);
    putNumber(bytes, 34, temperature);
    return bytes;
}

/// A page of other things between the records.
inline ByteVector nda22Page()
{
    ByteVector bytes(86, 0x11);
    bytes[0] = 0xAA;
    return bytes;
}

constexpr std::uint64_t bts9Start_us = 1'716'796'968'782'000;  // 2024-05-27 08:02:48.782 UTC

/// The test info block of record version 19, with the number of records.
inline ByteVector bts91Info(std::uint32_t records)
{
    ByteVector block(481);
    putNumber<std::uint16_t>(block, 0, 19);
    putNumber<std::uint16_t>(block, 2, 481);
    putText(block, 8, "admin");
    putText(block, 40, "P_DCH");
    putText(block, 264, "cell16");
    putNumber<std::uint32_t>(block, 424, 43);
    putNumber(block, 428, records);
    putNumber<std::uint64_t>(block, 432, bts9Start_us);
    putNumber<std::uint64_t>(block, 440, bts9Start_us + 90'000'000);
    return block;
}

/// The test info block of record version 3: creator and remarks by the mask's bits 2 and 4.
inline ByteVector bts90Info(std::uint32_t records)
{
    ByteVector block(300);
    putNumber<std::uint16_t>(block, 0, 3);
    putNumber<std::uint32_t>(block, 4, 0x4000'0014);
    putText(block, 12, "operator");
    putText(block, 140, "cell_07");
    putNumber<std::uint32_t>(block, 268, 7);
    putNumber<std::uint64_t>(block, 272, bts9Start_us);
    putNumber<std::uint64_t>(block, 280, bts9Start_us);
    putNumber(block, 288, records);
    return block;
}

/// A file of version 130: header of 1024 bytes, records, test info.
inline ByteVector bts9File(std::uint16_t recordVersion, const std::vector<ByteVector>& records, const ByteVector& info)
{
    ByteVector file(1024);
    putText(file, 0, "NEWARE20240403");
    file[14] = 130;
    putNumber(file, 16, recordVersion);
    putNumber<std::uint64_t>(file, 34, 1024 + sizeOfAll(records));
    putNumber<std::uint64_t>(file, 42, info.size());
    putNumber<std::uint64_t>(file, 82, 1024);
    putNumber<std::uint64_t>(file, 90, sizeOfAll(records));
    putText(file, recordVersion < 19 ? 242 : 258, recordVersion < 19 ? "9.0.3.1" : "9.1.5.7.20240403.R5");
    append(file, records);
    append(file, {info});
    return file;
}

/// What a record of BTS 9.1 holds: mA, V, mA·s, mW·s.
struct Bts91Record
{
    std::uint32_t index;
    std::uint8_t stepIndex;
    std::uint8_t type;
    std::uint32_t total_s;
    std::uint32_t total_ns;
    float current_mA;
    float voltage_V;
    float capacity_mAs;
    float energy_mWs;
    std::uint32_t cycle;
    std::uint32_t unix_s;
    std::uint32_t unix_ns = 0;
};

/// @param size  52 or 56, the latter with a temperature
inline ByteVector bts91Record(const Bts91Record& record, std::size_t size, float temperature = 0)
{
    ByteVector bytes(size);
    bytes[0] = 0x55;
    bytes[1] = 6;
    bytes[2] = record.stepIndex;
    bytes[3] = record.type;
    putNumber<std::uint32_t>(bytes, 4, 43);
    putNumber(bytes, 8, record.index);
    putNumber(bytes, 12, record.total_s);
    putNumber(bytes, 16, record.total_ns);
    putNumber(bytes, 20, record.current_mA);
    putNumber(bytes, 24, record.voltage_V);
    putNumber(bytes, 28, record.capacity_mAs);
    putNumber(bytes, 32, record.energy_mWs);
    putNumber(bytes, 36, record.cycle);
    putNumber(bytes, 44, record.unix_s);
    putNumber(bytes, 48, record.unix_ns);
    if (size == 56) {
        putNumber(bytes, 52, temperature);
    }
    return bytes;
}

}  // namespace aurora::test
