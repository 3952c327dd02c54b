#include "formats/zip_scan.h"

#include <libdeflate.h>

#include <optional>
#include <string>

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

struct Extent
{
    std::size_t packed = 0;
    std::size_t unpacked = 0;
};

/// How long a deflate stream is whose header does not say; nothing when it does not end within the bytes.
std::optional<Extent> findExtent(std::span<const std::uint8_t> bytes)
{
    libdeflate_decompressor* inflater = libdeflate_alloc_decompressor();
    std::optional<Extent> found;
    for (std::size_t room = 4096; room / largestRatio <= bytes.size(); room *= 4) {
        Bytes output(room);
        Extent extent;
        const libdeflate_result result = libdeflate_deflate_decompress_ex(
            inflater, bytes.data(), bytes.size(), output.data(), room, &extent.packed, &extent.unpacked);
        if (result == LIBDEFLATE_SUCCESS) {
            found = extent;
        }
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE) {
            break;
        }
    }
    libdeflate_free_decompressor(inflater);
    return found;
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

}  // namespace

std::vector<ZipArchive::Member> scanLocalHeaders(std::span<const std::uint8_t> file)
{
    std::vector<ZipArchive::Member> members;
    std::size_t at = 0;
    while (at + localHeaderSize <= file.size() && numberAt<std::uint32_t>(file, at) == localHeaderMark) {
        ZipArchive::Member member;
        const auto flags = numberAt<std::uint16_t>(file, at + 6);
        member.encrypted = (flags & encryptedFlag) != 0;
        member.method = numberAt<std::uint16_t>(file, at + 8);
        member.crc = numberAt<std::uint32_t>(file, at + 14);
        member.compressedSize = numberAt<std::uint32_t>(file, at + 18);
        member.size = numberAt<std::uint32_t>(file, at + 22);
        const std::size_t nameLength = numberAt<std::uint16_t>(file, at + 26);
        const std::size_t extraLength = numberAt<std::uint16_t>(file, at + 28);
        member.place = at + localHeaderSize + nameLength + extraLength;
        if (member.place > file.size()) {
            break;
        }
        member.name.assign(reinterpret_cast<const char*>(file.data()) + at + localHeaderSize, nameLength);
        if ((flags & sizesFollowFlag) != 0) {
            const std::optional<Extent> extent =
                member.method == deflated ? findExtent(file.subspan(member.place)) : std::nullopt;
            if (!extent) {
                break;
            }
            member.compressedSize = extent->packed;
            member.size = extent->unpacked;
            const auto next = readDescriptor(file, member.place + extent->packed, member);
            if (!next) {
                break;
            }
            at = *next;
            members.push_back(std::move(member));
            continue;
        }
        if (member.compressedSize > file.size() - member.place) {
            break;
        }
        at = member.place + member.compressedSize;
        members.push_back(std::move(member));
    }
    return members;
}

}  // namespace aurora::formats
