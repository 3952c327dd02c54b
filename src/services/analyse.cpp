#include "aurora/services/analyse.h"

#include "aurora/analysis/analyse.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/memory_budget.h"
#include "aurora/core/parallel.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/results_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/storage/sample_files.h"
#include "derived_files.h"
#include "moved_snapshots.h"
#include "provenance.h"
#include "results_row.h"
#include "sample_inputs.h"
#include "sample_snapshots.h"
#include "snapshot_store.h"
#include "work_share.h"

#include <chrono>
#include <map>
#include <numeric>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// What one sample came to; made on a worker thread, noted on the calling one.
struct Outcome
{
    enum class Kind
    {
        Analysed,
        UpToDate,
        NoData,
        DataGone,  ///< it was analysed, but has no snapshots any more
        Failed
    };

    Kind kind = Kind::Analysed;
    database::Row results;
    std::string message;
    std::string cause;
    bool filesGo = false;  ///< what an earlier analysis left is to be removed, after its row of results
};

/// Samples are analysed on all cores as long as their rows fit into this together; a longer one is analysed alone.
constexpr std::uint64_t memoryForSamples = std::uint64_t{512} << 20U;

/// Of the snapshots of each sample.
std::vector<std::uint64_t> bytesOf(const std::vector<SampleInputs>& samples, const Progress& progress)
{
    std::vector<std::uint64_t> bytes;
    bytes.reserve(samples.size());
    for (const SampleInputs& sample : samples) {
        const std::vector<std::uint64_t> sizes = sizesOf(sample.snapshotFiles, progress);
        bytes.push_back(std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0}));
    }
    return bytes;
}

/// Analyses samples of one project.
class SampleAnalyser
{
public:
    SampleAnalyser(const Project& project, When when, Progress& progress)
        : m_project(project), m_when(when), m_progress(progress), m_database(project.openDatabase())
    {
    }

    Report run(std::vector<std::string> samples)
    {
        try {
            analyseAll(gatherInputs(m_project, *m_database, std::move(samples), m_progress));
        } catch (const Cancelled&) {
            m_report.cancelled = true;
        }
        return std::move(m_report);
    }

private:
    void analyseAll(const std::vector<SampleInputs>& inputs)
    {
        WorkShare share(bytesOf(inputs, m_progress), m_progress);
        try {
            makeInOrder<Outcome>(
                inputs.size(), [&](std::size_t i) { return analyse(inputs[i]); },
                [&](std::size_t i, Outcome outcome) {
                    note(inputs[i], std::move(outcome));
                    share.done(i, inputs[i].sampleId);
                });
        } catch (...) {
            writeResults();
            throw;
        }
        writeResults();
    }

    [[nodiscard]] Outcome analyse(const SampleInputs& sample) const
    {
        m_progress.throwIfCancelled();
        try {
            if (!sample.problem.empty()) {
                return {Outcome::Kind::Failed, {}, sample.problem + ".", {}};
            }
            if (sample.snapshotFiles.empty()) {
                return withoutSnapshots(sample);
            }
            if (const std::string why = whyLostRowsStay(sample); !why.empty()) {
                return {Outcome::Kind::Failed, {}, why, {}};
            }
            const Json fingerprint = fingerprintOf(sample, m_project, m_progress);
            const SnapshotFacts newest =
                newestSnapshot(sample.snapshotFiles, sample.snapshotFacts, sample.lastSnapshot, m_project.timeZone());
            if (isUpToDate(sample, fingerprint)) {
                const bool noted = newest == sample.lastSnapshot;
                return {Outcome::Kind::UpToDate,
                        noted ? database::Row{} : snapshotColumns(sample.sampleId, newest),
                        "nothing new",
                        {}};
            }
            Outcome outcome = analyseFiles(sample, fingerprint);
            outcome.results.merge(snapshotColumns(sample.sampleId, newest));
            return outcome;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            return {Outcome::Kind::Failed, {}, error.what(), error.cause()};
        } catch (const std::exception& error) {
            return {Outcome::Kind::Failed, {}, "could not be analysed.", error.what()};
        }
    }

    [[nodiscard]] bool isUpToDate(const SampleInputs& sample, const Json& fingerprint) const
    {
        if (m_when == When::Always) {
            return false;
        }
        const AnalysedState state = analysedState(sample);
        const bool noted = state.analysed_uts && state.isWhole &&
                           formatTimestamp(*state.analysed_uts, m_project.timeZone()) == sample.lastAnalysis;
        if (m_when == When::IfNotAnalysed) {
            return noted;
        }
        return noted && state.fingerprint == fingerprint;
    }

    /// A snapshot that counts is gone, and the files of the last analysis still hold its rows: they may be the last.
    [[nodiscard]] static std::string whyLostRowsStay(const SampleInputs& sample)
    {
        if (sample.lostFiles.empty()) {
            return {};
        }
        const std::set<std::string> sources = sourcesOfAnalysis(sample.folder, sample.sampleId);
        const auto held = std::find_if(sample.lostFiles.begin(), sample.lostFiles.end(),
                                       [&](const std::string& name) { return sources.count(name) > 0; });
        if (held == sample.lostFiles.end()) {
            return {};
        }
        return *held +
               " is not there any more. The files of its last analysis still hold the rows, and were kept as they are. "
               "Import its source again, or leave it out: snapshots exclude " +
               sample.sampleId + " " + *held + ".";
    }

    /// The files of an earlier analysis stay: they may be the last that hold its rows. Its numbers leave the table.
    [[nodiscard]] Outcome withoutSnapshots(const SampleInputs& sample) const
    {
        if (!sample.excludedFiles.empty()) {
            return withAllExcluded(sample);
        }
        if (sample.lastAnalysis.empty()) {
            return {Outcome::Kind::NoData, {}, "no data: import or harvest its files first", {}};
        }
        const auto moved = byOldName(sample.sampleId, sample.movedFiles);
        if (!moved.empty() && hasDerivedFiles(sample.folder, sample.sampleId) &&
            whyDerivedFilesStay(sample.folder, sample.sampleId, moved, m_progress).empty())
        {
            Outcome outcome{Outcome::Kind::DataGone,
                            {},
                            "its snapshots were moved to other samples, and it has left the table of results",
                            {}};
            outcome.filesGo = true;
            return outcome;
        }
        const fs::path full = sample.file("full", ".h5");
        std::error_code ignored;
        return {Outcome::Kind::DataGone,
                {},
                "its snapshots are gone, and it has left the table of results" +
                    (fs::exists(full, ignored) ? "; " + pathText(full.filename()) +
                                                     " still holds their rows and was kept. Import its files again"
                                               : std::string(". Import its files again")),
                {}};
    }

    /// Its rows are in the snapshots that are left out: what was made of them would show them all the same.
    [[nodiscard]] Outcome withAllExcluded(const SampleInputs& sample) const
    {
        std::map<std::string, fs::path> held = byOldName(sample.sampleId, sample.movedFiles);
        for (const fs::path& file : sample.excludedFiles) {
            held[pathText(file.filename())] = file;
        }
        const std::string whyKept = whyDerivedFilesStay(sample.folder, sample.sampleId, held, m_progress);
        std::string message = "all its snapshots are left out";
        if (!sample.lastAnalysis.empty()) {
            message += ": it has left the table of results";
        }
        if (!whyKept.empty()) {
            message += "; the files of its analysis were kept, because " + whyKept;
        }
        Outcome outcome{
            sample.lastAnalysis.empty() ? Outcome::Kind::NoData : Outcome::Kind::DataGone, {}, std::move(message), {}};
        outcome.filesGo = whyKept.empty() && hasDerivedFiles(sample.folder, sample.sampleId);
        return outcome;
    }

    /// The table of results keeps whole seconds: two analyses must not have the same, or one whose row was not written
    /// any more, because the program was killed, could not be told from the one before.
    [[nodiscard]] double timeOfAnalysis(const SampleInputs& sample) const
    {
        // In whole milliseconds, as the file says it: rounded up there, it would be in another second than in the
        // table.
        const double now = std::floor(nowUts() * 1000.0) / 1000.0;
        return formatTimestamp(now, m_project.timeZone()) == sample.lastAnalysis ? now + 1 : now;
    }

    [[nodiscard]] Outcome analyseFiles(const SampleInputs& sample, const Json& fingerprint) const
    {
        SampleSnapshots snapshots(sample.snapshotFiles, m_progress);
        const MemoryBudget::Share memory = m_memory.take(snapshots.bytesToAnalyse(), m_progress);
        const analysis::SampleAnalysis result = snapshots.analyse(sample.row, m_project.timeZone());
        snapshots.forgetRows();
        std::vector<MergedSource> sources;
        for (const std::size_t used : result.merged.used) {
            sources.push_back(snapshots.source(used));
        }
        m_progress.throwIfCancelled();
        const double now = timeOfAnalysis(sample);
        Json metadata = mergedMetadata(sources, sample.row, m_project.timeZone(), fingerprint);
        metadata["provenance"]["analysed_at"] = formatIso8601(now, m_project.timeZone());
        metadata["provenance"]["files"] = derivedFiles(sample, result);
        writeFiles(sample, result, metadata);

        Outcome outcome;
        outcome.results = resultsRow(result, sample, m_project.config().flagThresholds);
        outcome.results["Last analysis"] = formatTimestamp(now, m_project.timeZone());
        outcome.message = std::to_string(result.summary.numberOfCycles) + " cycles, " +
                          std::to_string(result.merged.series.size()) + " rows";
        return outcome;
    }

    /// The files that writeFiles leaves, by name.
    [[nodiscard]] static Json derivedFiles(const SampleInputs& sample, const analysis::SampleAnalysis& result)
    {
        Json names{pathText(sample.file("full", ".h5").filename()), pathText(sample.file("shrunk", ".h5").filename())};
        if (result.merged.impedance.size() > 0) {
            names.push_back(pathText(sample.file("eis", ".h5").filename()));
        }
        return names;
    }

    /// cycles.*.json is written last: it says what the files before it were made from.
    void writeFiles(const SampleInputs& sample, const analysis::SampleAnalysis& result, const Json& metadata) const
    {
        storage::writeFull(sample.file("full", ".h5"), result.merged.series, metadata, m_progress);
        if (result.merged.impedance.size() > 0) {
            storage::writeImpedance(sample.file("eis", ".h5"), result.merged.impedance, metadata, m_progress);
        } else {
            removeIfThere(sample.file("eis", ".h5"));
        }
        storage::writeThinned(sample.file("shrunk", ".h5"), result.thinned, metadata, m_progress);
        replaceFileText(sample.file("cycles", ".json"),
                        dumpJson(storage::cyclesJson(result.cycles, result.summary, metadata), 1) + "\n");
    }

    void note(const SampleInputs& sample, Outcome&& outcome)
    {
        switch (outcome.kind) {
        case Outcome::Kind::Analysed:
            m_report.done.push_back({sample.sampleId, "analysed: " + outcome.message, {}, ReportKind::Analysis});
            m_rows.push_back(std::move(outcome.results));
            break;
        case Outcome::Kind::Failed:
            m_report.failed.push_back(
                {sample.sampleId, sample.sampleId + ": " + outcome.message, outcome.cause, ReportKind::Analysis});
            break;
        case Outcome::Kind::DataGone:
            m_report.skipped.push_back({sample.sampleId, outcome.message, {}, ReportKind::Analysis});
            m_gone.push_back(sample.sampleId);
            break;
        case Outcome::Kind::UpToDate:
            if (!outcome.results.empty()) {
                m_rows.push_back(std::move(outcome.results));
            }
            m_report.skipped.push_back({sample.sampleId, outcome.message, {}, ReportKind::Analysis});
            break;
        case Outcome::Kind::NoData:
            m_report.skipped.push_back({sample.sampleId, outcome.message, {}, ReportKind::Analysis});
            break;
        }
        if (outcome.filesGo) {
            removeFiles(sample);
        }
        constexpr std::size_t rowsPerTransaction = 32;
        constexpr auto longestWait = std::chrono::milliseconds(500);
        const bool isDue = std::chrono::steady_clock::now() - m_lastWritten > longestWait;
        if (m_rows.size() >= rowsPerTransaction || isDue) {
            writeResults();
        }
    }

    void removeFiles(const SampleInputs& sample)
    {
        writeResults();  // first: leaveResults
        try {
            removeDerivedFiles(sample.folder, sample.sampleId);
        } catch (const Error& error) {
            m_report.failed.push_back({sample.sampleId, error.what(), error.cause(), ReportKind::Analysis});
        }
    }

    /// A row that cannot be written, because the user cancels while another program writes, is one of an analysis that
    /// was not completed: the next one does.
    void writeResults()
    {
        if (m_rows.empty() && m_gone.empty()) {
            return;
        }
        m_database->write(
            [&] {
                database::ResultsTable results(*m_database);
                for (const database::Row& row : m_rows) {
                    results.upsert(row);
                    if (row.count("Flag") == 0) {
                        continue;  // only the facts of its newest snapshot
                    }
                    noteAnalysis(*m_database, row.at("Sample ID"), row.at("Last analysis"));
                    m_database->execute("UPDATE pipelines SET \"Flag\" = ? WHERE \"Sample ID\" = ?",
                                        {row.at("Flag"), row.at("Sample ID")});
                }
                for (const std::string& sample : m_gone) {
                    leaveResults(*m_database, sample);
                }
            },
            m_progress);
        m_rows.clear();
        m_gone.clear();
        m_lastWritten = std::chrono::steady_clock::now();
    }

    const Project& m_project;
    When m_when;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
    mutable MemoryBudget m_memory{memoryForSamples};
    Report m_report;
    std::vector<database::Row> m_rows;
    std::vector<std::string> m_gone;  ///< samples that leave the table of results
    std::chrono::steady_clock::time_point m_lastWritten = std::chrono::steady_clock::now();
};

}  // namespace

Report analyseSamples(const Project& project, const std::vector<std::string>& samples, When when, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be analysed in it.");
    }
    return SampleAnalyser(project, when, progress).run(samples);
}

std::vector<std::string> samplesOfOtherRules(const Project& project)
{
    const auto database = project.openDatabase();
    return database->hasTable("results") ? samplesOfOtherRules(*database) : std::vector<std::string>();
}

}  // namespace aurora::services
