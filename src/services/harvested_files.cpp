#include "aurora/services/harvested_files.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace aurora::services {

namespace {

/// A path without the last ending, and that ending with its dot.
struct SplitPath
{
    std::string stem;
    std::string ending;
};

SplitPath splitPath(const std::string& path)
{
    const std::size_t slash = path.find_last_of('/');
    const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
    const std::size_t dot = path.find_last_of('.');
    if (dot == std::string::npos || dot <= name) {
        return {path, {}};
    }
    return {path.substr(0, dot), path.substr(dot)};
}

bool isOfKind(const std::string& path, HarvesterKind kind)
{
    const std::string ending = lowerCase(splitPath(path).ending);
    if (kind == HarvesterKind::EcLab) {
        return ending == ".mpr";
    }
    return ending == ".ndax" || ending == ".nda" || ending == ".xlsx";
}

/// Spreadsheet programs leave such a file beside one that is open.
bool isLockFile(const std::string& path)
{
    const std::size_t slash = path.find_last_of('/');
    return path.compare(slash == std::string::npos ? 0 : slash + 1, 2, "~$") == 0;
}

using Listing = std::map<std::string, const remote::RemoteFile*>;

const remote::RemoteFile* fileIn(const Listing& listing, const std::string& path)
{
    const auto found = listing.find(path);
    return found == listing.end() ? nullptr : found->second;
}

const remote::RemoteFile* partOf(const Listing& listing, const SplitPath& file, int number)
{
    return fileIn(listing, file.stem + "_" + std::to_string(number) + file.ending);
}

/// Whether by its name it is `_<n>` of a file in the listing, with all before it.
bool isNumberedPart(const Listing& listing, const std::string& path)
{
    const SplitPath part = splitPath(path);
    const std::size_t mark = part.stem.find_last_of('_');
    if (mark == std::string::npos || fileIn(listing, part.stem.substr(0, mark) + part.ending) == nullptr) {
        return false;
    }
    const std::string number = part.stem.substr(mark + 1);
    const SplitPath main{part.stem.substr(0, mark), part.ending};
    for (int n = 1; partOf(listing, main, n) != nullptr; ++n) {
        if (std::to_string(n) == number) {
            return true;
        }
    }
    return false;
}

/// The parts of a file, and theirs.
void addParts(const Listing& listing, const std::string& path, std::vector<remote::RemoteFile>& parts)
{
    const SplitPath main = splitPath(path);
    for (int n = 1; const remote::RemoteFile* const part = partOf(listing, main, n); ++n) {
        parts.push_back(*part);
        addParts(listing, part->path, parts);
    }
}

void addLog(const Listing& listing, const std::string& path, std::vector<remote::RemoteFile>& companions)
{
    for (const std::string_view ending : {".mpl", ".MPL"}) {
        if (const remote::RemoteFile* const log = fileIn(listing, splitPath(path).stem + std::string(ending))) {
            companions.push_back(*log);
            return;  // the one that is read
        }
    }
}

bool isWorkbook(const std::string& path)
{
    return lowerCase(splitPath(path).ending) == ".xlsx";
}

}  // namespace

FolderToHarvest folderToHarvest(HarvesterKind kind, const config::HarvestedFolder& configured,
                                const std::filesystem::path& rawFiles)
{
    FolderToHarvest folder;
    folder.kind = kind;
    folder.label = configured.label;
    folder.cycleMode = configured.cycleMode.value_or(CycleMode::Chg);
    if (!configured.access) {
        folder.folder = pathText(configured.localFolder);
        folder.localFolder = configured.localFolder;
        return folder;
    }
    folder.place = FolderToHarvest::Place::OnServer;
    folder.hostname = configured.access->hostname;
    folder.folder = configured.remoteFolder;
    folder.localFolder = rawFiles / (kind == HarvesterKind::EcLab ? "eclab_snapshots" : "neware_snapshots") /
                         pathFromText(configured.label);
    return folder;
}

std::vector<HarvestedRecording> recordingsIn(const std::vector<remote::RemoteFile>& listing, HarvesterKind kind)
{
    Listing byPath;
    for (const remote::RemoteFile& file : listing) {
        byPath[file.path] = &file;
    }
    std::vector<HarvestedRecording> recordings;
    for (const remote::RemoteFile& file : listing) {
        const bool isPart = isWorkbook(file.path) && isNumberedPart(byPath, file.path);
        if (!isOfKind(file.path, kind) || isLockFile(file.path) || isPart) {
            continue;
        }
        HarvestedRecording recording{file, {}};
        if (kind == HarvesterKind::EcLab) {
            addLog(byPath, file.path, recording.companions);
        } else if (isWorkbook(file.path)) {
            addParts(byPath, file.path, recording.companions);
        }
        recordings.push_back(std::move(recording));
    }
    return recordings;
}

bool mayStandAlone(const remote::RemoteFile& companion)
{
    return isWorkbook(companion.path);
}

NotedFiles::NotedFiles(std::vector<database::FileRow> rows, std::string timeZone) : m_timeZone(std::move(timeZone))
{
    for (database::FileRow& row : rows) {
        std::string path = row.path;
        m_rows.insert_or_assign(std::move(path), std::move(row));
    }
}

const database::FileRow* NotedFiles::find(const std::string& path) const
{
    const auto found = m_rows.find(path);
    return found == m_rows.end() ? nullptr : &found->second;
}

bool NotedFiles::has(const remote::RemoteFile& file) const
{
    const database::FileRow* const row = find(file.path);
    return row != nullptr && row->size == static_cast<std::int64_t>(file.size) &&
           row->modified == formatTimestamp(file.modified_uts, m_timeZone);
}

}  // namespace aurora::services
