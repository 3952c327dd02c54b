#include "formats/neware/ndc_header.h"

#include "aurora/core/error.h"
#include "formats/little_endian.h"
#include "formats/neware/ndc_listed_layout.h"
#include "formats/neware/ndc_newer_version.h"

#include <libdeflate.h>

#include <algorithm>
#include <set>

namespace aurora::formats::neware {

namespace {

constexpr std::size_t shortestHeader = 512;

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

int newestVersion()
{
    int newest = 0;
    for (const NdcLayout& layout : ndcLayouts()) {
        newest = std::max(newest, int{layout.version});
    }
    return newest;
}

void checkContent(const NdaxMember& member, NdcContent expected)
{
    if (member.bytes.size() < shortestHeader) {
        throw FormatError(member.name + " has only " + std::to_string(member.bytes.size()) +
                          " bytes where a header page of " + std::to_string(shortestHeader) +
                          " was expected. Copy the file again.");
    }
    const int content = member.bytes[headerContentAt];
    if (content != static_cast<int>(expected)) {
        throw FormatError(member.name + " says at byte 0 that it is of type " + std::to_string(content) +
                          " where type " + std::to_string(static_cast<int>(expected)) +
                          " was expected. Export the file again with BTSDA.");
    }
}

/// Where a version has two kinds of records, the first record of the file tells them apart.
NdcLayout withItsRecords(const NdcLayout& layout, std::span<const std::uint8_t> bytes)
{
    const std::size_t firstRecordAt = std::size_t{layout.pageSize} + layout.recordsAt;
    if (firstRecordAt >= bytes.size()) {
        return layout;
    }
    return *findNdcLayout(layout.version, layout.content, bytes[firstRecordAt]);
}

NdcHeader newerHeader(const NdaxMember& member, NdcContent content, int version, PageCheck check)
{
    const int newest = newestVersion();
    NdcHeader header{*findNdcLayout(newest, content), nullptr, {}};
    const std::string misfit = misfitOf(member, header.layout, check);
    if (!misfit.empty()) {
        throw FormatError(member.name + " says at byte 2 that it is of ndc version " + std::to_string(version) +
                          ", which is not known, and it is not written as version " + std::to_string(newest) + ": " +
                          misfit + ". Nothing was read; export the test as xlsx with BTSDA instead.");
    }
    header.layout.version = static_cast<std::uint8_t>(version);
    header.doubt = "The file is of ndc version " + std::to_string(version) +
                   ", which is not known. It was read as version " + std::to_string(newest) +
                   ", whose pages it has; compare the numbers with BTSDA.";
    return header;
}

}  // namespace

bool hasItsChecksum(std::span<const std::uint8_t> page)
{
    const std::size_t checked = page.size() - pageCrcFromEnd;
    return libdeflate_crc32(0, page.data(), checked) == valueAt<std::uint32_t>(page.data() + checked);
}

NdcHeader readNdcHeader(const NdaxMember& member, NdcContent expected, PageCheck check)
{
    checkContent(member, expected);
    const int version = member.bytes[headerVersionAt];
    if (hasListedColumns(version)) {
        return readListedHeader(member, expected, version);
    }
    const NdcLayout* known = findNdcLayout(version, expected);
    if (known == nullptr && version > newestVersion()) {
        return newerHeader(member, expected, version, check);
    }
    if (known == nullptr) {
        throw FormatError(member.name + " says at byte 2 that it is of ndc version " + std::to_string(version) +
                          ", whose layout is not known (known: " + knownVersions(expected) +
                          "). Nothing was read; export the test as xlsx with BTSDA instead.");
    }
    NdcHeader header{withItsRecords(*known, member.bytes), nullptr, {}};
    if (header.layout.evidence == Evidence::PublicOnly) {
        header.doubt = "The layout of ndc version " + std::to_string(version) +
                       " is known from public sources only; compare the numbers with BTSDA.";
    }
    return header;
}

}  // namespace aurora::formats::neware
