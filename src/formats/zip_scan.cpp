#include "formats/zip_scan.h"

#include "formats/zip_inflate.h"

#include <string>
#include <utility>

namespace aurora::formats {

namespace {

// Layout of a local header: PKWARE's APPNOTE.TXT, 4.3.7; of a data descriptor: 4.3.9; of sizes of 64 bits: 4.5.3.
constexpr std::uint32_t localHeaderMark = 0x04034B50;
constexpr std::uint32_t directoryMark = 0x02014B50;
constexpr std::uint32_t descriptorMark = 0x08074B50;
constexpr std::size_t localHeaderSize = 30;
constexpr std::size_t markSize = 4;
constexpr std::size_t crcSize = 4;
constexpr std::uint16_t encryptedFlag = 0x01;
constexpr std::uint16_t sizesFollowFlag = 0x08;
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;
constexpr std::uint16_t longSizesTag = 1;
constexpr std::uint64_t sizeIsLong = 0xFFFFFFFF;
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

bool hasMark(std::span<const std::uint8_t> file, std::size_t at, std::uint32_t mark)
{
    return at + markSize <= file.size() && numberAt<std::uint32_t>(file, at) == mark;
}

/// Takes the sizes that are too long for the header from its extra fields.
void readLongSizes(std::span<const std::uint8_t> extra, ZipArchive::Member& member)
{
    while (extra.size() >= 4) {
        const std::size_t size = numberAt<std::uint16_t>(extra, 2);
        if (size > extra.size() - 4) {
            return;
        }
        std::span<const std::uint8_t> field = extra.subspan(4, size);
        if (numberAt<std::uint16_t>(extra, 0) == longSizesTag) {
            for (std::uint64_t* number : {&member.size, &member.compressedSize}) {
                if (*number == sizeIsLong && field.size() >= sizeof *number) {
                    *number = numberAt<std::uint64_t>(field, 0);
                    field = field.subspan(sizeof *number);
                }
            }
            return;
        }
        extra = extra.subspan(4 + size);
    }
}

struct LocalHeader
{
    ZipArchive::Member member;
    bool sizesFollow = false;
};

/// The header at an offset; nothing when there is none, or the file ends in it.
std::optional<LocalHeader> readHeader(std::span<const std::uint8_t> file, std::size_t at)
{
    if (at + localHeaderSize > file.size() || !hasMark(file, at, localHeaderMark)) {
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
    readLongSizes(file.subspan(member.place - extraLength, extraLength), member);
    return header;
}

/// Reads the checksum and the sizes that stand behind a member: with or without a mark, of eight or of four bytes each.
/// The sizes tell, because the extent of the member is known.
/// @return where the next header begins; nothing when there is no such descriptor
std::optional<std::size_t> readDescriptor(std::span<const std::uint8_t> file, const InflateResult& extent,
                                          ZipArchive::Member& member)
{
    const std::size_t at = member.place + extent.packed;
    for (const std::size_t begin : {at + (hasMark(file, at, descriptorMark) ? markSize : 0), at}) {
        for (const std::size_t width : {sizeof(std::uint64_t), sizeof(std::uint32_t)}) {
            const std::size_t sizesAt = begin + crcSize;
            if (sizesAt + 2 * width > file.size()) {
                continue;
            }
            const auto sizeAt = [&](std::size_t place) {
                return width == sizeof(std::uint64_t) ? numberAt<std::uint64_t>(file, place)
                                                      : numberAt<std::uint32_t>(file, place);
            };
            if (sizeAt(sizesAt) == extent.packed && sizeAt(sizesAt + width) == extent.unpacked) {
                member.crc = numberAt<std::uint32_t>(file, begin);
                return sizesAt + 2 * width;
            }
        }
    }
    return std::nullopt;
}

/// Completes a member that is not compressed and whose size stands behind it: at the first descriptor that agrees with
/// its own place.
std::optional<std::size_t> findStoredEnd(std::span<const std::uint8_t> file, ZipArchive::Member& member)
{
    for (std::size_t at = member.place; at + markSize <= file.size(); ++at) {
        if (!hasMark(file, at, descriptorMark)) {
            continue;
        }
        const std::size_t size = at - member.place;
        if (const auto next = readDescriptor(file, {.packed = size, .unpacked = size}, member)) {
            member.compressedSize = member.size = size;
            return next;
        }
    }
    return std::nullopt;
}

/// As far as its bytes go; more than the ratio that ZipArchive accepts is damage.
InflateResult extentOf(std::span<const std::uint8_t> file, const ZipArchive::Member& member, Progress& progress)
{
    const std::span<const std::uint8_t> rest = file.subspan(member.place);
    if (member.method == deflated) {
        return inflate(rest, {}, largestRatio * rest.size(), progress);
    }
    return {.packed = rest.size(), .unpacked = rest.size(), .damaged = member.method != stored};
}

/// Whether the header tells where the member ends. One that is still being written says 0 and has bytes all the same.
bool endIsKnown(std::span<const std::uint8_t> file, const LocalHeader& header)
{
    const ZipArchive::Member& member = header.member;
    if (header.sizesFollow || member.compressedSize > file.size() - member.place) {
        return false;
    }
    const std::size_t next = member.place + member.compressedSize;
    return member.compressedSize > 0 || next == file.size() || hasMark(file, next, localHeaderMark) ||
           hasMark(file, next, directoryMark);
}

/// Completes a member whose header does not tell where it ends.
/// @return where the next header begins; nothing when the file ends in the member, whose sizes are then of what is
///         there
std::optional<std::size_t> findEnd(std::span<const std::uint8_t> file, const LocalHeader& header,
                                   ZipArchive::Member& member, Progress& progress)
{
    if (header.sizesFollow && member.method == stored) {
        if (const auto next = findStoredEnd(file, member)) {
            return next;
        }
    }
    const InflateResult extent = extentOf(file, member, progress);
    member.compressedSize = extent.packed;
    member.size = extent.damaged ? 0 : extent.unpacked;
    return extent.ended ? readDescriptor(file, extent, member) : std::nullopt;
}

}  // namespace

LocalMembers scanLocalHeaders(std::span<const std::uint8_t> file, Progress& progress)
{
    LocalMembers members;
    std::size_t at = 0;
    while (std::optional<LocalHeader> header = readHeader(file, at)) {
        progress.throwIfCancelled();
        ZipArchive::Member member = header->member;
        const std::optional<std::size_t> next =
            endIsKnown(file, *header) ? member.place + member.compressedSize : findEnd(file, *header, member, progress);
        if (!next) {
            if (!member.encrypted && member.size > 0) {
                members.cutOff = std::move(member);
            }
            break;
        }
        at = *next;
        members.whole.push_back(std::move(member));
    }
    return members;
}

}  // namespace aurora::formats
