#include "formats/zip_archive.h"

#include "aurora/core/error.h"
#include "formats/zip_inflate.h"
#include "formats/zip_scan.h"
#include "formats/zip_unpack.h"

#include <zip.h>

#include <array>
#include <cstdio>
#include <cstring>

namespace aurora::formats {

namespace {

constexpr std::uint64_t largestRatio = 200;
constexpr std::uint64_t largestMember = std::uint64_t{1} << 31;
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;

std::string firstBytesText(std::span<const std::uint8_t> file)
{
    std::string text;
    for (const std::uint8_t byte : file.first(std::min<std::size_t>(file.size(), 4))) {
        std::array<char, 4> hex{};
        std::snprintf(hex.data(), hex.size(), "%02X", static_cast<unsigned>(byte));
        text += (text.empty() ? "" : " ") + std::string(hex.data());
    }
    return text;
}

bool beginsLikeZip(std::span<const std::uint8_t> file)
{
    constexpr std::array<std::uint8_t, 4> localHeader{'P', 'K', 3, 4};
    return file.size() >= localHeader.size() && std::equal(localHeader.begin(), localHeader.end(), file.begin());
}

}  // namespace

struct ZipArchive::Directory
{
    explicit Directory(zip_t* opened) : zip(opened) {}

    ~Directory() { zip_discard(zip); }

    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    zip_t* zip;
};

ZipArchive::ZipArchive(std::vector<std::uint8_t> file, Progress& progress) : m_file(std::move(file))
{
    if (m_file.empty()) {
        throw FormatError("The file is empty: it has 0 bytes.");
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(m_file.data(), m_file.size(), 0, &error);
    zip_t* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    const std::string cause = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (zip != nullptr) {
        m_directory = std::make_unique<Directory>(zip);
        listMembers();
        return;
    }
    zip_source_free(source);
    if (!beginsLikeZip(m_file)) {
        throw FormatError("The file is no zip archive: it begins with the bytes " + firstBytesText(m_file) +
                              " where 50 4B 03 04 was expected. Nothing was read.",
                          cause);
    }
    LocalMembers found = scanLocalHeaders(m_file, progress);
    m_members = std::move(found.whole);
    m_cutOff = std::move(found.cutOff);
    if (m_members.empty() && !m_cutOff) {
        throw FormatError("The zip archive ends after " + std::to_string(m_file.size()) +
                              " bytes, before its first member is complete. Nothing was read; copy the file again.",
                          cause);
    }
}

ZipArchive::~ZipArchive() = default;

void ZipArchive::listMembers()
{
    const zip_int64_t count = zip_get_num_entries(m_directory->zip, 0);
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(std::max<zip_int64_t>(count, 0)); ++i) {
        zip_stat_t stat;
        if (zip_stat_index(m_directory->zip, i, 0, &stat) != 0 || stat.name == nullptr) {
            continue;
        }
        Member& member = m_members.emplace_back();
        member.name = stat.name;
        member.size = stat.size;
        member.compressedSize = stat.comp_size;
        member.crc = stat.crc;
        member.method = stat.comp_method;
        member.encrypted = stat.encryption_method != ZIP_EM_NONE;
        member.place = i;
    }
}

const ZipArchive::Member* ZipArchive::find(std::string_view name) const
{
    for (const Member& member : m_members) {
        if (member.name == name) {
            return &member;
        }
    }
    return nullptr;
}

Bytes ZipArchive::compressedBytes(const Member& member, std::uint64_t count)
{
    Bytes bytes(count);
    if (m_directory == nullptr) {
        std::memcpy(bytes.data(), m_file.data() + member.place, bytes.size());
        return bytes;
    }
    zip_file_t* opened = zip_fopen_index(m_directory->zip, member.place, ZIP_FL_COMPRESSED);
    if (opened == nullptr) {
        throw FormatError("The archive's member " + member.name + " cannot be opened. Copy the file again.",
                          zip_strerror(m_directory->zip));
    }
    const zip_int64_t got = zip_fread(opened, bytes.data(), bytes.size());
    zip_fclose(opened);
    if (got < 0 || static_cast<std::uint64_t>(got) != count) {
        throw FormatError("The archive's member " + member.name + " promises " + std::to_string(member.compressedSize) +
                          " compressed bytes, but only " + std::to_string(std::max<zip_int64_t>(got, 0)) +
                          " are there. Copy the file again.");
    }
    return bytes;
}

/// Refuses sizes that the file cannot hold, before anything is allocated.
void ZipArchive::checkSizes(const Member& member)
{
    const std::string named = "The archive's member " + member.name;
    if (member.compressedSize > m_file.size() - m_bytesRead) {
        throw FormatError(named + " says it has " + std::to_string(member.compressedSize) +
                          " compressed bytes, more than the file of " + std::to_string(m_file.size()) +
                          " bytes can hold.");
    }
    m_bytesRead += member.compressedSize;
    if (member.size > largestMember) {
        throw FormatError(named + " says that it unpacks to " + std::to_string(member.size) +
                          " bytes; more than 2 GiB is refused.");
    }
}

Bytes ZipArchive::readCutOff(Progress& progress) const
{
    Bytes bytes(m_cutOff->size);
    const std::span<const std::uint8_t> packed = std::span(m_file).subspan(m_cutOff->place, m_cutOff->compressedSize);
    if (m_cutOff->method == stored) {
        std::memcpy(bytes.data(), packed.data(), packed.size());
        return bytes;
    }
    const InflateResult result = inflate(packed, {bytes.data(), bytes.size()}, bytes.size(), progress);
    bytes.shrink(result.unpacked);
    return bytes;
}

void ZipArchive::refuseHostile(const Member& member)
{
    const std::string named = "The archive's member " + member.name;
    if (member.encrypted || (member.method != stored && member.method != deflated)) {
        throw FormatError(named +
                          (member.encrypted
                               ? " is encrypted"
                               : " is compressed in an unknown way (method " + std::to_string(member.method) + ")") +
                          "; only deflate is known.");
    }
    if (member.size / largestRatio > member.compressedSize) {  // this way round nothing can overflow
        throw FormatError(named + " says that its " + std::to_string(member.compressedSize) + " bytes unpack to " +
                          std::to_string(member.size) + "; more than " + std::to_string(largestRatio) +
                          " to 1 is refused.");
    }
}

Unpacking ZipArchive::start(const Member& member)
{
    refuseHostile(member);
    checkSizes(member);
    return {member, compressedBytes(member, member.compressedSize)};
}

Bytes ZipArchive::read(const Member& member, Progress& progress)
{
    return start(member).wait(progress);
}

Bytes ZipArchive::readBeginning(const Member& member, std::size_t size)
{
    constexpr std::uint64_t largestHeaders = 1024;  // of blocks that are not compressed
    refuseHostile(member);
    const std::uint64_t needed = member.method == stored ? size : 2 * size + largestHeaders;
    Bytes packed = compressedBytes(member, std::min(member.compressedSize, needed));
    if (member.method == stored) {
        return packed;
    }
    Bytes bytes(size);
    bytes.shrink(inflateBeginning(packed.span(), {bytes.data(), bytes.size()}));
    return bytes;
}

}  // namespace aurora::formats
