#include "formats/neware/ndc_file.h"

#include "aurora/core/error.h"
#include "formats/little_endian.h"

#include <bit>

namespace aurora::formats::neware {

namespace {

std::size_t markedSlots(const std::uint8_t* mask, std::size_t slots)
{
    std::size_t marked = 0;
    for (std::size_t byte = 0; byte < slots / 8; ++byte) {
        marked += static_cast<std::size_t>(std::popcount(mask[byte]));
    }
    if (slots % 8 != 0) {
        const unsigned last = mask[slots / 8] & ((1U << (slots % 8)) - 1);
        marked += static_cast<std::size_t>(std::popcount(last));
    }
    return marked;
}

}  // namespace

NdcFile::NdcFile(const NdaxMember& member, NdcContent expected, PageCheck check)
    : m_bytes(member.bytes), m_header(readNdcHeader(member, expected, check))
{
    if (!m_header.doubt.empty()) {
        m_warnings.push_back(m_header.doubt);
    }
    if (check == PageCheck::Crc) {
        checkPages(member.name);
    }
    const std::size_t bytesLeft = m_bytes.size() % layout().pageSize;
    m_cutOff = !member.whole || bytesLeft > 0;
    if (m_cutOff) {
        m_warnings.push_back(member.name + " ends with " + std::to_string(bytesLeft) +
                             " bytes of a page that is not complete; all whole pages were read.");
    }
    countRecords(member.name);
}

void NdcFile::checkPages(const std::string& name)
{
    std::size_t first = 0;
    std::size_t count = 0;
    for (std::size_t page = 1; page <= pages(); ++page) {
        if (hasItsChecksum(bytesOf(page))) {
            continue;
        }
        m_damaged.resize(pages() + 1);
        m_damaged[page] = true;
        first = count == 0 ? page : first;
        ++count;
    }
    if (count > 0) {
        tellDamage(name, first, count);
    }
}

void NdcFile::tellDamage(const std::string& name, std::size_t first, std::size_t count)
{
    const std::size_t begin = first * layout().pageSize;
    const std::string damage = name + " is damaged: the checksum of page " + std::to_string(first) + " (byte " +
                               std::to_string(begin) + " to " + std::to_string(begin + layout().pageSize) +
                               ") is not that of its content";
    if (count == pages()) {
        throw FormatError(damage + (count > 1 ? ", nor is that of any other page" : "") +
                          ". Copy the file again from the cycler's PC.");
    }
    const std::string others = count > 1 ? ", nor are those of " + std::to_string(count - 1) + " other of its " +
                                               std::to_string(pages()) + " pages"
                                         : "";
    m_warnings.push_back(damage + others +
                         ". The records of these pages are missing, all others were read. Copy the file "
                         "again from the cycler's PC.");
}

std::size_t NdcFile::countUsed(std::size_t page) const
{
    return markedSlots(bytesOf(page).data() + pageMaskAt, layout().slotsPerPage());
}

/// A page that counts or marks other records than those that fit into it may have slots of another number, and then the
/// records of other pages have other indices: that is told, and nothing is guessed.
void NdcFile::countRecords(const std::string& name)
{
    bool told = false;
    for (std::size_t page = 1; page <= pages(); ++page) {
        if (isDamaged(page)) {
            continue;
        }
        const std::uint8_t* bytes = bytesOf(page).data();
        const std::size_t used = countUsed(page);
        const std::size_t marked = markedSlots(bytes + pageMaskAt, (std::size_t{layout().recordsAt} - pageMaskAt) * 8);
        const auto said = valueAt<std::uint16_t>(bytes + pageUsedSlotsAt);
        m_used += used;
        if (!told && (used != marked || used != said)) {
            told = true;
            m_warnings.push_back(name + ": page " + std::to_string(page) + " says that it holds " +
                                 std::to_string(said) + " records and marks " + std::to_string(marked) + ", of which " +
                                 std::to_string(used) + " fit into it. Those were read; compare them with BTSDA.");
        }
    }
}

}  // namespace aurora::formats::neware
