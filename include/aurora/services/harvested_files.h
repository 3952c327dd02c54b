#pragma once

#include "aurora/config/harvesters.h"
#include "aurora/database/files_table.h"
#include "aurora/remote/host.h"
#include "aurora/services/fetch_data.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// A folder in which a vendor's program leaves its files, and where they are read.
struct FolderToHarvest
{
    enum class Place
    {
        Here,      ///< on this PC or a mounted drive: files are read where they are
        OnServer,  ///< files are copied first
    };

    HarvesterKind kind = HarvesterKind::EcLab;
    Place place = Place::Here;
    std::string label;
    std::string hostname;               ///< empty for one that is here
    std::string folder;                 ///< as configured: on the server, or absolute
    std::filesystem::path localFolder;  ///< itself, or of the copies
    CycleMode cycleMode = CycleMode::Chg;
};

/// @param rawFiles  see rawFilesFolder
[[nodiscard]] FolderToHarvest folderToHarvest(HarvesterKind kind, const config::HarvestedFolder& configured,
                                              const std::filesystem::path& rawFiles);

/// A recording in a harvested folder.
struct HarvestedRecording
{
    remote::RemoteFile file;
    std::vector<remote::RemoteFile>
        companions;  ///< that may be read with it: its log, the parts that go on where it ends
};

/// The recordings in a listing: `.mpr` with its `.mpl`; `.ndax`, `.nda`, and `.xlsx` with its `_1`, `_2`, …
/// Logs without a recording, lock files of spreadsheets and all else is left out.
[[nodiscard]] std::vector<HarvestedRecording> recordingsIn(const std::vector<remote::RemoteFile>& listing,
                                                           HarvesterKind kind);

/// True for a file that could be a recording of its own, and must be looked at to know whether it goes on another one.
[[nodiscard]] bool mayStandAlone(const remote::RemoteFile& companion);

/// What is noted of the files of a harvested folder.
class NotedFiles
{
public:
    NotedFiles(std::vector<database::FileRow> rows, std::string timeZone);

    /// nullptr when it was never dealt with
    [[nodiscard]] const database::FileRow* find(const std::string& path) const;

    /// Whether this version of the file, by size and time of change, was dealt with.
    [[nodiscard]] bool has(const remote::RemoteFile& file) const;

private:
    std::map<std::string, database::FileRow> m_rows;
    std::string m_timeZone;
};

}  // namespace aurora::services
