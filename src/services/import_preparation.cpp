#include "import_preparation.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/formats/registry.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "data_files.h"
#include "import_words.h"
#include "snapshot_store.h"

#include <cmath>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

std::string whyNoStart(const fs::path& file, const Recording& recording)
{
    const bool noTimes = !recording.series.uts.empty() && std::isnan(recording.series.uts.front());
    if (recording.series.uts.empty()) {
        return pathText(file) + ": it has no rows, and does not say when the experiment started. There is nothing "
                                "to import.";
    }
    std::string why =
        pathText(file) +
        (noTimes ? ": it holds no times that can be read."
                 : ": when the experiment started is not known: there is no log in the file and no "
                   ".mpl beside it. Say when it began with --start \"YYYY-MM-DD HH:MM:SS\" of import-data or "
                   "files assign.");
    for (const std::string& warning : recording.warnings) {
        if (warning.find("start of the recording") == std::string::npos) {
            why += " Besides: " + warning;
        }
    }
    return why;
}

/// Where a file lies by the names that people gave the folders: a copy is below a folder of ours.
fs::path placeOf(const fs::path& file, const ImportDataOptions& options)
{
    const auto origin = options.origins.find(file);
    return origin == options.origins.end() || origin->second.folder.empty()
               ? file
               : pathFromText(origin->second.folder) / pathFromText(origin->second.path);
}

/// The name of the zip that the file was unpacked from into the project, as archives.cpp names the folder; empty: none.
std::string zipOf(const fs::path& file, const Project& project)
{
    const fs::path below = file.lexically_relative(fs::absolute(project.folder() / "raw").lexically_normal());
    const std::string folder = below.empty() || below == file.filename() ? std::string() : pathText(*below.begin());
    constexpr std::size_t sumLength = 9;  // -1a2b3c4d
    if (folder.size() <= sumLength || folder[folder.size() - sumLength] != '-' ||
        folder.find_first_not_of("0123456789abcdef", folder.size() - sumLength + 1) != std::string::npos)
    {
        return {};
    }
    return folder.substr(0, folder.size() - sumLength);
}

}  // namespace

SampleFinder sampleFinderOf(const Project& project, const database::Database& database)
{
    const Table rows = database.query("SELECT \"Sample ID\", \"Run ID\" FROM samples");
    std::vector<std::string> ids;
    std::vector<std::string> runs;
    for (const auto& row : rows.rows) {
        ids.push_back(toText(row[0]));
        runs.push_back(toText(row[1]));
    }
    return {std::move(ids), runs, project.config().runIdLookup};
}

ImportPreparation::ImportPreparation(const Project& project, database::Database& database,
                                     const ImportDataOptions& options, Progress& progress)
    : m_project(project),
      m_options(options),
      m_progress(progress),
      m_finder(sampleFinderOf(project, database)),
      m_jobs(database),
      m_earlier(project, database, options)
{
}

Prepared ImportPreparation::prepare(const fs::path& file) const
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
        prepared.earlier = m_earlier.unchanged(prepared.source);
        if (prepared.earlier != nullptr && m_finder.knows(prepared.earlier->sampleId)) {
            return prepared;
        }
        prepared.earlier = nullptr;
        prepared.source = describeSource(file, m_progress);
        prepared.assignment = saidByUser(prepared.source.path);
        prepared.isOfNobody = !prepared.assignment && isOfNobody(prepared.source.path);
        if (isSnapshotFile(file)) {
            prepareSnapshot(prepared);
        } else {
            prepareVendorFile(prepared);
        }
    } catch (const Cancelled&) {
        throw;
    } catch (const FormatError& error) {
        prepared.isUnreadable = true;
        prepared.problem = error.what();
        prepared.cause = error.cause();
    } catch (const Error& error) {
        prepared.problem = error.what();
        prepared.cause = error.cause();
    } catch (const std::exception& error) {
        prepared.problem = pathText(file) + ": could not be read.";
        prepared.cause = error.what();
    }
    return prepared;
}

void ImportPreparation::prepareVendorFile(Prepared& prepared) const
{
    formats::ReadOptions options;
    options.timeZone = m_project.timeZone();
    options.cycleMode = m_options.cycleMode;
    options.start_uts = m_options.start_uts ? m_options.start_uts : m_earlier.startSaid(prepared.source.path);
    // What no reader knows was never a recording. Where it was harvested, its row keeps it from being fetched again.
    const formats::Reader* const known = formats::findReader(prepared.source.path);
    prepared.isNoted = known != nullptr || m_options.origins.count(prepared.source.path) > 0;
    const formats::Reader& reader = known != nullptr ? *known : formats::readerFor(prepared.source.path);
    Recording recording = reader.read(prepared.source.path, options, m_progress);
    for (const fs::path& part : recording.parts) {
        prepared.source.parts.push_back(describeSource(part, m_progress));
    }
    if (const std::optional<JobOfRecording> job = m_jobs.find(prepared.name, recording)) {
        noteJob(prepared.source.path, *job, recording);
        if (!prepared.assignment && !prepared.isOfNobody) {
            prepared.assignment = Assignment{job->sampleId, "job", {}};
        }
    }
    assign(prepared, recording.sampleHints);
    if (!recording.start_uts) {
        const std::vector<double>& uts = recording.series.uts;
        prepared.needsStart = !uts.empty() && !std::isnan(uts.front());
        throw FormatError(whyNoStart(prepared.source.path, recording) +
                          (prepared.problem.empty() ? "" : " Besides: " + prepared.problem));
    }
    constexpr double tolerance_s = 0.001;
    if (options.start_uts && std::abs(*options.start_uts - *recording.start_uts) > tolerance_s) {
        options.start_uts.reset();
        recording.warnings.emplace_back("the start that you gave is not used, because the file knows its own");
    }
    prepared.metadata = snapshotMetadata(recording, prepared.source, reader, options, Json());
    prepared.warnings = std::move(recording.warnings);
    prepared.series = std::move(recording.series);
}

/// A snapshot, ours or the Python program's: its columns as they are, its provenance kept.
void ImportPreparation::prepareSnapshot(Prepared& prepared) const
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

/// What the table of jobs says beyond the file: what the job was to do, and how it was doing when it was fetched.
void ImportPreparation::noteJob(const fs::path& file, const JobOfRecording& job, Recording& recording) const
{
    if (job.id.empty()) {
        return;
    }
    recording.jobData["Job ID"] = job.id;
    if (!job.payload.empty()) {
        const Json payload = Json::parse(job.payload, nullptr, false);
        recording.jobData["Payload"] = payload.is_discarded() ? Json(job.payload) : payload;
    }
    const auto fetched = m_options.jobStatuses.find(file);
    // Of a file that somebody brings it is not known how old it is: only a job that has not ended yet says something of
    // it.
    if (fetched == m_options.jobStatuses.end() && (job.status.empty() || cyclers::hasEnded(job.status))) {
        return;
    }
    const std::string& status = fetched == m_options.jobStatuses.end() ? job.status : fetched->second;
    recording.jobData["Status"] = status;
    const bool cutOff = recording.finished == false;  // the reader saw that the file has no end
    recording.finished = !cutOff && cyclers::hasEnded(status);
}

bool ImportPreparation::isOfNobody(const fs::path& file) const
{
    return m_options.ofNobody.count(file) > 0 || m_earlier.sampleSaid(file) == std::string();
}

std::optional<Assignment> ImportPreparation::saidByUser(const fs::path& file) const
{
    if (const auto named = m_options.samples.find(file); named != m_options.samples.end()) {
        return Assignment{named->second.text(), "user", {}};
    }
    if (m_options.sample) {
        return Assignment{m_options.sample->text(), "user", {}};
    }
    if (m_options.ofNobody.count(file) > 0) {
        return std::nullopt;
    }
    const std::optional<std::string> said = m_earlier.sampleSaid(file);
    return said && m_finder.knows(*said) ? std::optional(Assignment{*said, "user", {}}) : std::nullopt;
}

void ImportPreparation::assign(Prepared& prepared, const std::vector<std::string>& hints) const
{
    prepared.hints = hints;
    const fs::path place = placeOf(prepared.source.path, m_options);
    if (prepared.assignment && prepared.assignment->by == "user") {
        return;
    }
    if (!prepared.assignment && !prepared.isOfNobody) {
        prepared.assignment = m_finder.find(place, hints, zipOf(place, m_project));
    }
    if (prepared.assignment) {
        prepared.contradiction = m_finder.contradiction(*prepared.assignment, place, hints);
    } else {
        prepared.unassigned = true;
        prepared.problem =
            pathText(place) + ": " + unassignedOpening +
            (prepared.isOfNobody ? "you said that it belongs to none yet" : m_finder.whyNot(place, hints)) +
            (m_options.unassigned == Unassigned::IsListed
                 ? std::string(keptAdvice) + "say whose it is with: files assign \"" + pathText(place) +
                       "\" --sample ID"
                 : std::string(sayAdvice) + "sample.");
    }
}

}  // namespace aurora::services
