#include "formats/zip_stream.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <zip.h>

#include <algorithm>
#include <fstream>

namespace aurora::formats {

namespace {

constexpr std::size_t blockSize = std::size_t{256} << 10;
constexpr std::size_t blocksAhead = 4;
constexpr std::uint64_t largestWholeMember = std::uint64_t{1} << 20;

std::string beginningOf(const std::filesystem::path& file)
{
    std::string beginning(4, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    return beginning;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& cause)
{
    const std::string beginning = beginningOf(file);
    if (beginning.empty()) {
        throw FormatError("The file is empty: it has 0 bytes.", cause);
    }
    if (beginning != "PK\x03\x04") {
        throw FormatError("The file is no zip archive: it does not begin with the bytes 50 4B 03 04. Nothing was read.",
                          cause);
    }
    throw FormatError("The zip archive of " + std::to_string(std::filesystem::file_size(file)) +
                          " bytes is not complete: the directory at its end is missing or damaged, because it is still "
                          "being written or was cut off. Nothing was read; wait until it is written, or copy or export "
                          "the file again.",
                      cause);
}

}  // namespace

void ZipStreams::Close::operator()(zip* archive) const
{
    zip_discard(archive);
}

ZipStreams::ZipStreams(const std::filesystem::path& file)
{
    int code = 0;
    m_archive.reset(zip_open(pathText(file).c_str(), ZIP_RDONLY, &code));
    if (!m_archive) {
        refuse(file, "libzip error " + std::to_string(code));
    }
    const std::uint64_t fileSize = std::filesystem::file_size(file);
    const zip_int64_t count = zip_get_num_entries(m_archive.get(), 0);
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(std::max<zip_int64_t>(count, 0)); ++i) {
        zip_stat_t stat;
        if (zip_stat_index(m_archive.get(), i, 0, &stat) != 0 || stat.name == nullptr) {
            continue;
        }
        if (stat.comp_size > fileSize) {
            throw FormatError("The archive's member " + std::string(stat.name) + " says it has " +
                              std::to_string(stat.comp_size) + " compressed bytes, more than the file of " +
                              std::to_string(fileSize) + " bytes can hold. Nothing was read.");
        }
        m_members.push_back({.name = stat.name,
                             .size = stat.size,
                             .compressedSize = stat.comp_size,
                             .crc = stat.crc,
                             .method = stat.comp_method,
                             .encrypted = stat.encryption_method != ZIP_EM_NONE,
                             .place = static_cast<std::size_t>(i)});
    }
}

const ZipArchive::Member* ZipStreams::find(std::string_view name) const
{
    for (const ZipArchive::Member& member : m_members) {
        if (member.name == name) {
            return &member;
        }
    }
    return nullptr;
}

std::string ZipStreams::read(const ZipArchive::Member& member) const
{
    if (member.size > largestWholeMember) {
        throw FormatError("The archive's member " + member.name + " says that it unpacks to " +
                          std::to_string(member.size) + " bytes; more than 1 MiB is refused. Nothing was read.");
    }
    MemberStream stream(*this, member);
    std::string text(member.size, '\0');
    text.resize(stream.read(text));
    char behind = 0;
    static_cast<void>(stream.read({&behind, 1}));  // checks the sum
    return text;
}

void MemberStream::Close::operator()(zip_file* opened) const
{
    zip_fclose(opened);
}

MemberStream::MemberStream(const ZipStreams& archive, const ZipArchive::Member& member) : m_member(member)
{
    ZipArchive::refuseHostile(member);
    m_opened.reset(zip_fopen_index(archive.m_archive.get(), member.place, 0));
    if (!m_opened) {
        throw FormatError("The archive's member " + member.name + " cannot be opened. Copy the file again.",
                          zip_strerror(archive.m_archive.get()));
    }
}

std::size_t MemberStream::read(std::span<char> buffer)
{
    std::size_t filled = 0;
    while (filled < buffer.size()) {
        const zip_int64_t got = zip_fread(m_opened.get(), buffer.data() + filled, buffer.size() - filled);
        if (got < 0) {
            throw FormatError("The archive's member " + m_member.name + " is damaged behind byte " +
                                  std::to_string(m_bytesRead) +
                                  ", or its checksum is not the one in the archive. "
                                  "Nothing was read; copy the file again.",
                              zip_file_strerror(m_opened.get()));
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
        m_bytesRead += static_cast<std::uint64_t>(got);
    }
    if (m_bytesRead > m_member.size || (filled < buffer.size() && m_bytesRead != m_member.size)) {
        throw FormatError("The archive's member " + m_member.name + " promises " + std::to_string(m_member.size) +
                          " bytes, but unpacks to " + (m_bytesRead > m_member.size ? "more than " : "") +
                          std::to_string(std::min(m_bytesRead, m_member.size)) +
                          ". Nothing was read; copy the file again.");
    }
    return filled;
}

ReadAhead::ReadAhead(MemberStream stream) : m_stream(std::move(stream)), m_thread([this] { unpack(); }) {}

ReadAhead::~ReadAhead()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void ReadAhead::unpack()
{
    try {
        for (;;) {
            Block block;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [&] { return m_stopped || m_ready.size() < blocksAhead; });
                if (m_stopped) {
                    return;
                }
                if (!m_free.empty()) {
                    block = std::move(m_free.back());
                    m_free.pop_back();
                }
            }
            if (!block.bytes) {
                block.bytes = std::make_unique_for_overwrite<char[]>(largestRest + blockSize + 1);
            }
            block.size = m_stream.read({block.bytes.get() + largestRest, blockSize});
            const std::lock_guard lock(m_mutex);
            m_ended = block.size < blockSize;
            m_ready.push_back(std::move(block));
            m_changed.notify_all();
            if (m_ended) {
                return;
            }
        }
    } catch (...) {
        const std::lock_guard lock(m_mutex);
        m_error = std::current_exception();
        m_ended = true;
        m_changed.notify_all();
    }
}

bool ReadAhead::advance(std::size_t consumed)
{
    skip(consumed);
    Block next;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_ended || !m_ready.empty(); });
        if (m_ready.empty()) {
            if (m_error) {
                std::rethrow_exception(m_error);
            }
            return false;
        }
        next = std::move(m_ready.front());
        m_ready.pop_front();
    }
    char* const begin = next.bytes.get() + largestRest - m_window.size();
    std::copy(m_window.begin(), m_window.end(), begin);  // the first window is empty, and has no place
    begin[m_window.size() + next.size] = '\0';
    m_window = {begin, m_window.size() + next.size};
    {
        const std::lock_guard lock(m_mutex);
        if (m_current.bytes) {
            m_free.push_back(std::move(m_current));
        }
        m_current = std::move(next);
    }
    m_changed.notify_all();
    return true;
}

}  // namespace aurora::formats
