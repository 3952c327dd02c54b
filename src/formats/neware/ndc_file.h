#pragma once

#include "aurora/formats/neware/ndc_layout.h"
#include "formats/neware/field_reader.h"

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

}  // namespace aurora::formats::neware
