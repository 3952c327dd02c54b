#include "aurora/formats/archive.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "formats/zip_stream.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <set>

namespace aurora::formats {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t blockSize = std::size_t{1} << 20U;

/// The place of a member below the folder; nothing when its name is none that may be written. Windows' archives divide
/// folders by backslashes.
std::optional<fs::path> placeOf(std::string name)
{
    std::replace(name.begin(), name.end(), '\\', '/');
    fs::path place;
    for (const std::string& part : split(name, '/')) {
        const bool plain = !part.empty() && part != "." && part != ".." &&
                           part.find_first_of("<>:\"|?*") == std::string::npos &&
                           std::none_of(part.begin(), part.end(), [](char c) { return c >= 0 && c < ' '; });
        if (!plain) {
            return std::nullopt;
        }
        place /= pathFromText(part);
    }
    return place;
}

bool isFolder(const ZipArchive::Member& member)
{
    return !member.name.empty() && (member.name.back() == '/' || member.name.back() == '\\');
}

/// What a packing program adds for itself.
bool isByTheWay(const ZipArchive::Member& member)
{
    return member.name.starts_with("__MACOSX/");
}

bool isThere(const fs::path& file, std::uint64_t size)
{
    std::error_code code;
    return fs::is_regular_file(file, code) && fs::file_size(file, code) == size && !code;
}

void writeMember(const ZipStreams& archive, const ZipArchive::Member& member, const fs::path& file, Progress& progress)
{
    makeFolder(file.parent_path());
    replaceFile(file, [&](const fs::path& temporary) {
        MemberStream stream(archive, member);
        std::ofstream out(temporary, std::ios::binary);
        std::vector<char> block(blockSize);
        std::size_t got = blockSize;
        while (got == blockSize && out) {
            progress.throwIfCancelled();
            got = stream.read(block);
            out.write(block.data(), static_cast<std::streamsize>(got));
        }
        out.close();
        if (!out) {
            throw Error(pathText(file) + ": cannot be written. Is the disk full?");
        }
    });
}

/// Each member alone is within its limits; overlapping ones could still unpack to more than the file ever held.
void refuseOverlaps(const ZipStreams& archive, std::uint64_t fileSize)
{
    std::uint64_t packed = 0;
    for (const ZipArchive::Member& member : archive.members()) {
        packed += member.compressedSize;
    }
    if (packed > fileSize) {
        throw FormatError("The archive's members have more packed bytes than the file. Nothing was unpacked.");
    }
}

/// An archive may need two hundred times its size: where there is no room for it, nothing is begun.
void refuseTooLarge(const ZipStreams& archive, const fs::path& folder)
{
    std::error_code code;
    fs::path there = folder;
    while (!fs::exists(there, code) && there.has_relative_path()) {
        there = there.parent_path();
    }
    const fs::space_info space = fs::space(there, code);
    if (code) {
        return;  // not known; writing fails in words
    }
    std::uintmax_t room = space.available;
    for (const ZipArchive::Member& member : archive.members()) {
        const std::optional<fs::path> place = placeOf(member.name);
        if (isFolder(member) || isByTheWay(member) || !place || isThere(folder / *place, member.size)) {
            continue;
        }
        if (member.size > room) {
            throw FormatError("There is no room for what it holds in " + pathText(there) + ". Nothing was unpacked.");
        }
        room -= member.size;
    }
}

}  // namespace

bool isArchive(const fs::path& file)
{
    constexpr std::array<char, 4> signature{'P', 'K', 3, 4};
    std::error_code code;
    if (lowerCase(pathText(file.extension())) != ".zip" || !fs::is_regular_file(file, code)) {
        return false;
    }
    std::array<char, 4> head{};
    std::ifstream stream(file, std::ios::binary);
    return stream.read(head.data(), head.size()) && head == signature;
}

std::vector<std::string> unpackArchive(const fs::path& archive, const fs::path& folder, Progress& progress)
{
    std::vector<std::string> refused;
    try {
        const ZipStreams streams(archive);
        refuseOverlaps(streams, fs::file_size(archive));
        refuseTooLarge(streams, folder);
        std::uint64_t done = 0;
        std::set<std::string> places;
        for (const ZipArchive::Member& member : streams.members()) {
            progress.throwIfCancelled();
            progress.report(done++, streams.members().size(), "unpacking " + pathText(archive.filename()));
            if (isFolder(member) || isByTheWay(member)) {
                continue;
            }
            const std::optional<fs::path> place = placeOf(member.name);
            if (!place || !places.insert(lowerCase(pathText(*place))).second) {  // nor two files in one place
                refused.push_back(member.name);
            } else if (!isThere(folder / *place, member.size)) {
                writeMember(streams, member, folder / *place, progress);
            }
        }
    } catch (const FormatError& error) {
        throw FormatError(pathText(archive) + ": " + error.what(), error.cause());
    }
    return refused;
}

}  // namespace aurora::formats
