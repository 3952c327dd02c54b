#include "sample_inputs.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/storage/frame.h"
#include "moved_snapshots.h"
#include "provenance.h"
#include "results_row.h"
#include "snapshot_store.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// First column → second column of a query.
std::map<std::string, std::string> pairs(const database::Database& database, const std::string& sql)
{
    std::map<std::string, std::string> found;
    for (const auto& row : database.query(sql).rows) {
        found[toText(row[0])] = toText(row[1]);
    }
    return found;
}

/// What the table of results says of the newest snapshot of each sample.
std::map<std::string, SnapshotFacts> lastSnapshots(const database::Database& database)
{
    std::map<std::string, SnapshotFacts> found;
    const Table rows =
        database.query(R"(SELECT "Sample ID", "Last snapshot", "Snapshot status", "Snapshot pipeline" FROM results)");
    for (const auto& row : rows.rows) {
        found[toText(row[0])] = {toText(row[1]), toText(row[2]), toText(row[3])};
    }
    return found;
}

std::string valueOr(const std::map<std::string, std::string>& map, const std::string& key)
{
    const auto found = map.find(key);
    return found == map.end() ? std::string() : found->second;
}

enum class Named
{
    No,
    Yes
};

constexpr const char* noSuchSample = "there is no sample of this name in the project";

/// The samples with all the snapshots that are in their folders.
std::vector<SampleInputs> listFolders(const Project& project, const std::vector<std::string>& ids,
                                      const Progress& progress)
{
    std::vector<SampleInputs> samples(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        progress.throwIfCancelled();
        samples[i].sampleId = ids[i];
        if (!whyNoName(ids[i]).empty()) {  // other programs allowed other names; no data of ours can be there
            samples[i].problem = noSuchSample;
            continue;
        }
        samples[i].folder = project.sampleFolder(SampleId(ids[i]));
        samples[i].snapshotFiles = SnapshotStore(samples[i].folder).files();
    }
    return samples;
}

/// Of a sample that was not named: it has no snapshots, and had none when it was analysed. Where all are left out, an
/// analysis that is still there has to go.
bool hasNothing(const SampleInputs& sample)
{
    std::error_code ignored;
    const bool hasLeftOver = !sample.excludedFiles.empty() && fs::exists(sample.file("cycles", ".json"), ignored);
    return !sample.problem.empty() || (sample.snapshotFiles.empty() && sample.lastAnalysis.empty() && !hasLeftOver);
}

/// The snapshots that the table of files says are stored, by sample.
std::map<std::string, std::set<std::string>> storedSnapshots(const database::Database& database)
{
    std::map<std::string, std::set<std::string>> stored;
    const Table rows = database.query(
        R"(SELECT "Sample ID", "Snapshot file" FROM files WHERE "Status" = 'stored' AND "Snapshot file" <> '')");
    for (const auto& row : rows.rows) {
        stored[toText(row[0])].insert(toText(row[1]));
    }
    return stored;
}

/// What the tables know of samples.
///
/// To be read when the folders are listed: a snapshot that is moved meanwhile is then left out in its old sample, or
/// its file is gone there. The other way round it would be analysed in both.
class KnownOfSamples
{
public:
    KnownOfSamples(const Project& project, database::Database& database)
        : m_project(project),
          m_table(database),
          m_excluded(database::FilesTable(database).excludedSnapshots()),
          m_stored(storedSnapshots(database)),
          m_movedAway(movedAway(project, database)),
          m_times(database, project.timeZone()),
          m_lastSnapshots(lastSnapshots(database)),
          m_lastAnalyses(pairs(database, R"(SELECT "Sample ID", "Last analysis" FROM results)")),
          m_statuses(pairs(database, R"(SELECT "Sample ID", "Status" FROM jobs ORDER BY "Submitted")")),
          m_pipelines(pairs(database, R"(SELECT "Sample ID", "Pipeline" FROM pipelines WHERE "Sample ID" IS NOT NULL)"))
    {
    }

    /// Those that count and those that do not.
    void sortSnapshots(SampleInputs& sample) const
    {
        sample.lastAnalysis = valueOr(m_lastAnalyses, sample.sampleId);
        if (const auto moved = m_movedAway.find(sample.sampleId); moved != m_movedAway.end()) {
            sample.movedFiles = moved->second;
        }
        std::set<std::string> lost;
        if (const auto stored = m_stored.find(sample.sampleId); stored != m_stored.end()) {
            lost = stored->second;
        }
        for (const fs::path& file : std::exchange(sample.snapshotFiles, {})) {
            const std::string name = pathText(file.filename());
            std::error_code ignored;
            lost.erase(name);
            if (m_excluded.count({sample.sampleId, name}) > 0) {
                sample.excludedFiles.push_back(file);
            } else if (fs::exists(file, ignored)) {
                sample.snapshotFiles.push_back(file);
                sample.snapshotFacts.push_back(m_times.of(sample.sampleId, name));
            }
        }
        for (const std::string& name : lost) {
            if (m_excluded.count({sample.sampleId, name}) == 0) {
                sample.lostFiles.push_back(name);
            }
        }
    }

    /// The rest, of samples that are analysed. Asked for by the hundred: a query a sample is slow where the database is
    /// far, and the rows of all samples may not fit into memory.
    void addRows(std::vector<SampleInputs>& samples, const Progress& progress) const
    {
        constexpr std::size_t rowsAtOnce = 200;
        for (std::size_t begin = 0; begin < samples.size(); begin += rowsAtOnce) {
            progress.throwIfCancelled();
            const std::span chunk = std::span(samples).subspan(begin, std::min(rowsAtOnce, samples.size() - begin));
            std::vector<std::string> ids;
            std::transform(chunk.begin(), chunk.end(), std::back_inserter(ids),
                           [](const SampleInputs& sample) { return sample.sampleId; });
            const std::map<std::string, database::Row> rows = m_table.find(ids);
            for (SampleInputs& sample : chunk) {
                const auto row = rows.find(sample.sampleId);
                add(sample, row == rows.end() ? nullptr : &row->second);
            }
        }
    }

private:
    void add(SampleInputs& sample, const database::Row* row) const
    {
        if (row == nullptr) {
            sample.problem = noSuchSample;
        }
        if (!sample.problem.empty()) {
            return;
        }
        sample.row = database::toJson(*row, m_project.config().sampleColumns);
        if (const auto found = m_lastSnapshots.find(sample.sampleId); found != m_lastSnapshots.end()) {
            sample.lastSnapshot = found->second;
        }
        sample.jobStatus = valueOr(m_statuses, sample.sampleId);
        sample.pipeline = valueOr(m_pipelines, sample.sampleId);
    }

    const Project& m_project;
    database::SamplesTable m_table;
    std::set<std::pair<std::string, std::string>> m_excluded;
    std::map<std::string, std::set<std::string>> m_stored;
    std::map<std::string, std::vector<fs::path>> m_movedAway;
    SnapshotTimes m_times;
    std::map<std::string, SnapshotFacts> m_lastSnapshots;
    std::map<std::string, std::string> m_lastAnalyses;
    std::map<std::string, std::string> m_statuses;
    std::map<std::string, std::string> m_pipelines;
};

/// Whether a file beside cycles.*.json is of the same analysis: they are replaced one after the other, and the program
/// may be ended between them.
bool isOfAnalysis(const fs::path& file, const Json& provenance)
{
    try {
        const Json own = memberOf(storage::readMetadata(file), "provenance");
        return memberOf(own, "inputs") == memberOf(provenance, "inputs") &&
               textAt(own, "analysed_at") == textAt(provenance, "analysed_at");
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

fs::path SampleInputs::file(const std::string& kind, const std::string& ending) const
{
    return folder / pathFromText(kind + "." + sampleId + ending);
}

std::vector<SampleInputs> gatherInputs(const Project& project, database::Database& database,
                                       std::vector<std::string> samples, const Progress& progress)
{
    const Named named = samples.empty() ? Named::No : Named::Yes;
    if (named == Named::No) {
        samples = database::SamplesTable(database).ids();
    }
    std::vector<SampleInputs> gathered = listFolders(project, samples, progress);
    KnownOfSamples known(project, database);  // read after the folders: see there
    for (SampleInputs& sample : gathered) {
        progress.throwIfCancelled();
        known.sortSnapshots(sample);
    }
    if (named == Named::No) {
        std::erase_if(gathered, hasNothing);
    }
    known.addRows(gathered, progress);
    if (named == Named::No) {
        std::erase_if(gathered, [](const SampleInputs& sample) { return !sample.problem.empty(); });
    }
    return gathered;
}

Json fingerprintOf(const SampleInputs& sample, const Project& project, const Progress& progress)
{
    Json snapshots = Json::object();
    for (const fs::path& file : sample.snapshotFiles) {
        snapshots[pathText(file.filename())] = describeSource(file, progress).sha256;
    }
    const config::FlagThresholds& flags = project.config().flagThresholds;
    return {{"snapshots", std::move(snapshots)},
            {"sample_row_sha256", sha256Of(dumpJson(sample.row))},
            {"job_status", sample.jobStatus},
            {"pipeline", sample.pipeline},
            {"flag_thresholds",
             {flags.capacityLoss_pct, flags.formationEfficiency_pct, flags.initialEfficiency_pct,
              flags.initialCapacity_mAhPerG}},
            {"time_zone", project.timeZone()},
            {"analysis_version", analysisVersion}};
}

AnalysedState analysedState(const SampleInputs& sample)
{
    const fs::path file = sample.file("cycles", ".json");
    if (!fs::exists(file)) {
        return {};
    }
    try {
        const Json content = parseJson(readFile(file), pathText(file));
        const Json& provenance = content.at("metadata").at("provenance");
        AnalysedState state;
        state.fingerprint = provenance.value("inputs", Json());
        state.analysed_uts = parseTimestamp(textAt(provenance, "analysed_at").value_or(""), "UTC");
        state.files = provenance.value("files", std::vector<std::string>());
        state.isWhole = !state.files.empty();
        for (const std::string& name : state.files) {
            const fs::path beside = sample.folder / pathFromText(name);
            const bool isThere = fs::exists(beside);
            const bool isOurs = isThere && isOfAnalysis(beside, provenance);
            state.isWhole = state.isWhole && isOurs;
            if (isThere && !isOurs && state.otherAnalysis.empty()) {
                state.otherAnalysis = name;
            }
        }
        return state;
    } catch (const std::exception&) {
        return {};  // damaged, or not written by us: to be analysed again
    }
}

}  // namespace aurora::services
