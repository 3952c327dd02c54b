#include "formats/zip_scan.h"

#include "formats/zip_inflate.h"

#include <string>
#include <utility>

namespace aurora::formats {

namespace {

// Layout of a local header: PKWARE's APPNOTE.TXT, 4.3.7; of a data descriptor: 4.3.9.
constexpr std::uint32_t localHeaderMark = 0x04034B50;
constexpr std::uint32_t descriptorMark = 0x08074B50;
constexpr std::size_t localHeaderSize = 30;
constexpr std::uint16_t encryptedFlag = 0x01;
constexpr std::uint16_t sizesFollowFlag = 0x08;
constexpr std::uint16_t deflated = 8;
constexpr std::size_t largestRatio = 200;

template <class Number>
Number numberAt(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    Number number = 0;
    for (std::size_t i = sizeof(Number); i-- > 0;) {
        number = static_cast<Number>((number << 8) | bytes[offset + i]);
    }
    return number;
}

/// As far as the bytes go; more than the ratio that ZipArchive accepts is damage.
InflateResult measure(std::span<const std::uint8_t> bytes)
{
    return inflate(bytes, {}, largestRatio * bytes.size());
}

/// Reads the sizes and the checksum that stand behind a member; returns where the next header begins.
std::optional<std::size_t> readDescriptor(std::span<const std::uint8_t> file, std::size_t offset,
                                          ZipArchive::Member& member)
{
    const bool marked = offset + 4 <= file.size() && numberAt<std::uint32_t>(file, offset) == descriptorMark;
    const std::size_t begin = offset + (marked ? 4 : 0);
    if (begin + 12 > file.size()) {
        return std::nullopt;
    }
    member.crc = numberAt<std::uint32_t>(file, begin);
    return begin + 12;
}

struct LocalHeader
{
    ZipArchive::Member member;
    bool sizesFollow = false;
};

/// The header at an offset; nothing when there is none, or the file ends in it.
std::optional<LocalHeader> readHeader(std::span<const std::uint8_t> file, std::size_t at)
{
    if (at + localHeaderSize > file.size() || numberAt<std::uint32_t>(file, at) != localHeaderMark) {
        return std::nullopt;
    }
    LocalHeader header;
    ZipArchive::Member& member = header.member;
    const auto flags = numberAt<std::uint16_t>(file, at + 6);
    header.sizesFollow = (flags & sizesFollowFlag) != 0;
    member.encrypted = (flags & encryptedFlag) != 0;
    member.method = numberAt<std::uint16_t>(file, at + 8);
    member.crc = numberAt<std::uint32_t>(file, at + 14);
    member.compressedSize = numberAt<std::uint32_t>(file, at + 18);
    member.size = numberAt<std::uint32_t>(file, at + 22);
    const std::size_t nameLength = numberAt<std::uint16_t>(file, at + 26);
    const std::size_t extraLength = numberAt<std::uint16_t>(file, at + 28);
    member.place = at + localHeaderSize + nameLength + extraLength;
    if (member.place > file.size()) {
        return std::nullopt;
    }
    member.name.assign(reinterpret_cast<const char*>(file.data()) + at + localHeaderSize, nameLength);
    return header;
}

/// What there is of the member that the file ends in; nothing when it cannot be unpacked.
std::optional<ZipArchive::Member> cutOffMember(std::span<const std::uint8_t> file, ZipArchive::Member member)
{
    const std::span<const std::uint8_t> rest = file.subspan(member.place);
    const InflateResult there = measure(rest);
    if (member.encrypted || member.method != deflated || there.damaged || there.unpacked == 0) {
        return std::nullopt;
    }
    member.compressedSize = there.packed;
    member.size = there.unpacked;
    return member;
}

/// Completes a member whose header does not say how long it is. @return where the next header begins
std::optional<std::size_t> findEnd(std::span<const std::uint8_t> file, ZipArchive::Member& member)
{
    if (member.method != deflated) {
        return std::nullopt;
    }
    const InflateResult extent = measure(file.subspan(member.place));
    if (!extent.ended || extent.damaged) {
        return std::nullopt;
    }
    member.compressedSize = extent.packed;
    member.size = extent.unpacked;
    return readDescriptor(file, member.place + extent.packed, member);
}

}  // namespace

LocalMembers scanLocalHeaders(std::span<const std::uint8_t> file)
{
    LocalMembers members;
    std::size_t at = 0;
    while (std::optional<LocalHeader> header = readHeader(file, at)) {
        ZipArchive::Member& member = header->member;
        std::optional<std::size_t> next = member.place + member.compressedSize;
        if (header->sizesFollow) {
            next = findEnd(file, member);
        }
        if (!next || *next > file.size()) {
            members.cutOff = cutOffMember(file, std::move(member));
            break;
        }
        at = *next;
        members.whole.push_back(std::move(member));
    }
    return members;
}

}  // namespace aurora::formats
