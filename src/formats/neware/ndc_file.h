#pragma once

#include "aurora/formats/neware/ndc_layout.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace aurora::formats::neware {

/// Whether the CRC-32 of pages is checked. Fuzzing goes past it.
enum class PageCheck : std::uint8_t
{
    Crc,
    None
};

/// One `.ndc` member, seen as a sequence of used records. Does not own its bytes.
class NdcFile
{
public:
    /// @param member  its name, for messages
    /// @throws FormatError without the file's name: too short, another content, a version that is not known, a page
    ///         whose checksum is wrong
    NdcFile(std::span<const std::uint8_t> bytes, NdcContent expected, std::string_view member, PageCheck check);

    [[nodiscard]] const NdcLayout& layout() const noexcept { return *m_layout; }

    /// Number of used slots.
    [[nodiscard]] std::size_t size() const noexcept { return m_used; }

    /// Bytes behind the last whole page: the file was still being written.
    [[nodiscard]] std::size_t bytesLeft() const noexcept { return m_bytes.size() % m_layout->pageSize; }

    /// Calls visit(index, record) for each used slot; index is the number of the slot in the file, from 1.
    template <class Visit>
    void forEachRecord(Visit&& visit) const
    {
        const std::size_t slots = m_layout->slotsPerPage();
        std::uint32_t slotsBefore = 0;
        for (std::size_t page = m_layout->pageSize; page + m_layout->pageSize <= m_bytes.size();
             page += m_layout->pageSize) {
            const std::uint8_t* mask = m_bytes.data() + page + pageMaskAt;
            const std::uint8_t* records = m_bytes.data() + page + m_layout->recordsAt;
            for (std::size_t slot = 0; slot < slots; ++slot) {
                if ((mask[slot / 8] >> (slot % 8) & 1) != 0) {
                    visit(slotsBefore + static_cast<std::uint32_t>(slot) + 1, records + slot * m_layout->recordSize);
                }
            }
            slotsBefore += static_cast<std::uint32_t>(slots);
        }
    }

private:
    void checkPages(std::string_view member) const;
    [[nodiscard]] std::size_t countUsed() const;

    std::span<const std::uint8_t> m_bytes;
    const NdcLayout* m_layout = nullptr;
    std::size_t m_used = 0;
};

/// Reads one quantity from records of a layout.
class FieldReader
{
public:
    FieldReader(const NdcLayout& layout, Quantity quantity) : m_field(layout.find(quantity)) {}

    /// False where records of this layout do not have the quantity; the other functions must not be called then.
    [[nodiscard]] explicit operator bool() const noexcept { return m_field != nullptr; }

    [[nodiscard]] const NdcField& field() const noexcept { return *m_field; }

    /// In the unit that the quantity's name says; without the factor of the current range.
    [[nodiscard]] double value(const std::uint8_t* record) const
    {
        const std::uint8_t* at = record + m_field->offset;
        if (m_field->stored == Stored::f4) {
            return static_cast<double>(std::bit_cast<float>(load<std::uint32_t>(at))) * m_field->scale;
        }
        return static_cast<double>(whole(at)) * m_field->scale;
    }

    /// A stored integer as it is.
    [[nodiscard]] std::int64_t integer(const std::uint8_t* record) const { return whole(record + m_field->offset); }

private:
    template <class Number>
    [[nodiscard]] static Number load(const std::uint8_t* at)
    {
        static_assert(std::endian::native == std::endian::little, "written for little-endian processors");
        Number number;
        std::memcpy(&number, at, sizeof number);
        return number;
    }

    [[nodiscard]] std::int64_t whole(const std::uint8_t* at) const
    {
        switch (m_field->stored) {
        case Stored::u1:
            return *at;
        case Stored::u2:
            return load<std::uint16_t>(at);
        case Stored::i2:
            return load<std::int16_t>(at);
        case Stored::u4:
            return load<std::uint32_t>(at);
        case Stored::i4:
            return load<std::int32_t>(at);
        case Stored::u8:
        case Stored::i8:
            return load<std::int64_t>(at);
        case Stored::f4:
            break;
        }
        return 0;
    }

    const NdcField* m_field;
};

}  // namespace aurora::formats::neware
