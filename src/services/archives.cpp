#include "archives.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/formats/archive.h"
#include "provenance.h"

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// Named by archive and content: another zip of that name has another folder.
fs::path folderFor(const fs::path& unpacked, const fs::path& archive, const Progress& progress)
{
    constexpr std::size_t digits = 8;
    const std::string sum = describeSource(archive, progress).sha256.substr(0, digits);
    return unpacked / pathFromText(pathText(archive.stem()) + "-" + sum);
}

}  // namespace

std::vector<fs::path> withArchivesUnpacked(const fs::path& unpacked, const std::vector<fs::path>& inputs,
                                           Report& report, Progress& progress, const FolderNoted& begin)
{
    std::vector<fs::path> found;
    for (const fs::path& input : inputs) {
        if (!formats::isArchive(input)) {
            found.push_back(input);
            continue;
        }
        try {
            const fs::path folder = folderFor(unpacked, input, progress);
            begin(folder);
            for (const formats::NotUnpacked& member : formats::unpackArchive(input, folder, progress)) {
                const std::string what = "\"" + member.name + "\" in it was not unpacked: " + member.reason;
                (member.isUnreadable ? report.failed : report.skipped).push_back({pathText(input), what, member.cause});
            }
            makeFolder(folder);  // also for an empty zip
            found.push_back(folder);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            report.failed.push_back({pathText(input), error.what(), error.cause()});
        } catch (const std::exception& error) {
            report.failed.push_back({pathText(input), pathText(input) + ": could not be unpacked.", error.what()});
        }
    }
    return found;
}

}  // namespace aurora::services
