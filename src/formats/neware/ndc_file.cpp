#include "formats/neware/ndc_file.h"

#include "aurora/core/error.h"

#include <libdeflate.h>

#include <bit>
#include <set>

namespace aurora::formats::neware {

namespace {

std::string knownVersions(NdcContent content)
{
    std::set<int> versions;
    for (const NdcLayout& layout : ndcLayouts()) {
        if (layout.content == content) {
            versions.insert(layout.version);
        }
    }
    std::string text;
    for (const int version : versions) {
        text += (text.empty() ? "" : ", ") + std::to_string(version);
    }
    return text;
}

const NdcLayout& layoutOf(std::span<const std::uint8_t> bytes, NdcContent expected, std::string_view member)
{
    const std::string named(member);
    constexpr std::size_t shortestHeader = 512;
    if (bytes.size() < shortestHeader) {
        throw FormatError(named + " has only " + std::to_string(bytes.size()) + " bytes where a header page of " +
                          std::to_string(shortestHeader) + " was expected. Copy the file again.");
    }
    const int content = bytes[headerContentAt];
    if (content != static_cast<int>(expected)) {
        throw FormatError(named + " says at byte 0 that it is of type " + std::to_string(content) + " where type " +
                          std::to_string(static_cast<int>(expected)) +
                          " was expected. Export the file again with BTSDA.");
    }
    const int version = bytes[headerVersionAt];
    const NdcLayout* layout = findNdcLayout(version, expected);
    if (layout == nullptr) {
        throw FormatError(named + " says at byte 2 that it is of ndc version " + std::to_string(version) +
                          ", which is not known (known: " + knownVersions(expected) +
                          "). Nothing was read; export the test as xlsx with BTSDA instead.");
    }
    const std::size_t firstRecordAt = std::size_t{layout->pageSize} + layout->recordsAt;
    if (firstRecordAt >= bytes.size()) {
        return *layout;
    }
    return *findNdcLayout(version, expected, bytes[firstRecordAt]);
}

std::uint32_t storedCrc(std::span<const std::uint8_t> page)
{
    std::uint32_t crc = 0;
    std::memcpy(&crc, page.data() + page.size() - pageCrcFromEnd, sizeof crc);
    return crc;
}

}  // namespace

NdcFile::NdcFile(std::span<const std::uint8_t> bytes, NdcContent expected, std::string_view member, PageCheck check)
    : m_bytes(bytes), m_layout(&layoutOf(bytes, expected, member))
{
    if (check == PageCheck::Crc) {
        checkPages(member);
    }
    m_used = countUsed();
}

void NdcFile::checkPages(std::string_view member) const
{
    const std::size_t pageSize = m_layout->pageSize;
    for (std::size_t at = pageSize; at + pageSize <= m_bytes.size(); at += pageSize) {
        const std::span<const std::uint8_t> page = m_bytes.subspan(at, pageSize);
        if (libdeflate_crc32(0, page.data(), pageSize - pageCrcFromEnd) == storedCrc(page)) {
            continue;
        }
        throw FormatError(std::string(member) + " is damaged: the checksum of page " + std::to_string(at / pageSize) +
                          " (byte " + std::to_string(at) + " to " + std::to_string(at + pageSize) +
                          ") is not that of its content. Copy the file again from the cycler's PC.");
    }
}

std::size_t NdcFile::countUsed() const
{
    std::size_t used = 0;
    const std::size_t slots = m_layout->slotsPerPage();
    for (std::size_t page = m_layout->pageSize; page + m_layout->pageSize <= m_bytes.size(); page += m_layout->pageSize)
    {
        const std::uint8_t* mask = m_bytes.data() + page + pageMaskAt;
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
