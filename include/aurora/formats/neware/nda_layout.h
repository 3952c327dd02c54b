#pragma once

#include "aurora/formats/neware/record_fields.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Neware `.nda`: one binary file, a header with the places of blocks, among them one of records of equal size.
namespace aurora::formats::neware {

/// One kind of record.
struct NdaLayout
{
    std::uint8_t version;         ///< byte 14 of the file
    std::uint16_t recordVersion;  ///< u2 at 16 in BTS 9; 0 in older versions, which have none
    std::uint16_t recordSize;
    std::uint8_t idAt;                    ///< where a record tells what it is
    std::array<std::uint8_t, 2> dataIds;  ///< of records that are rows
    std::uint8_t cycleOffset;             ///< what BTSDA adds to the stored cycle
    Evidence evidence;
    std::span<const RecordField> fields;
    std::span<const RecordField> auxFields;  ///< of auxiliary records; empty: there are none

    [[nodiscard]] constexpr const RecordField* find(Quantity quantity) const { return findField(fields, quantity); }
};

/// Every layout that is known. Those of one version and record version stand together and differ in size.
[[nodiscard]] std::span<const NdaLayout> ndaLayouts();

/// The layout of that version, record version and size, or nullptr.
[[nodiscard]] const NdaLayout* findNdaLayout(int version, int recordVersion, std::size_t recordSize);

/// A block of the file: where the header has its place and, behind that, its length.
struct NdaBlock
{
    std::size_t at;
    std::size_t numberSize;  ///< of place and length: 4 or 8 bytes
};

/// The header: what is where. All places are bytes from the beginning of the file.
struct NdaHeaderLayout
{
    std::size_t size;
    NdaBlock device;  ///< numberSize 0: there is none
    NdaBlock testInfo;
    NdaBlock records;
    NdaBlock auxiliaries;
};

/// A text of fixed width that a zero ends.
struct NdaText
{
    std::size_t at;
    std::size_t width;  ///< 0: there is none
};

/// The test info block of BTS 9. Times are u8, µs since 1970.
struct NdaTestInfoBts9
{
    int version;       ///< u2 at its beginning
    std::size_t size;  ///< in all; 0 where it varies
    NdaText creator;
    NdaText serialNumber;
    NdaText remarks;
    std::size_t testIdAt;  ///< u4
    std::size_t countAt;   ///< u4: number of records
    std::size_t startAt;
    std::size_t stopAt;
};

/// The layout of a block of that version, or nullptr. Blocks below firstFixedTestInfo say themselves what they have.
[[nodiscard]] const NdaTestInfoBts9* findNdaTestInfoBts9(int version);

inline constexpr int firstFixedTestInfo = 8;
inline constexpr std::size_t ndaTestInfoSizeAt = 2;  ///< u2, in blocks of BTS 9.1

inline constexpr std::string_view ndaMagic = "NEWARE";
inline constexpr std::size_t ndaDateAt = 6;            ///< of the format, eight digits
inline constexpr std::size_t ndaVersionAt = 14;        ///< u1
inline constexpr std::size_t ndaRecordVersionAt = 16;  ///< u2, BTS 9
inline constexpr std::size_t ndaNextSectionAt = 242;   ///< BTS 9.1: the block that a section of records ends with
inline constexpr std::size_t ndaDeviceRangeAt = 26;    ///< in the device block: i4, mA
inline constexpr std::uint8_t ndaAuxiliaryId = 0x65;   ///< of auxiliary records
inline constexpr int firstVersionOfBts9 = 129;
inline constexpr std::size_t ndaSoftwareAtInBts90 = 242;  ///< text
inline constexpr std::size_t ndaSoftwareAtInBts91 = 258;
inline constexpr int firstRecordVersionOfBts91 = 19;

/// Where the header of that version has its blocks.
[[nodiscard]] const NdaHeaderLayout& ndaHeader(int version);

}  // namespace aurora::formats::neware
