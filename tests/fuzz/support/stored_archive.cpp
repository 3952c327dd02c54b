#include "fuzz/support/stored_archive.h"

#include <zlib.h>

namespace aurora::fuzz {

namespace {

// Signatures and fields in the order of APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
constexpr std::uint32_t localHeader = 0x04034b50;
constexpr std::uint32_t directoryEntry = 0x02014b50;
constexpr std::uint32_t directoryEnd = 0x06054b50;
constexpr std::uint16_t neededVersion = 20;
constexpr std::uint16_t firstDay = 0x21;  ///< 1980-01-01

class ArchiveBytes
{
public:
    void number16(std::uint64_t number) { number_(number, 2); }

    void number32(std::uint64_t number) { number_(number, 4); }

    void bytes(std::span<const std::uint8_t> some) { m_bytes.insert(m_bytes.end(), some.begin(), some.end()); }

    void text(std::string_view some) { m_bytes.insert(m_bytes.end(), some.begin(), some.end()); }

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }

    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(m_bytes); }

private:
    void number_(std::uint64_t number, int size)
    {
        for (int i = 0; i < size; ++i) {
            m_bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
        }
    }

    std::vector<std::uint8_t> m_bytes;
};

/// What local header and directory entry have in common: from the needed version to the length of the extra field.
void describe(ArchiveBytes& archive, const ListedMember& member)
{
    archive.number16(neededVersion);
    archive.number16(0);  // flags
    archive.number16(0);  // stored
    archive.number16(0);  // midnight
    archive.number16(firstDay);
    archive.number32(crc32(0, member.bytes.data(), static_cast<uInt>(member.bytes.size())));
    archive.number32(member.bytes.size());
    archive.number32(member.bytes.size());
    archive.number16(member.name.size());
    archive.number16(0);
}

}  // namespace

std::vector<std::uint8_t> storedArchive(std::span<const ListedMember> members)
{
    ArchiveBytes archive;
    ArchiveBytes directory;
    for (const ListedMember& member : members) {
        directory.number32(directoryEntry);
        directory.number16(neededVersion);
        describe(directory, member);
        directory.number16(0);  // comment
        directory.number16(0);  // disk
        directory.number16(0);  // internal attributes
        directory.number32(0);  // external attributes
        directory.number32(archive.size());
        directory.text(member.name);
        archive.number32(localHeader);
        describe(archive, member);
        archive.text(member.name);
        archive.bytes(member.bytes);
    }
    const std::size_t directoryOffset = archive.size();
    const std::size_t directorySize = directory.size();
    archive.bytes(directory.take());
    archive.number32(directoryEnd);
    archive.number16(0);  // disk
    archive.number16(0);  // disk of the directory
    archive.number16(members.size());
    archive.number16(members.size());
    archive.number32(directorySize);
    archive.number32(directoryOffset);
    archive.number16(0);  // comment
    return archive.take();
}

}  // namespace aurora::fuzz
