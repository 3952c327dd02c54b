#pragma once

#include "formats/zip_archive.h"

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct zip;
struct zip_file;

namespace aurora::formats {

/// A zip file on disk whose members are unpacked as streams, for archives that are too large to be held in memory.
/// An archive that was never closed is refused: which of its members are missing is not known.
class ZipStreams
{
public:
    /// @throws FormatError without the file's name when it is no zip file, or none that is whole
    explicit ZipStreams(const std::filesystem::path& file);

    [[nodiscard]] const std::vector<ZipArchive::Member>& members() const noexcept { return m_members; }

    /// The member of that name, or nullptr.
    [[nodiscard]] const ZipArchive::Member* find(std::string_view name) const;

    /// Unpacks a small member whole.
    /// @throws FormatError without the file's name: damaged, hostile, or more than 1 MiB
    [[nodiscard]] std::string read(const ZipArchive::Member& member) const;

private:
    friend class MemberStream;

    struct Close
    {
        void operator()(zip* archive) const;
    };

    std::unique_ptr<zip, Close> m_archive;
    std::vector<ZipArchive::Member> m_members;
};

/// The bytes of one member in order. One stream at a time may be open on an archive.
class MemberStream
{
public:
    /// @throws FormatError without the file's name when the member is hostile or cannot be opened
    MemberStream(const ZipStreams& archive, const ZipArchive::Member& member);

    /// Fills the buffer as far as there are bytes. The end is reached when fewer come than asked for; the CRC-32 has
    /// then been checked.
    /// @throws FormatError without the file's name: damaged, or not of the promised size
    [[nodiscard]] std::size_t read(std::span<char> buffer);

private:
    struct Close
    {
        void operator()(zip_file* opened) const;
    };

    ZipArchive::Member m_member;
    std::unique_ptr<zip_file, Close> m_opened;
    std::uint64_t m_bytesRead = 0;
};

/// Unpacks a member on a thread of its own, a few blocks ahead of who reads it.
///
/// The reader sees a window of text: what it has not consumed yet and the next block behind it.
class ReadAhead
{
public:
    static constexpr std::size_t largestRest = std::size_t{64} << 10;

    explicit ReadAhead(MemberStream stream);
    ~ReadAhead();
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    /// The window. A zero byte that does not belong to it stands behind it.
    [[nodiscard]] std::string_view window() const noexcept { return m_window; }

    /// Takes the first bytes off the window.
    void skip(std::size_t consumed) noexcept { m_window.remove_prefix(consumed); }

    /// Takes the first bytes off the window and puts the next block behind the rest, which may have largestRest bytes.
    /// @return false at the end of the member: the window is then the rest alone
    /// @throws FormatError what MemberStream throws
    bool advance(std::size_t consumed);

private:
    /// Room for a rest, then a block, then the zero byte.
    struct Block
    {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };

    void unpack();

    MemberStream m_stream;
    std::string_view m_window;
    Block m_current;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Block> m_ready;  // the fields from here on are shared
    std::vector<Block> m_free;
    std::exception_ptr m_error;
    bool m_ended = false;
    bool m_stopped = false;
    std::thread m_thread;  // last: it uses all of the above
};

}  // namespace aurora::formats
