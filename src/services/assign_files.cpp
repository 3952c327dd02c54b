#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/harvest_folder.h"
#include "aurora/services/import_data.h"
#include "cancel_only.h"
#include "harvested_copies.h"
#include "raw_files.h"

#include <map>
#include <optional>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// Makes the files readable on this PC, and collects how they are to be imported.
class FilesToAssign
{
public:
    FilesToAssign(Lab& lab, const std::string& sampleId, std::optional<double> start_uts, Report& report,
                  Progress& progress)
        : m_lab(lab), m_sample(sampleId), m_start_uts(start_uts), m_report(report), m_progress(progress)
    {
    }

    void add(const database::FileRow& row)
    {
        const std::string name =
            row.serverLabel.empty() ? row.folder + "/" + row.path : row.serverLabel + ": " + row.path;
        try {
            if (row.snapshotFile.empty() && row.status == "stored") {
                m_report.skipped.push_back({name, row.reason + ": assign that file instead", {}});
                return;
            }
            if (row.status == "stored" && row.sampleId != m_sample) {
                throw Error("It is stored already, as " + row.snapshotFile + " of " + row.sampleId +
                            ". It can be moved from there, in that sample's snapshots or with: snapshots move " +
                            row.sampleId + " " + row.snapshotFile + " --to " + m_sample);
            }
            if (row.serverLabel.empty()) {
                addLocal(pathFromText(row.folder) / pathFromText(row.path));
            } else if (row.folder == jobSnapshotsFolder) {
                addJobSnapshot(row);
            } else {
                addHarvested(row);
            }
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            m_report.failed.push_back({name, error.what(), error.cause()});
        }
    }

    /// By how cycles are counted.
    [[nodiscard]] const std::map<CycleMode, ImportDataOptions>& imports() const noexcept { return m_imports; }

private:
    ImportDataOptions& importOf(CycleMode mode)
    {
        ImportDataOptions& options = m_imports[mode];
        options.sample = SampleId(m_sample);
        options.start_uts = m_start_uts;
        options.cycleMode = mode;
        return options;
    }

    void addLocal(const fs::path& file)
    {
        std::error_code ignored;
        if (!fs::exists(file, ignored)) {
            throw Error(pathText(file) + " is not there any more, so it cannot be imported for " + m_sample +
                        ". Put it back and assign it again.");
        }
        importOf(CycleMode::Chg).inputs.push_back(file);
    }

    void addJobSnapshot(const database::FileRow& row)
    {
        const fs::path file = copyOf(row, m_lab.project(), rawFilesFolder(m_lab.user()));
        std::error_code ignored;
        if (!fs::exists(file, ignored)) {
            throw Error(row.path + " of " + row.serverLabel +
                        " is not on this PC. Take a snapshot of its job first, then assign it.");
        }
        ImportDataOptions& options = importOf(CycleMode::Chg);
        options.inputs.push_back(file);
        options.origins[file] = {row.serverLabel, row.folder, row.path, fs::file_size(file), modifiedUts(file)};
    }

    void addHarvested(const database::FileRow& row)
    {
        const auto [folder, host] = folderOf(row);
        const std::optional<remote::RemoteFile> file = takeFile(folder, *host, row.path);
        if (!file) {
            throw Error(row.path + " is neither on this PC nor in " + row.folder + " of " + row.serverLabel +
                        " any more, so it cannot be imported for " + m_sample + ".");
        }
        std::vector<remote::RemoteFile> listing{*file};
        for (const std::string& path : companionPaths(folder, row)) {
            if (const std::optional<remote::RemoteFile> companion = takeFile(folder, *host, path)) {
                listing.push_back(*companion);
            }
        }
        ImportDataOptions& options = importOf(folder.cycleMode);
        options.inputs.push_back(localPathOf(folder, row.path));
        for (const remote::RemoteFile& one : listing) {
            options.origins[localPathOf(folder, one.path)] = originOf(folder, one);
        }
    }

    [[nodiscard]] std::pair<FolderToHarvest, std::shared_ptr<remote::Host>> folderOf(const database::FileRow& row) const
    {
        std::optional<HarvestedPlace> place = harvestedPlace(row, m_lab.project(), rawFilesFolder(m_lab.user()));
        if (place) {
            return {std::move(place->folder), m_lab.harvestHost(*place->configured)};
        }
        throw Error("The folder " + row.folder + " of " + row.serverLabel +
                    " is not harvested any more, so nothing can be assigned from it. Name it under its harvester in "
                    "shared_config.json again.");
    }

    /// The files that may be read with it and were noted with it.
    [[nodiscard]] std::vector<std::string> companionPaths(const FolderToHarvest& folder,
                                                          const database::FileRow& row) const
    {
        std::vector<remote::RemoteFile> noted;
        const auto database = m_lab.project().openDatabase();
        for (const database::FileRow& one : database::FilesTable(*database).ofFolder(row.serverLabel, row.folder)) {
            noted.push_back({one.path, static_cast<std::uint64_t>(one.size), 0});
        }
        std::vector<std::string> paths;
        for (const HarvestedRecording& recording : recordingsIn(noted, folder.kind)) {
            for (const remote::RemoteFile& companion : recording.companions) {
                if (recording.file.path == row.path) {
                    paths.push_back(companion.path);
                }
            }
        }
        return paths;
    }

    /// The copy that is there, whatever the server has by now (the next harvest sees that); else it is fetched again.
    [[nodiscard]] std::optional<remote::RemoteFile> takeFile(const FolderToHarvest& folder, remote::Host& host,
                                                             const std::string& path) const
    {
        const fs::path local = localPathOf(folder, path);
        std::error_code code;
        if (const std::uintmax_t size = fs::file_size(local, code); !code) {
            return remote::RemoteFile{path, size, modifiedUts(local)};
        }
        std::optional<remote::RemoteFile> found = host.find(pathOnHost(folder, path), m_progress);
        if (found) {
            found->path = path;
            fetchFile(host, folder, *found, m_progress);
        }
        return found;
    }

    Lab& m_lab;
    const std::string& m_sample;
    std::optional<double> m_start_uts;
    Report& m_report;
    Progress& m_progress;
    std::map<CycleMode, ImportDataOptions> m_imports;
};

}  // namespace

Report assignFiles(Lab& lab, const std::vector<std::int64_t>& fileIds, const std::string& sampleId, Progress& progress,
                   std::optional<double> start_uts)
{
    const Project& project = lab.project();
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be assigned in it.");
    }
    const auto database = project.openDatabase();
    if (!database::SamplesTable(*database).contains(sampleId)) {
        throw Error("There is no sample " + sampleId + " in the project. Import its row first (import-samples).");
    }
    Report report;
    FilesToAssign files(lab, sampleId, start_uts, report, progress);
    try {
        for (const std::int64_t id : fileIds) {
            progress.throwIfCancelled();
            const std::optional<database::FileRow> row = database::FilesTable(*database).find(id);
            if (row) {
                files.add(*row);
            } else {
                report.failed.push_back({std::to_string(id), "There is no file of this number in the list.", {}});
            }
        }
    } catch (const Cancelled&) {
        report.cancelled = true;
        return report;
    }
    for (const auto& [mode, options] : files.imports()) {
        const ImportDataResult imported = importData(project, options, progress);
        report.add(imported.report);
        report.cancelled = report.cancelled || imported.report.cancelled;
    }
    return report;
}

}  // namespace aurora::services
