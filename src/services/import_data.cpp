#include "aurora/services/import_data.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/formats/registry.h"
#include "aurora/services/analyse.h"
#include "aurora/services/assignment.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "data_files.h"
#include "earlier_imports.h"
#include "job_samples.h"
#include "provenance.h"
#include "snapshot_store.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t waitingPerCore = 2;  ///< files that were read and wait to be stored: each may be large

/// A file that was read and is ready to be stored, or the reason why not.
struct Prepared
{
    SourceFile source;
    std::optional<Assignment> assignment;
    CyclingSeries series;
    Json metadata;
    std::string name;
    std::vector<std::string> warnings;
    std::string problem;  ///< sentence; empty when it is ready
    std::string cause;
    bool unassigned = false;
    const EarlierImports::Entry* earlier = nullptr;  ///< where it is stored already; nothing was read then
    bool isNoted = true;                             ///< whether it gets a row in `files`: a mistyped path does not
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
          m_finder(makeFinder()),
          m_earlier(project, *m_database)
    {
        if (options.sample && !m_finder.knows(options.sample->text())) {
            throw Error("There is no sample " + options.sample->text() +
                        " in the project. Import its row first (import-samples).");
        }
    }

    ImportDataResult run()
    {
        try {
            const DataFiles files = findDataFiles(m_options.inputs, m_result.report, m_progress);
            importFiles(files.paths);
            importFiles(exportsNeeded(files.exports));
            writeFileRows();
            analyseTouched();
        } catch (const Cancelled&) {
            writeFileRows();
            m_result.report.cancelled = true;
        } catch (...) {
            writeFileRows();
            throw;
        }
        return std::move(m_result);
    }

private:
    void importFiles(const std::vector<fs::path>& files)
    {
        makeInOrder<Prepared>(
            files.size(), [&](std::size_t i) { return prepare(files[i]); },
            [&](std::size_t i, Prepared prepared) {
                store(std::move(prepared));
                m_progress.report(i + 1, files.size(), pathText(files[i].filename()));
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

    [[nodiscard]] SampleFinder makeFinder() const
    {
        const Table rows = m_database->query("SELECT \"Sample ID\", \"Run ID\" FROM samples");
        std::vector<std::string> ids;
        std::vector<std::string> runs;
        for (const auto& row : rows.rows) {
            ids.push_back(toText(row[0]));
            runs.push_back(toText(row[1]));
        }
        return {std::move(ids), runs, m_project.config().runIdLookup};
    }

    /// Runs on worker threads: touches nothing but the file.
    [[nodiscard]] Prepared prepare(const fs::path& file) const
    {
        m_progress.throwIfCancelled();
        Prepared prepared;
        prepared.source.path = fs::absolute(file).lexically_normal();
        prepared.name = snapshotName(file);
        std::error_code ignored;
        if (!fs::exists(file, ignored)) {
            prepared.problem = pathText(file) + ": there is no such file.";
            prepared.isNoted = false;
            return prepared;
        }
        try {
            prepared.source.size = fs::file_size(file);
            prepared.source.modified_uts = modifiedUts(file);
            prepared.earlier = m_earlier.unchanged(prepared.source, m_options);
            if (prepared.earlier != nullptr && m_finder.knows(prepared.earlier->sampleId)) {
                return prepared;
            }
            prepared.earlier = nullptr;
            prepared.source = describeSource(file, m_progress);
            if (isSnapshotFile(file)) {
                prepareSnapshot(prepared);
            } else {
                prepareVendorFile(prepared);
            }
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            prepared.problem = error.what();
            prepared.cause = error.cause();
        } catch (const std::exception& error) {
            prepared.problem = pathText(file) + ": could not be read.";
            prepared.cause = error.what();
        }
        return prepared;
    }

    void prepareVendorFile(Prepared& prepared) const
    {
        formats::ReadOptions options;
        options.timeZone = m_project.timeZone();
        options.cycleMode = m_options.cycleMode;
        options.start_uts = m_options.start_uts ? m_options.start_uts : m_earlier.startSaid(prepared.source.path);
        const formats::Reader& reader = formats::readerFor(prepared.source.path);
        Recording recording = reader.read(prepared.source.path, options, m_progress);
        for (const fs::path& part : recording.parts) {
            prepared.source.parts.push_back(describeSource(part, m_progress));
        }
        prepared.assignment = m_jobs.find(prepared.name, recording);
        assign(prepared, recording.sampleHints);
        if (!recording.start_uts) {
            throw Error(whyNoStart(prepared.source.path, recording) +
                        (prepared.problem.empty() ? "" : " Besides: " + prepared.problem));
        }
        constexpr double tolerance_s = 0.001;
        if (options.start_uts && std::abs(*options.start_uts - *recording.start_uts) > tolerance_s) {
            options.start_uts.reset();
            recording.warnings.emplace_back("the start that was said is not used, because the file knows its own");
        }
        prepared.metadata = snapshotMetadata(recording, prepared.source, reader, options, Json());
        prepared.warnings = std::move(recording.warnings);
        prepared.series = std::move(recording.series);
    }

    [[nodiscard]] static std::string whyNoStart(const fs::path& file, const Recording& recording)
    {
        const bool noTimes = !recording.series.uts.empty() && std::isnan(recording.series.uts.front());
        if (recording.series.uts.empty()) {
            return pathText(file) + ": it has no rows, and does not say when the experiment started. There is nothing "
                                    "to import.";
        }
        std::string why = pathText(file) +
                          (noTimes ? ": it holds no times that can be read."
                                   : ": when the experiment started is not known: there is no log in the file and no "
                                     ".mpl beside it. Say it with --start \"YYYY-MM-DD HH:MM:SS\".");
        for (const std::string& warning : recording.warnings) {
            if (warning.find("start of the recording") == std::string::npos) {
                why += " Besides: " + warning;
            }
        }
        return why;
    }

    /// A snapshot, ours or the Python program's: its columns as they are, its provenance kept.
    void prepareSnapshot(Prepared& prepared) const
    {
        storage::Snapshot snapshot = storage::readSnapshot(prepared.source.path, m_progress);
        prepared.series = std::move(snapshot.series);
        prepared.metadata = snapshot.metadata.is_object() ? std::move(snapshot.metadata) : Json::object();
        std::vector<std::string> hints;
        if (const auto sampleData = prepared.metadata.find("sample_data"); sampleData != prepared.metadata.end()) {
            if (const auto id = textAt(*sampleData, "Sample ID")) {
                hints.push_back(*id);
            }
        }
        hints.push_back(pathText(prepared.source.path.parent_path().filename()));
        assign(prepared, hints);
        if (prepared.assignment && prepared.assignment->by == "barcode") {
            prepared.assignment->by = "snapshot";
        }
        Json& provenance = prepared.metadata["provenance"];
        if (!provenance.contains("recording")) {
            Recording identity;
            identity.format = "snapshot";
            identity.testId = prepared.name;
            identity.series.uts.assign(prepared.series.uts.begin(),
                                       prepared.series.uts.begin() + (prepared.series.uts.empty() ? 0 : 1));
            provenance["recording"] = recordingIdentity(identity);
        }
        if (!provenance.contains("source")) {
            provenance["source"] = sourceJson(prepared.source, m_project.timeZone());
        }
    }

    void assign(Prepared& prepared, const std::vector<std::string>& hints) const
    {
        if (m_options.sample) {
            prepared.assignment = Assignment{m_options.sample->text(), "user", {}};
            return;
        }
        const EarlierImports::Entry* const earlier = m_earlier.find(prepared.source.path);
        if (earlier != nullptr && earlier->assignedBy == "user" && m_finder.knows(earlier->sampleId)) {
            prepared.assignment = Assignment{earlier->sampleId, "user", {}};
            return;
        }
        prepared.assignment = prepared.assignment ? prepared.assignment : m_finder.find(prepared.source.path, hints);
        if (!prepared.assignment) {
            prepared.unassigned = true;
            prepared.problem = pathText(prepared.source.path) +
                               ": could not be assigned to a sample: " + m_finder.whyNot(prepared.source.path, hints) +
                               ". Say it with --sample.";
        }
    }

    void store(Prepared&& prepared)
    {
        const std::string input = pathText(prepared.source.path);
        if (prepared.earlier != nullptr) {
            m_touched.insert(prepared.earlier->sampleId);  // an interrupted import may have left it unanalysed
            m_result.report.skipped.push_back(
                {input, "unchanged: " + prepared.earlier->snapshotFile + " of " + prepared.earlier->sampleId, {}});
            return;
        }
        database::FileRow row = fileRow(prepared);
        try {
            if (!prepared.problem.empty()) {
                throw Error(prepared.problem, prepared.cause);
            }
            const SampleId sample(prepared.assignment->sampleId);
            if (prepared.metadata["sample_data"].is_null()) {
                prepared.metadata["sample_data"] = sampleRow(sample.text());
            }
            const StoredSnapshot stored = storeSnapshot(sample, prepared);
            row.status = "stored";
            row.snapshotFile = stored.fileName;
            m_touched.insert(sample.text());
            report(input, stored, prepared);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            row.status = prepared.unassigned ? "unassigned" : "failed";
            row.reason = error.what();
            m_failedFiles.insert(prepared.source.path);
            m_result.report.failed.push_back({input, error.what(), error.cause()});
        } catch (const std::exception& error) {
            row.status = "failed";
            row.reason = "could not be stored";
            m_failedFiles.insert(prepared.source.path);
            m_result.report.failed.push_back({input, input + ": could not be stored.", error.what()});
        }
        if (prepared.isNoted) {
            m_rows.push_back(std::move(row));
        }
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
        return SnapshotStore(folder).store(prepared.name, prepared.series, prepared.metadata, m_options.force,
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
        std::string message = (stored.outcome == StoredSnapshot::Outcome::Replaced ? "replaced " : "stored as ") +
                              stored.fileName + " of " + id + " (" + how + "), " +
                              std::to_string(prepared.series.size()) + " rows";
        for (const std::string& warning : prepared.warnings) {
            message += "; " + warning;
        }
        const EarlierImports::Entry* const earlier = m_earlier.find(prepared.source.path);
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
        row.folder = pathText(prepared.source.path.parent_path());
        row.path = pathText(prepared.source.path.filename());
        row.size = static_cast<std::int64_t>(prepared.source.size);
        row.sha256 = prepared.source.sha256;
        if (!prepared.source.sha256.empty()) {
            row.modified = formatTimestamp(prepared.source.modified_uts, m_project.timeZone());
        }
        if (prepared.assignment) {
            row.sampleId = prepared.assignment->sampleId;
            row.assignedBy = prepared.assignment->by;
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
                for (const database::FileRow& row : m_rows) {
                    files.upsert(row);
                }
            },
            Progress::none());  // what was stored is noted even when the user cancels
        m_rows.clear();
    }

    void analyseTouched()
    {
        m_result.samples.assign(m_touched.begin(), m_touched.end());
        std::sort(m_result.samples.begin(), m_result.samples.end(),
                  [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
        if (!m_result.samples.empty()) {
            m_result.report.add(analyseSamples(m_project, m_result.samples, When::NewData, m_progress));
        }
    }

    const Project& m_project;
    const ImportDataOptions& m_options;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
    SampleFinder m_finder;
    JobSamples m_jobs{*m_database};
    EarlierImports m_earlier;
    ImportDataResult m_result;
    std::set<std::string> m_touched;
    std::set<fs::path> m_failedFiles;
    std::vector<database::FileRow> m_rows;
};

}  // namespace

ImportDataResult importData(const Project& project, const ImportDataOptions& options, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be imported into it.");
    }
    return DataImport(project, options, progress).run();
}

}  // namespace aurora::services
