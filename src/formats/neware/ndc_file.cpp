#include "formats/neware/ndc_file.h"

#include "aurora/core/error.h"

#include <bit>

namespace aurora::formats::neware {

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
    m_used = countUsed();
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

std::size_t NdcFile::countUsed() const
{
    std::size_t used = 0;
    const std::size_t slots = layout().slotsPerPage();
    for (std::size_t page = 1; page <= pages(); ++page) {
        if (isDamaged(page)) {
            continue;
        }
        const std::uint8_t* mask = bytesOf(page).data() + pageMaskAt;
        for (std::size_t byte = 0; byte < slots / 8; ++byte) {
            used += static_cast<std::size_t>(std::popcount(mask[byte]));
        }
        if (slots % 8 != 0) {
            const unsigned last = mask[slots / 8] & ((1U << (slots % 8)) - 1);
            used += static_cast<std::size_t>(std::popcount(last));
        }
    }
    return used;
}

}  // namespace aurora::formats::neware
