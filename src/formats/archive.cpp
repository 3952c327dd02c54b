#include "aurora/formats/archive.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_name.h"
#include "aurora/core/text.h"
#include "formats/zip_stream.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

namespace aurora::formats {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t blockSize = std::size_t{1} << 20U;

constexpr std::size_t longestPart = 200;  // bytes; the name while it is written is a little longer

/// The parts of a member's name. Windows' archives divide folders by backslashes.
std::vector<std::string> partsOf(std::string name)
{
    std::replace(name.begin(), name.end(), '\\', '/');
    return split(name, '/');
}

/// Why no file or folder may have this name on every system; a whole clause, empty when it may.
std::string whyNoPart(const std::string& part)
{
    if (part.empty()) {
        return "begins with a slash or has two in a row";
    }
    if (const auto at = part.find_first_of("<>:\"|?*"); at != std::string::npos) {
        return "contains the character " + std::string(1, part[at]);
    }
    if (std::any_of(part.begin(), part.end(), [](char c) { return c >= 0 && c < ' '; })) {
        return "contains a control character";
    }
    if (part.back() == '.' || part.back() == ' ') {
        return "has a part that ends with a dot or a blank, which Windows leaves out";
    }
    if (isWindowsDevice(part)) {
        return "has a part that is the name of a device on Windows";
    }
    return part.size() > longestPart ? "has a part of more than " + std::to_string(longestPart) + " bytes"
                                     : std::string();
}

/// Where members go below the folder. No two go to one place, nor one to where another needs a folder.
class Places
{
public:
    struct Place
    {
        fs::path path;
        std::string problem;  ///< a sentence; empty: the member may be written there
    };

    [[nodiscard]] Place take(const std::string& name)
    {
        Place place;
        std::vector<std::string> above;
        for (const std::string& part : partsOf(name)) {
            if (part == ".") {
                continue;
            }
            if (const std::string why = whyNoPart(part); !why.empty()) {
                return {{}, "No file may have this name on every system: it " + why + "."};
            }
            above.push_back(lowerCase(pathText(place.path)));
            place.path /= pathFromText(part);
        }
        const std::string key = lowerCase(pathText(place.path));
        if (key.empty()) {
            return {{}, "No file may have this name on every system: it names the folder itself."};
        }
        const auto isFile = [this](const std::string& folder) { return m_files.contains(folder); };
        if (m_files.contains(key) || m_folders.contains(key) || std::any_of(above.begin(), above.end(), isFile)) {
            return {{}, "Another one in the archive has this place."};
        }
        m_folders.insert(above.begin(), above.end());
        m_files.insert(key);
        return place;
    }

private:
    std::set<std::string> m_files;  ///< in small letters, as Windows compares them
    std::set<std::string> m_folders;
};

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

/// No program that packs files makes such a name.
void refuseWaysOut(const ZipStreams& archive)
{
    for (const ZipArchive::Member& member : archive.members()) {
        const std::vector<std::string> parts = partsOf(member.name);
        if (std::find(parts.begin(), parts.end(), "..") != parts.end()) {
            throw FormatError("The archive's member " + member.name +
                              " leads out of the folder that it is unpacked to. Nothing was unpacked.");
        }
    }
}

/// A member that is to be unpacked.
struct Planned
{
    const ZipArchive::Member* member;
    fs::path file;
};

std::vector<Planned> planned(const ZipStreams& archive, const fs::path& folder, std::vector<NotUnpacked>& refused)
{
    std::vector<Planned> plan;
    Places places;
    for (const ZipArchive::Member& member : archive.members()) {
        if (isFolder(member) || isByTheWay(member)) {
            continue;
        }
        try {
            ZipArchive::refuseHostile(member);
        } catch (const FormatError& error) {
            refused.push_back({.name = member.name, .reason = error.what(), .isUnreadable = true});
            continue;
        }
        Places::Place place = places.take(member.name);
        if (!place.problem.empty()) {
            refused.push_back({.name = member.name, .reason = std::move(place.problem)});
        } else if (!isThere(folder / place.path, member.size)) {
            plan.push_back({&member, folder / place.path});
        }
    }
    return plan;
}

/// An archive may need two hundred times its size: where there is no room for it, nothing is begun.
void refuseTooLarge(const std::vector<Planned>& plan, const fs::path& folder)
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
    for (const Planned& next : plan) {
        if (next.member->size > room) {
            throw FormatError("There is no room for what it holds in " + pathText(there) + ". Nothing was unpacked.");
        }
        room -= next.member->size;
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

std::vector<NotUnpacked> unpackArchive(const fs::path& archive, const fs::path& folder, Progress& progress)
{
    std::vector<NotUnpacked> refused;
    try {
        const ZipStreams streams(archive);
        refuseOverlaps(streams, fs::file_size(archive));
        refuseWaysOut(streams);
        const std::vector<Planned> plan = planned(streams, folder, refused);
        refuseTooLarge(plan, folder);
        std::uint64_t done = 0;
        for (const Planned& next : plan) {
            progress.throwIfCancelled();
            progress.report(done++, plan.size(), "unpacking " + pathText(archive.filename()));
            try {
                writeMember(streams, *next.member, next.file, progress);
            } catch (const FormatError& error) {
                refused.push_back(
                    {.name = next.member->name, .reason = error.what(), .cause = error.cause(), .isUnreadable = true});
            }
        }
    } catch (const FormatError& error) {
        throw FormatError(pathText(archive) + ": " + error.what(), error.cause());
    }
    return refused;
}

}  // namespace aurora::formats
