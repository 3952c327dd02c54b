#include "aurora/services/import_data.h"

#include "archives.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/analyse.h"
#include "data_files.h"
#include "harvested_copies.h"
#include "import_preparation.h"
#include "snapshot_store.h"
#include "work_share.h"

#include <algorithm>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t waitingPerCore = 2;  ///< files that were read and wait to be stored: each may be large

/// What the table `files` is told of a file.
struct NotedFile
{
    database::FileRow row;
    fs::path file;               ///< that was read
    bool isNewSnapshot = false;  ///< there was no snapshot of its name before
};

/// One import: what it knows of the project, and what came out so far.
class DataImport
{
public:
    DataImport(const Project& project, const ImportDataOptions& options, Progress& progress)
        : m_project(project),
          m_options(options),
          m_progress(progress),
          m_database(project.openDatabase()),
          m_preparation(project, *m_database, options, progress)
    {
        if (options.sample && !m_preparation.finder().knows(options.sample->text())) {
            refuse(*options.sample);
        }
        for (const auto& [file, sample] : options.samples) {
            if (!m_preparation.finder().knows(sample.text())) {
                refuse(sample);
            }
        }
    }

    ImportDataResult run()
    {
        try {
            const DataFiles files = findDataFiles(m_options.inputs, m_result.report, m_progress);
            importFiles(files.paths);
            importFiles(exportsNeeded(files.exports));
            writeFileRows();
            listTouched();
            analyseTouched();
        } catch (const Cancelled&) {
            writeFileRows();
            listTouched();
            m_result.report.cancelled = true;
        } catch (...) {
            writeFileRows();
            throw;
        }
        return std::move(m_result);
    }

private:
    [[noreturn]] static void refuse(const SampleId& sample)
    {
        throw Error("There is no sample " + sample.text() + " in the project. Import its row first (import-samples).");
    }

    void importFiles(const std::vector<fs::path>& files)
    {
        WorkShare share(sizesOf(files, m_progress), m_progress);
        makeInOrder<Prepared>(
            files.size(), [&](std::size_t i) { return m_preparation.prepare(files[i]); },
            [&](std::size_t i, Prepared prepared) {
                store(std::move(prepared));
                share.done(i, pathText(files[i].filename()));
            },
            waitingPerCore);
    }

    /// Text exports of which the binary could not be imported; the others hold nothing new.
    [[nodiscard]] std::vector<fs::path> exportsNeeded(const std::vector<DataFiles::Export>& exports)
    {
        std::vector<fs::path> needed;
        for (const DataFiles::Export& found : exports) {
            if (m_failedFiles.count(found.binary) > 0) {
                needed.push_back(found.text);
                continue;
            }
            m_result.report.skipped.push_back({pathText(found.text),
                                               "a text export of " + pathText(found.binary.filename()) +
                                                   ", which stands beside it and was taken instead",
                                               {}});
        }
        return needed;
    }

    void store(Prepared&& prepared)
    {
        if (prepared.earlier != nullptr) {
            noteUnchanged(prepared);
            return;
        }
        database::FileRow row = fileRow(prepared);
        bool isNew = false;
        const FileOutcome outcome = storeOrRefuse(prepared, row, isNew);
        m_result.outcomes[prepared.source.path] = outcome;
        if (outcome == FileOutcome::NotStored && isHarvested(prepared)) {
            row.modified.clear();  // to be tried again
        }
        if (prepared.isNoted) {
            noteRow(prepared, std::move(row), isNew);
        }
    }

    void noteUnchanged(const Prepared& prepared)
    {
        const EarlierImports::Entry& earlier = *prepared.earlier;
        m_touched.insert(earlier.sampleId);  // an interrupted import may have left it unanalysed
        m_result.report.skipped.push_back(
            {pathText(prepared.source.path), "unchanged: " + earlier.snapshotFile + " of " + earlier.sampleId, {}});
        m_result.outcomes[prepared.source.path] = FileOutcome::Unchanged;
        if (isHarvested(prepared)) {
            database::FileRow row = fileRow(prepared);
            row.sampleId = earlier.sampleId;
            row.snapshotFile = earlier.snapshotFile;
            row.assignedBy = earlier.assignedBy;
            row.sha256 = earlier.sha256;
            row.status = "stored";
            noteRow(prepared, std::move(row), false);
        }
    }

    /// Fills in what came of it; failures go into the report.
    FileOutcome storeOrRefuse(Prepared& prepared, database::FileRow& row, bool& isNew)
    {
        const std::string input = pathText(prepared.source.path);
        const auto fail = [&](const std::string& sentence, const std::string& cause) {
            const bool isListed = prepared.unassigned && m_options.unassigned == Unassigned::IsListed;
            row.status = prepared.unassigned ? "unassigned" : "failed";
            row.reason = sentence;
            m_failedFiles.insert(prepared.source.path);
            (isListed ? m_result.report.skipped : m_result.report.failed).push_back({input, sentence, cause});
        };
        try {
            if (!prepared.problem.empty()) {
                fail(prepared.problem, prepared.cause);
                return outcomeOf(prepared);
            }
            const SampleId sample(prepared.assignment->sampleId);
            if (prepared.metadata["sample_data"].is_null()) {
                prepared.metadata["sample_data"] = sampleRow(sample.text());
            }
            const StoredSnapshot stored = storeSnapshot(sample, prepared);
            row.status = "stored";
            row.snapshotFile = stored.fileName;
            isNew = stored.outcome == StoredSnapshot::Outcome::Stored;
            m_touched.insert(sample.text());
            report(input, stored, prepared);
            return stored.outcome == StoredSnapshot::Outcome::Unchanged ? FileOutcome::Unchanged : FileOutcome::Stored;
        } catch (const Cancelled&) {
            throw;
        } catch (const WouldLoseRows& error) {
            fail(error.what(), error.cause());
            return FileOutcome::Refused;
        } catch (const Error& error) {
            fail(error.what(), error.cause());
        } catch (const std::exception& error) {
            fail(input + ": could not be stored.", error.what());
        }
        return FileOutcome::NotStored;
    }

    [[nodiscard]] static FileOutcome outcomeOf(const Prepared& problematic)
    {
        if (problematic.unassigned) {
            return FileOutcome::Unassigned;
        }
        return problematic.isUnreadable ? FileOutcome::Refused : FileOutcome::NotStored;
    }

    [[nodiscard]] bool isHarvested(const Prepared& prepared) const
    {
        return m_options.origins.count(prepared.source.path) > 0;
    }

    void noteRow(const Prepared& prepared, database::FileRow&& row, bool isNew)
    {
        m_rows.push_back({std::move(row), prepared.source.path, isNew});
        constexpr std::size_t rowsPerTransaction = 64;
        if (m_rows.size() >= rowsPerTransaction) {
            writeFileRows();
        }
    }

    [[nodiscard]] StoredSnapshot storeSnapshot(const SampleId& sample, const Prepared& prepared) const
    {
        const fs::path folder = m_project.sampleFolder(sample);
        if (prepared.source.path.parent_path() == fs::absolute(folder).lexically_normal()) {
            return {StoredSnapshot::Outcome::Unchanged, pathText(prepared.source.path.filename())};  // it is in place
        }
        const Alone alone = [this](const std::function<void()>& work) { m_database->write(work, m_progress); };
        return SnapshotStore(folder).store(prepared.name, prepared.series, prepared.metadata, m_options.force, alone,
                                           m_progress);
    }

    void report(const std::string& input, const StoredSnapshot& stored, const Prepared& prepared)
    {
        const std::string& id = prepared.assignment->sampleId;
        if (stored.outcome == StoredSnapshot::Outcome::Unchanged) {
            m_result.report.skipped.push_back({input, "unchanged: " + stored.fileName + " of " + id, {}});
            return;
        }
        std::string how = prepared.assignment->by;
        if (!prepared.assignment->hint.empty() && how != "snapshot") {
            how = (how == "inferred" ? "inferred from" : "named by") + std::string(" \"") + prepared.assignment->hint +
                  "\" in the file";
        }
        how = how == "user" ? "said by you" : how;
        how = how == "name" ? "found in the file name" : how == "zip" ? "found in the name of the zip" : how;
        if (prepared.contradiction) {
            how += std::string(", but ") +
                   (prepared.contradiction->by == "path" ? "its name or its folders say " : "the file says ") +
                   prepared.contradiction->sampleId;
        }
        std::string message = (stored.outcome == StoredSnapshot::Outcome::Replaced ? "replaced " : "stored as ") +
                              stored.fileName + " of " + id + " (" + how + "), " +
                              std::to_string(prepared.series.size()) + " rows";
        for (const std::string& warning : prepared.warnings) {
            message += "; " + warning;
        }
        const EarlierImports::Entry* const earlier = m_preparation.earlier().find(prepared.source.path);
        if (earlier != nullptr && earlier->sampleId != id) {
            message += "; this file is also " + earlier->snapshotFile + " of " + earlier->sampleId;
        }
        m_result.report.done.push_back({input, std::move(message), {}});
    }

    [[nodiscard]] Json sampleRow(const std::string& id) const
    {
        const auto row = database::SamplesTable(*m_database).find(id);
        return row ? database::toJson(*row, m_project.config().sampleColumns) : Json::object();
    }

    [[nodiscard]] database::FileRow fileRow(const Prepared& prepared) const
    {
        database::FileRow row;
        row.sha256 = prepared.source.sha256;
        if (const auto found = m_options.origins.find(prepared.source.path); found != m_options.origins.end()) {
            const FileOrigin& origin = found->second;
            row.serverLabel = origin.serverLabel;
            row.folder = origin.folder;
            row.path = origin.path;
            row.size = static_cast<std::int64_t>(origin.size);
            row.modified = formatTimestamp(origin.modified_uts, m_project.timeZone());
        } else {
            row.folder = pathText(prepared.source.path.parent_path());
            row.path = pathText(prepared.source.path.filename());
            row.size = static_cast<std::int64_t>(prepared.source.size);
            row.modified = prepared.source.sha256.empty()
                               ? std::string()
                               : formatTimestamp(prepared.source.modified_uts, m_project.timeZone());
        }
        row.hints = prepared.hints.empty() ? std::string() : dumpJson(Json(prepared.hints));
        if (prepared.assignment) {
            row.sampleId = prepared.assignment->sampleId;
            row.assignedBy = prepared.assignment->by;
        }
        if (prepared.isOfNobody) {
            row.assignedBy = "user";  // until somebody says another
        }
        row.fetched = formatTimestamp(nowUts(), m_project.timeZone());
        return row;
    }

    void writeFileRows()
    {
        if (m_rows.empty()) {
            return;
        }
        m_database->write(
            [&] {
                database::FilesTable files(*m_database);
                for (const NotedFile& noted : m_rows) {
                    if (!noted.row.serverLabel.empty()) {
                        files.moveToOrigin(pathText(noted.file.parent_path()), pathText(noted.file.filename()),
                                           noted.row);
                    }
                    writeFileRow(files, noted);
                }
            },
            Progress::none());  // what was stored is noted even when the user cancels
        m_rows.clear();
    }

    void writeFileRow(database::FilesTable& files, const NotedFile& noted) const
    {
        const database::FileRow& row = noted.row;
        if (noted.isNewSnapshot) {
            files.forgetItself(folderOf(row.sampleId), row.snapshotFile);  // what was there before was another
        }
        const auto before = files.find(row.serverLabel, row.folder, row.path);
        if (before && before->status == "forgotten" && row.status != "stored" && before->sha256 == row.sha256) {
            database::FileRow forgotten = row;  // the same bytes: nobody needs to be told again
            forgotten.status = before->status;
            files.upsert(forgotten);
            return;
        }
        files.upsert(row);
        const bool wasExcluded = before && before->status == "excluded";
        const bool isAnother = wasExcluded && row.status == "stored" &&
                               (before->sampleId != row.sampleId || before->snapshotFile != row.snapshotFile);
        if (isAnother) {
            // The recording that was left out stays so, although its file is now another one's.
            files.include(row.sampleId, row.snapshotFile);
            files.exclude(before->sampleId, before->snapshotFile, folderOf(before->sampleId));
        }
    }

    [[nodiscard]] std::string folderOf(const std::string& sample) const
    {
        return whyNoName(sample).empty() ? pathText(m_project.sampleFolder(SampleId(sample))) : std::string();
    }

    void listTouched()
    {
        m_result.samples.assign(m_touched.begin(), m_touched.end());
        std::sort(m_result.samples.begin(), m_result.samples.end(),
                  [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    }

    void analyseTouched()
    {
        if (!m_result.samples.empty() && m_options.analysis == Analysis::AtTheEnd) {
            m_result.report.add(analyseSamples(m_project, m_result.samples, When::NewData, m_progress));
        }
    }

    const Project& m_project;
    const ImportDataOptions& m_options;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
    ImportPreparation m_preparation;
    ImportDataResult m_result;
    std::set<std::string> m_touched;
    std::set<fs::path> m_failedFiles;
    std::vector<NotedFile> m_rows;
};

}  // namespace

ImportDataResult importData(const Project& project, const ImportDataOptions& options, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be imported into it.");
    }
    ImportDataOptions known = options;
    Report unpacking;
    try {
        known.inputs = withArchivesUnpacked(project.folder() / "raw", options.inputs, unpacking, progress);
    } catch (const Cancelled&) {
        unpacking.cancelled = true;
        return {.report = std::move(unpacking), .samples = {}, .outcomes = {}};
    }
    if (known.origins.empty()) {
        known.origins = harvestedAmong(known.inputs, project, *project.openDatabase());
    }
    ImportDataResult result = DataImport(project, known, progress).run();
    result.report.add(unpacking);
    return result;
}

}  // namespace aurora::services
