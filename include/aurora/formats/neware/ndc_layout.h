#pragma once

#include "aurora/formats/neware/record_fields.h"

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

using NdcField = RecordField;

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
    [[nodiscard]] constexpr const NdcField* find(Quantity quantity) const { return findField(fields, quantity); }
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
