#include "aurora/services/harvest_folder.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/remote/safe_path.h"
#include "cancel_only.h"
#include "import_preparation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// Files are imported in batches: what they came to is in the table before the next batch is fetched.
constexpr std::size_t filesPerBatch = 64;
constexpr std::uint64_t bytesPerBatch = 256U << 20U;

using Place = FolderToHarvest::Place;

/// The bytes of one file as part of those of all.
class BytesOfFile final : public Progress
{
public:
    BytesOfFile(BytesOfAll& all, std::string what) : m_all(all), m_what(std::move(what)) {}

    void report(std::uint64_t done, std::uint64_t /*total*/, std::string_view /*what*/) override
    {
        const auto now = static_cast<std::int64_t>(done);
        m_all.add(now - m_last, m_what);
        m_last = now;
    }

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_all.progress().cancelRequested(); }

private:
    BytesOfAll& m_all;
    std::string m_what;
    std::int64_t m_last = 0;
};

/// Whether a local copy is this version of the file.
bool isCopyOf(const fs::path& local, const remote::RemoteFile& file)
{
    constexpr double tolerance_s = 1;  // SFTP keeps whole seconds
    std::error_code code;
    const std::uintmax_t size = fs::file_size(local, code);
    return !code && size == file.size && std::abs(modifiedUts(local) - file.modified_uts) < tolerance_s;
}

}  // namespace

void BytesOfAll::add(std::int64_t bytes, std::string_view what)
{
    const std::int64_t done = m_done += bytes;
    m_progress.report(done < 0 ? 0 : static_cast<std::uint64_t>(done), m_total, what);
}

std::string pathOnHost(const FolderToHarvest& folder, const std::string& path)
{
    return folder.folder + (folder.folder.ends_with('/') ? "" : "/") + path;
}

fs::path localPathOf(const FolderToHarvest& folder, const std::string& path)
{
    const fs::path relative = folder.place == Place::Here ? pathFromText(path) : remote::safeRelativePath(path);
    return fs::absolute(folder.localFolder / relative).lexically_normal();
}

void fetchFile(remote::Host& host, const FolderToHarvest& folder, const remote::RemoteFile& file, Progress& progress)
{
    const fs::path local = localPathOf(folder, file.path);
    if (folder.place == Place::OnServer && !isCopyOf(local, file)) {
        try {
            host.download(pathOnHost(folder, file.path), local, progress);
        } catch (const remote::ConnectionError& error) {
            if (error.problem() != remote::ConnectionProblem::Dropped) {
                throw;
            }
            host.download(pathOnHost(folder, file.path), local, progress);  // connects anew, and goes on where it ended
        }
    }
    progress.report(file.size, file.size, file.path);
}

FileOrigin originOf(const FolderToHarvest& folder, const remote::RemoteFile& file)
{
    return {folder.label, folder.folder, file.path, file.size, file.modified_uts};
}

namespace {

/// One folder, one harvest.
class FolderHarvest
{
public:
    FolderHarvest(remote::Host& host, const FolderToHarvest& folder, const HarvestSurroundings& surroundings)
        : m_host(host),
          m_folder(folder),
          m_project(surroundings.project),
          m_bytes(surroundings.bytes),
          m_importing(surroundings.importing),
          m_force(surroundings.force)
    {
    }

    FolderHarvested run()
    {
        const std::string where = m_folder.label + ": " + m_folder.folder;
        try {
            m_database = m_project.openDatabase();
            const double begun_uts = nowUts();
            fetchAndImport(toBeRead());
            noteHarvest(begun_uts);
        } catch (const Cancelled&) {
            m_result.report.cancelled = true;
        } catch (const Error& error) {
            m_result.report.failed.push_back(
                {where, where + " was not harvested to its end: " + error.what(), error.cause()});
        } catch (const std::exception& error) {
            m_result.report.failed.push_back(
                {where, where + " was not harvested to its end. The next harvest goes on.", error.what()});
        }
        return std::move(m_result);
    }

private:
    /// What is new, has changed, or belongs to a sample that is known by now.
    std::vector<HarvestedRecording> toBeRead()
    {
        const std::vector<remote::RemoteFile> listing = m_host.list(m_folder.folder, m_bytes.progress());
        const NotedFiles noted(database::FilesTable(*m_database).ofFolder(m_folder.label, m_folder.folder),
                               m_project.timeZone());
        const SampleFinder finder = sampleFinderOf(m_project, *m_database);
        std::vector<HarvestedRecording> found;
        std::size_t unassigned = 0;
        std::size_t failed = 0;
        for (HarvestedRecording& recording : recordingsIn(listing, m_folder.kind)) {
            if (m_force == Force::Yes || isNew(recording, noted) || belongsToSampleNow(recording, noted, finder)) {
                found.push_back(std::move(recording));
                continue;
            }
            const std::string& status = noted.find(recording.file.path)->status;
            unassigned += status == "unassigned" ? 1U : 0U;
            failed += status == "failed" ? 1U : 0U;
        }
        reportLeft(unassigned, "not assigned to a sample, as before: see \"files list\", and \"files assign\" them or "
                               "import their samples");
        reportLeft(failed, "could not be read before and did not change since; harvest --force tries them again");
        return found;
    }

    [[nodiscard]] static bool isNew(const HarvestedRecording& recording, const NotedFiles& noted)
    {
        const auto isUnknown = [&](const remote::RemoteFile& file) { return !noted.has(file); };
        return isUnknown(recording.file) ||
               std::any_of(recording.companions.begin(), recording.companions.end(), isUnknown);
    }

    [[nodiscard]] bool belongsToSampleNow(const HarvestedRecording& recording, const NotedFiles& noted,
                                          const SampleFinder& finder) const
    {
        const auto belongs = [&](const remote::RemoteFile& file) {
            const database::FileRow* const row = noted.find(file.path);
            if (row == nullptr || row->status != "unassigned" || row->assignedBy == "user") {
                return false;
            }
            const Json kept = Json::parse(row->hints, nullptr, false);
            std::vector<std::string> hints;
            for (const Json& hint : kept.is_array() ? kept : Json::array()) {
                hints.push_back(hint.is_string() ? hint.get<std::string>() : std::string());
            }
            return finder.find(pathFromText(pathOnHost(m_folder, file.path)), hints).has_value();
        };
        return belongs(recording.file) ||
               std::any_of(recording.companions.begin(), recording.companions.end(), belongs);
    }

    void reportLeft(std::size_t count, const std::string& why)
    {
        if (count > 0) {
            m_result.report.skipped.push_back(
                {m_folder.label,
                 std::to_string(count) + (count == 1 ? " file in " : " files in ") + m_folder.folder + ": " + why,
                 {},
                 ReportKind::Other,
                 count});
        }
    }

    void fetchAndImport(const std::vector<HarvestedRecording>& recordings)
    {
        for (const HarvestedRecording& recording : recordings) {
            m_bytes.expect(bytesOf(recording));
        }
        try {
            for (const HarvestedRecording& recording : recordings) {
                m_bytes.progress().throwIfCancelled();
                fetch(recording);
                if (m_batch.size() >= filesPerBatch || m_batchBytes >= bytesPerBatch) {
                    importBatch();
                }
            }
        } catch (const Cancelled&) {
            throw;
        } catch (...) {
            importBatch();  // what came before the connection was lost
            throw;
        }
        importBatch();
    }

    [[nodiscard]] static std::uint64_t bytesOf(const HarvestedRecording& recording)
    {
        std::uint64_t bytes = recording.file.size;
        for (const remote::RemoteFile& companion : recording.companions) {
            bytes += companion.size;
        }
        return bytes;
    }

    /// @throws ConnectionError, which ends the work on this folder
    void fetch(const HarvestedRecording& recording)
    {
        try {
            fetchOne(recording.file);
            for (const remote::RemoteFile& companion : recording.companions) {
                fetchOne(companion);
            }
            m_batch.push_back(recording);
            m_batchBytes += bytesOf(recording);
        } catch (const remote::ConnectionError&) {
            throw;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            m_result.report.failed.push_back({nameOf(recording.file), error.what(), error.cause()});
        }
    }

    void fetchOne(const remote::RemoteFile& file)
    {
        BytesOfFile progress(m_bytes, nameOf(file));
        fetchFile(m_host, m_folder, file, progress);
    }

    [[nodiscard]] std::string nameOf(const remote::RemoteFile& file) const { return m_folder.label + ": " + file.path; }

    void importBatch()
    {
        if (m_batch.empty()) {
            return;
        }
        const std::vector<HarvestedRecording> batch = std::exchange(m_batch, {});
        m_batchBytes = 0;
        ImportDataOptions options;
        options.cycleMode = m_folder.cycleMode;
        options.force = m_force;
        options.unassigned = Unassigned::IsListed;
        options.analysis = Analysis::Later;
        std::map<std::string, std::string> names;  // by local path
        const auto take = [&](const remote::RemoteFile& file, bool isInput) {
            const fs::path local = localPathOf(m_folder, file.path);
            options.origins[local] = originOf(m_folder, file);
            names[pathText(local)] = nameOf(file);
            if (isInput) {
                options.inputs.push_back(local);
            }
        };
        for (const HarvestedRecording& recording : batch) {
            take(recording.file, true);
            for (const remote::RemoteFile& companion : recording.companions) {
                take(companion, mayStandAlone(companion));
            }
        }
        CancelOnly quiet(m_bytes.progress());
        const ImportDataResult imported = [&] {
            const std::lock_guard lock(m_importing);
            return importData(m_project, options, quiet);
        }();
        m_result.samples.insert(imported.samples.begin(), imported.samples.end());
        addNamed(imported, names);
        noteCompanions(batch, imported);
        if (imported.report.cancelled) {
            throw Cancelled();
        }
    }

    /// The report of an import by the names that the files have on their host.
    void addNamed(const ImportDataResult& imported, const std::map<std::string, std::string>& names)
    {
        const auto add = [&](std::vector<ReportItem>& to, const std::vector<ReportItem>& from) {
            for (ReportItem item : from) {
                if (imported.outcomes.count(pathFromText(item.input)) == 0) {
                    continue;  // it went with another one
                }
                const auto name = names.find(item.input);
                item.input = name == names.end() ? item.input : name->second;
                to.push_back(std::move(item));
            }
        };
        add(m_result.report.done, imported.report.done);
        add(m_result.report.skipped, imported.report.skipped);
        add(m_result.report.failed, imported.report.failed);
    }

    /// Files that were read with another one are noted too, so that a change of theirs is seen.
    void noteCompanions(const std::vector<HarvestedRecording>& batch, const ImportDataResult& imported)
    {
        std::vector<database::FileRow> rows;
        for (const HarvestedRecording& recording : batch) {
            const auto outcome = imported.outcomes.find(localPathOf(m_folder, recording.file.path));
            if (outcome == imported.outcomes.end() || outcome->second == FileOutcome::NotStored) {
                continue;
            }
            for (const remote::RemoteFile& companion : recording.companions) {
                if (imported.outcomes.count(localPathOf(m_folder, companion.path)) == 0) {
                    rows.push_back(companionRow(companion, recording.file));
                }
            }
        }
        if (rows.empty()) {
            return;
        }
        CancelOnly quiet(m_bytes.progress());
        m_database->write(
            [&] {
                database::FilesTable files(*m_database);
                for (const database::FileRow& row : rows) {
                    files.upsert(row);
                }
            },
            quiet);
    }

    [[nodiscard]] database::FileRow companionRow(const remote::RemoteFile& companion,
                                                 const remote::RemoteFile& file) const
    {
        database::FileRow row;
        row.serverLabel = m_folder.label;
        row.folder = m_folder.folder;
        row.path = companion.path;
        row.size = static_cast<std::int64_t>(companion.size);
        row.modified = formatTimestamp(companion.modified_uts, m_project.timeZone());
        row.status = "stored";
        row.reason = "read with " + pathText(pathFromText(file.path).filename());
        row.fetched = formatTimestamp(nowUts(), m_project.timeZone());
        return row;
    }

    void noteHarvest(double begun_uts)
    {
        const std::string when = formatTimestamp(begun_uts, m_project.timeZone());
        CancelOnly quiet(m_bytes.progress());
        const auto note = [&] {
            const int known = m_database->execute(
                R"(UPDATE harvester SET "Last snapshot" = ? WHERE "Server label" = ? AND "Folder" = ? )"
                R"(AND COALESCE("Server hostname", '') = ?)",
                {when, m_folder.label, m_folder.folder, m_folder.hostname});
            if (known == 0) {
                m_database->execute(
                    R"(INSERT INTO harvester ("Server label", "Server hostname", "Folder", "Last snapshot") )"
                    R"(VALUES (?, ?, ?, ?))",
                    {m_folder.label, m_folder.hostname, m_folder.folder, when});
            }
        };
        m_database->write(note, quiet);
    }

    remote::Host& m_host;
    const FolderToHarvest& m_folder;
    const Project& m_project;
    BytesOfAll& m_bytes;
    std::mutex& m_importing;
    Force m_force;
    std::unique_ptr<database::Database> m_database;
    FolderHarvested m_result;
    std::vector<HarvestedRecording> m_batch;  ///< fetched, to be imported
    std::uint64_t m_batchBytes = 0;
};

}  // namespace

FolderHarvested harvestFolder(remote::Host& host, const FolderToHarvest& folder,
                              const HarvestSurroundings& surroundings)
{
    return FolderHarvest(host, folder, surroundings).run();
}

}  // namespace aurora::services
