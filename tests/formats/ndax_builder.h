#pragma once

#include <libdeflate.h>
#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Bytes of `.ndax` files put together by hand. Offsets are written out here, not taken from the tables under test.
namespace aurora::test {

using ByteVector = std::vector<std::uint8_t>;

template <class Number>
void putNumber(ByteVector& bytes, std::size_t offset, Number number)
{
    std::memcpy(bytes.data() + offset, &number, sizeof number);
}

/// A `.ndc` file of one version's pages: the header page and as many others as the slots need. An empty record is a
/// slot that is not used.
inline ByteVector ndcFileOfPages(std::size_t pageSize, std::size_t recordsAt, std::uint8_t content,
                                 std::uint8_t version, std::size_t recordSize, const std::vector<ByteVector>& slots)
{
    const std::size_t crcAt = pageSize - 4;
    const std::size_t perPage = (crcAt - recordsAt) / recordSize;
    ByteVector file(pageSize);
    file[0] = content;
    file[2] = version;
    file[4] = 1;
    for (std::size_t first = 0; first < slots.size(); first += perPage) {
        ByteVector page(pageSize);
        page[0] = static_cast<std::uint8_t>(content + 1);
        std::uint16_t used = 0;
        for (std::size_t slot = 0; slot < perPage && first + slot < slots.size(); ++slot) {
            const ByteVector& record = slots[first + slot];
            if (record.empty()) {
                continue;
            }
            page[4 + slot / 8] = static_cast<std::uint8_t>(page[4 + slot / 8] | (1U << (slot % 8)));
            ++used;
            std::memcpy(page.data() + recordsAt + slot * recordSize, record.data(), record.size());
        }
        putNumber(page, 2, used);
        putNumber<std::uint32_t>(page, crcAt, libdeflate_crc32(0, page.data(), crcAt));
        file.insert(file.end(), page.begin(), page.end());
    }
    return file;
}

/// A `.ndc` file of ndc version 5 or later: pages of 4096 bytes.
inline ByteVector ndcFile(std::uint8_t content, std::uint8_t version, std::size_t recordSize,
                          const std::vector<ByteVector>& slots)
{
    return ndcFileOfPages(4096, 132, content, version, recordSize, slots);
}

/// A `.ndc` file of ndc version 1 to 4: pages of 512 bytes.
inline ByteVector smallNdcFile(std::uint8_t content, std::uint8_t version, std::size_t recordSize,
                               const std::vector<ByteVector>& slots)
{
    return ndcFileOfPages(512, 5, content, version, recordSize, slots);
}

/// A record of data.ndc, version 14.
inline ByteVector mainRecord(float voltage_V, float current_A)
{
    ByteVector record(8);
    putNumber(record, 0, voltage_V);
    putNumber(record, 4, current_A);
    return record;
}

struct RunInfoRecord
{
    std::uint32_t index;
    std::uint32_t stepNumber;
    std::uint32_t stepTime_ms;
    std::int32_t interval_ms;
    std::uint32_t unixTime_s;
    float chargeCapacity_Ah = 0;
    float dischargeCapacity_Ah = 0;
};

/// A record of data_runInfo.ndc, version 14.
inline ByteVector runInfoRecord(const RunInfoRecord& info)
{
    ByteVector record(55);
    putNumber(record, 0, info.stepTime_ms);
    putNumber(record, 5, info.chargeCapacity_Ah);
    putNumber(record, 9, info.dischargeCapacity_Ah);
    putNumber(record, 29, info.interval_ms);
    putNumber(record, 33, info.unixTime_s);
    putNumber(record, 37, info.stepNumber);
    putNumber(record, 41, info.index);
    return record;
}

/// A record of data_step.ndc, version 14.
inline ByteVector stepRecord(std::uint32_t cycleFromZero, std::uint32_t stepIndex, std::uint8_t type)
{
    ByteVector record(37);
    putNumber(record, 0, cycleFromZero);
    putNumber(record, 4, stepIndex);
    record[24] = type;
    return record;
}

/// A record of an auxiliary file, version 14.
inline ByteVector auxRecord(float value)
{
    ByteVector record(4);
    putNumber(record, 0, value);
    return record;
}

inline ByteVector bytesOf(std::string_view text)
{
    return ByteVector(text.begin(), text.end());
}

using ZipMembers = std::vector<std::pair<std::string, ByteVector>>;

/// The member of that name, made where there is none.
inline ByteVector& memberOf(ZipMembers& members, std::string_view name)
{
    for (auto& [memberName, bytes] : members) {
        if (memberName == name) {
            return bytes;
        }
    }
    return members.emplace_back(std::string(name), ByteVector()).second;
}

inline void removeMember(ZipMembers& members, std::string_view name)
{
    std::erase_if(members, [&](const auto& member) { return member.first == name; });
}

/// Unix time that the records of twoSteps() count from.
inline constexpr std::uint32_t noon = 1'700'000'000;

/// Charge with 0.36 A, then discharge with 0.36 A; three records each, 10 s apart; the second and third go on from the
/// first.
inline ZipMembers twoSteps()
{
    return {{"data.ndc", ndcFile(1, 14, 8,
                                 {mainRecord(3.5F, 0.36F), mainRecord(3.6F, 0.36F), mainRecord(0.0F, 0.36F),
                                  mainRecord(3.4F, -0.36F), mainRecord(3.3F, -0.36F), mainRecord(3.2F, -0.36F)})},
            {"data_runInfo.ndc", ndcFile(18, 14, 55,
                                         {{},
                                          runInfoRecord({1, 1, 0, 10'000, noon}),
                                          runInfoRecord({4, 2, 0, 10'000, noon + 20}),
                                          runInfoRecord({4, 9, 77'000, 1, noon + 99})})},
            {"data_step.ndc", ndcFile(7, 14, 37, {stepRecord(0, 1, 1), stepRecord(0, 2, 2)})},
            {"TestInfo.xml", bytesOf(R"(<?xml version="1.0" encoding="GB2312"?><root><config><TestInfo DevID="120" )"
                                     R"(UnitID="0" ChlID="41" TestID="36" StartTime="2023-11-14 23:13:20" )"
                                     R"(EndTime="2023-11-14 23:14:00" Barcode="cell_01" Remark="second try"/>)"
                                     R"(</config></root>)")}};
}

inline void writeZip(const std::filesystem::path& file, const ZipMembers& members)
{
    zip_t* zip = zip_open(file.string().c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, bytes] : members) {
        zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        zip_file_add(zip, name.c_str(), source, ZIP_FL_OVERWRITE);
    }
    zip_close(zip);
}

inline ByteVector readAll(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return ByteVector(std::istreambuf_iterator<char>(stream), {});
}

inline void writeAll(const std::filesystem::path& file, const ByteVector& bytes)
{
    std::ofstream stream(file, std::ios::binary);
    stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace aurora::test
