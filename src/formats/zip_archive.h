#pragma once

#include "aurora/core/progress.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats {

class Unpacking;

/// Bytes of unknown origin; not cleared when made, so that a lying size costs address space only.
class Bytes
{
public:
    Bytes() = default;

    explicit Bytes(std::size_t size) : m_data(std::make_unique_for_overwrite<std::uint8_t[]>(size)), m_size(size) {}

    [[nodiscard]] std::uint8_t* data() noexcept { return m_data.get(); }

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

    [[nodiscard]] std::span<const std::uint8_t> span() const noexcept { return {m_data.get(), m_size}; }

    [[nodiscard]] std::string_view text() const noexcept
    {
        return {reinterpret_cast<const char*>(m_data.get()), m_size};
    }

    /// Forgets the bytes from size on.
    void shrink(std::size_t size) noexcept { m_size = size < m_size ? size : m_size; }

private:
    std::unique_ptr<std::uint8_t[]> m_data;
    std::size_t m_size = 0;
};

/// A small zip file in memory, read member by member with limits against hostile ones. Nothing is ever written to disk,
/// so names of members cannot point anywhere.
class ZipArchive
{
public:
    struct Member
    {
        std::string name;
        std::uint64_t size = 0;  ///< as the archive says
        std::uint64_t compressedSize = 0;
        std::uint32_t crc = 0;
        std::uint16_t method = 0;  ///< 0 stored, 8 deflate
        bool encrypted = false;
        std::size_t place = 0;  ///< number in the directory, or offset of the data where there is none
    };

    /// Opens an archive, or the whole members of one that was never closed (closed() is then false).
    /// @throws FormatError without the file's name when it is no zip file
    explicit ZipArchive(std::vector<std::uint8_t> file, Progress& progress = Progress::none());
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    [[nodiscard]] const std::vector<Member>& members() const noexcept { return m_members; }

    /// False when the directory at the end is missing: the file is still being written, or was cut off.
    [[nodiscard]] bool closed() const noexcept { return m_directory != nullptr; }

    /// The member of that name, or nullptr.
    [[nodiscard]] const Member* find(std::string_view name) const;

    /// Where the directory is missing: the member that the file ends in, with the sizes of what is there. No other
    /// function knows it.
    [[nodiscard]] const std::optional<Member>& cutOffMember() const noexcept { return m_cutOff; }

    /// What there is of cutOffMember(), whose checksum is not known.
    [[nodiscard]] Bytes readCutOff(Progress& progress = Progress::none()) const;

    /// Inflates a member and checks its CRC-32.
    /// @throws FormatError without the file's name: damaged, encrypted, unknown method, more than 200 times its
    ///         compressed size, more bytes in members than the file has
    /// @throws Cancelled
    [[nodiscard]] Bytes read(const Member& member, Progress& progress = Progress::none());

    /// The same in two halves: large members that are started one after the other are unpacked at the same time.
    [[nodiscard]] Unpacking start(const Member& member);

    /// The first bytes of a member, whose checksum is not known; fewer when it has fewer, or is damaged there.
    /// @throws FormatError without the file's name: as read
    [[nodiscard]] Bytes readBeginning(const Member& member, std::size_t size);

    /// @throws FormatError without the file's name: encrypted, unknown method, more than 200 times its compressed size
    static void refuseHostile(const Member& member);

private:
    struct Directory;

    void listMembers();
    void checkSizes(const Member& member);
    [[nodiscard]] Bytes compressedBytes(const Member& member, std::uint64_t count);

    std::vector<std::uint8_t> m_file;
    std::unique_ptr<Directory> m_directory;
    std::vector<Member> m_members;
    std::optional<Member> m_cutOff;
    std::uint64_t m_bytesRead = 0;  ///< compressed bytes of all members read so far
};

}  // namespace aurora::formats
