#pragma once

#include "formats/neware/field_reader.h"
#include "formats/neware/ndc_header.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// One `.ndc` member, seen as a sequence of used records. Does not own its bytes.
///
/// A page whose checksum is wrong costs its own records, which warnings() tells; the others keep their numbers.
class NdcFile
{
public:
    /// @throws FormatError without the file's name: too short, another content, a version that is not known, no page
    ///         whose checksum is right
    NdcFile(const NdaxMember& member, NdcContent expected, PageCheck check);

    [[nodiscard]] const NdcHeader& header() const noexcept { return m_header; }

    [[nodiscard]] const NdcLayout& layout() const noexcept { return m_header.layout; }

    /// Number of used slots of pages that are not damaged.
    [[nodiscard]] std::size_t size() const noexcept { return m_used; }

    /// The file ends within a page, or its archive ends in it: it was still being written, or copied.
    [[nodiscard]] bool cutOff() const noexcept { return m_cutOff; }

    /// Whole sentences: on pages that are damaged or incomplete, and on a layout that is not verified.
    [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return m_warnings; }

    /// Calls visit(index, record) for each used slot; index is the number of the slot in the file, from 1.
    template <class Visit>
    void forEachRecord(Visit&& visit) const
    {
        forEachRecord(visit, [](std::size_t) {});
    }

    /// The same; calls visitDamage(slots) where a page with so many slots was left out.
    template <class Visit, class VisitDamage>
    void forEachRecord(Visit&& visit, VisitDamage&& visitDamage) const
    {
        const std::size_t slots = layout().slotsPerPage();
        std::uint32_t slotsBefore = 0;
        for (std::size_t page = 1; page <= pages(); ++page) {
            if (isDamaged(page)) {
                visitDamage(slots);
            } else {
                visitPage(bytesOf(page), slotsBefore, visit);
            }
            slotsBefore += static_cast<std::uint32_t>(slots);
        }
    }

private:
    template <class Visit>
    void visitPage(std::span<const std::uint8_t> page, std::uint32_t slotsBefore, Visit& visit) const
    {
        const std::uint8_t* mask = page.data() + pageMaskAt;
        const std::uint8_t* records = page.data() + layout().recordsAt;
        const std::size_t slots = layout().slotsPerPage();
        for (std::size_t slot = 0; slot < slots; ++slot) {
            if ((mask[slot / 8] >> (slot % 8) & 1) != 0) {
                visit(slotsBefore + static_cast<std::uint32_t>(slot) + 1, records + slot * layout().recordSize);
            }
        }
    }

    /// Whole pages behind the header page.
    [[nodiscard]] std::size_t pages() const noexcept
    {
        const std::size_t all = m_bytes.size() / layout().pageSize;
        return all == 0 ? 0 : all - 1;
    }

    /// @param page  from 1; the header page is 0
    [[nodiscard]] std::span<const std::uint8_t> bytesOf(std::size_t page) const
    {
        return m_bytes.subspan(page * layout().pageSize, layout().pageSize);
    }

    [[nodiscard]] bool isDamaged(std::size_t page) const { return !m_damaged.empty() && m_damaged[page]; }

    void checkPages(const std::string& name);
    void tellDamage(const std::string& name, std::size_t first, std::size_t count);
    [[nodiscard]] std::size_t countUsed(std::size_t page) const;
    void countRecords(const std::string& name);

    std::span<const std::uint8_t> m_bytes;
    NdcHeader m_header;
    std::vector<bool> m_damaged;  ///< by page; empty: none is
    std::vector<std::string> m_warnings;
    std::size_t m_used = 0;
    bool m_cutOff = false;
};

}  // namespace aurora::formats::neware
