#include "harvested_copies.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "raw_files.h"

#include <algorithm>
#include <array>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// Folders of raw files: what a harvest, or a snapshot of a job, puts below the user's folder.
constexpr std::array<std::string_view, 3> rawFolders{"eclab_snapshots", "neware_snapshots", jobSnapshotsFolder};

fs::path normal(const fs::path& path)
{
    const fs::path whole = fs::absolute(path).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

/// Is it the folder, or below it?
bool isIn(const fs::path& path, const fs::path& folder)
{
    const auto [ofFolder, ofPath] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return ofFolder == folder.end();
}

/// The folders of raw files that the inputs lie in, or are.
std::set<fs::path> rawFilesAround(const std::vector<fs::path>& inputs)
{
    std::set<fs::path> found;
    for (const fs::path& input : inputs) {
        fs::path before;
        for (const fs::path& part : input) {
            if (std::find(rawFolders.begin(), rawFolders.end(), pathText(part)) != rawFolders.end()) {
                found.insert(before);
            }
            before /= part;
        }
        std::error_code ignored;
        if (std::any_of(rawFolders.begin(), rawFolders.end(),
                        [&](std::string_view name) { return fs::is_directory(input / std::string(name), ignored); }))
        {
            found.insert(input);
        }
    }
    return found;
}

struct Configured
{
    HarvesterKind kind;
    const config::HarvestedFolder* folder;
};

std::vector<Configured> configuredFolders(const Project& project)
{
    std::vector<Configured> all;
    for (const config::HarvestedFolder& folder : project.config().harvesters.eclab) {
        all.push_back({HarvesterKind::EcLab, &folder});
    }
    for (const config::HarvestedFolder& folder : project.config().harvesters.neware) {
        all.push_back({HarvesterKind::Neware, &folder});
    }
    return all;
}

HarvesterKind kindOf(const std::string& path)
{
    const std::string ending = pathText(pathFromText(path).extension());
    const bool isEcLab = ending == ".mpr" || ending == ".MPR" || ending == ".mpl" || ending == ".MPL";
    return isEcLab ? HarvesterKind::EcLab : HarvesterKind::Neware;
}

fs::path copyIn(const FolderToHarvest& folder, const std::string& path)
{
    try {
        return localPathOf(folder, path);
    } catch (const Error&) {
        return {};
    }
}

/// Collects the noted files that are among the inputs.
class Among
{
public:
    Among(const std::vector<fs::path>& inputs, database::Database& database)
        : m_inputs(inputs.begin(), inputs.end()), m_database(database)
    {
    }

    void add(const FolderToHarvest& folder)
    {
        const bool touches = std::any_of(m_inputs.begin(), m_inputs.end(), [&](const fs::path& input) {
            return isIn(input, normal(folder.localFolder)) || isIn(normal(folder.localFolder), input);
        });
        if (!touches) {
            return;
        }
        for (const database::FileRow& row : database::FilesTable(m_database).ofFolder(folder.label, folder.folder)) {
            add(copyIn(folder, row.path), row);
        }
    }

    void addJobSnapshots(const fs::path& rawFiles)
    {
        const Table rows =
            m_database.query(R"(SELECT "Server label", "Path" FROM files WHERE "Server label" <> '' AND "Folder" = ?)",
                             {std::string(jobSnapshotsFolder)});
        for (const auto& cells : rows.rows) {
            database::FileRow row;
            row.serverLabel = toText(cells[0]);
            row.folder = jobSnapshotsFolder;
            row.path = toText(cells[1]);
            add(normal(rawFiles / row.folder / pathFromText(row.path)), row);
        }
    }

    [[nodiscard]] std::map<fs::path, FileOrigin> take() { return std::move(m_found); }

private:
    void add(const fs::path& copy, const database::FileRow& row)
    {
        if (!isWanted(copy)) {
            return;
        }
        std::error_code code;
        if (const std::uintmax_t size = fs::file_size(copy, code); !code) {
            m_found[copy] = {row.serverLabel, row.folder, row.path, size, modifiedUts(copy)};
        }
    }

    /// Is it an input, or below one?
    [[nodiscard]] bool isWanted(const fs::path& copy) const
    {
        fs::path before;
        return std::any_of(copy.begin(), copy.end(), [&](const fs::path& part) {
            before /= part;
            return m_inputs.count(before) > 0;
        });
    }

    std::set<fs::path> m_inputs;
    database::Database& m_database;
    std::map<fs::path, FileOrigin> m_found;
};

}  // namespace

std::optional<HarvestedPlace> harvestedPlace(const database::FileRow& row, const Project& project,
                                             const fs::path& rawFiles)
{
    for (const Configured& configured : configuredFolders(project)) {
        if (configured.kind != kindOf(row.path)) {
            continue;
        }
        FolderToHarvest folder = folderToHarvest(configured.kind, *configured.folder, rawFiles);
        if (folder.label == row.serverLabel && folder.folder == row.folder) {
            return HarvestedPlace{std::move(folder), configured.folder};
        }
    }
    return std::nullopt;
}

fs::path copyOf(const database::FileRow& row, const Project& project, const fs::path& rawFiles)
{
    if (row.serverLabel.empty()) {
        return normal(pathFromText(row.folder) / pathFromText(row.path));
    }
    if (row.folder == jobSnapshotsFolder) {
        return normal(rawFiles / row.folder / pathFromText(row.path));
    }
    const std::optional<HarvestedPlace> place = harvestedPlace(row, project, rawFiles);
    return place ? copyIn(place->folder, row.path) : fs::path();
}

std::map<fs::path, FileOrigin> harvestedAmong(const std::vector<fs::path>& inputs, const Project& project,
                                              database::Database& database)
{
    std::vector<fs::path> absolute;
    std::transform(inputs.begin(), inputs.end(), std::back_inserter(absolute), normal);
    const std::set<fs::path> raw = rawFilesAround(absolute);
    Among among(absolute, database);
    for (const Configured& configured : configuredFolders(project)) {
        if (!configured.folder->access) {
            among.add(folderToHarvest(configured.kind, *configured.folder, {}));
            continue;
        }
        for (const fs::path& rawFiles : raw) {
            among.add(folderToHarvest(configured.kind, *configured.folder, rawFiles));
        }
    }
    for (const fs::path& rawFiles : raw) {
        among.addJobSnapshots(rawFiles);
    }
    return among.take();
}

}  // namespace aurora::services
