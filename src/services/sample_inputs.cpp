#include "sample_inputs.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "provenance.h"
#include "snapshot_store.h"

#include <algorithm>
#include <map>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// Changes whenever the analysis gives other numbers for the same input.
constexpr int analysisVersion = 2;

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

}  // namespace

fs::path SampleInputs::file(const std::string& kind, const std::string& ending) const
{
    return folder / pathFromText(kind + "." + sampleId + ending);
}

std::vector<SampleInputs> gatherInputs(const Project& project, database::Database& database,
                                       std::vector<std::string> samples)
{
    const database::SamplesTable table(database);
    const bool all = samples.empty();
    if (all) {
        samples = table.ids();
    }
    const auto excluded = database::FilesTable(database).excludedSnapshots();
    const SnapshotTimes times(database, project.timeZone());
    const auto noted = lastSnapshots(database);
    const auto lastAnalyses = pairs(database, "SELECT \"Sample ID\", \"Last analysis\" FROM results");
    const auto statuses = pairs(database, "SELECT \"Sample ID\", \"Status\" FROM jobs ORDER BY \"Submitted\"");
    const auto pipelines =
        pairs(database, "SELECT \"Sample ID\", \"Pipeline\" FROM pipelines WHERE \"Sample ID\" IS NOT NULL");

    std::vector<SampleInputs> gathered;
    for (const std::string& id : samples) {
        const auto row = table.find(id);
        SampleInputs sample;
        sample.sampleId = id;
        if (!row || !whyNoName(id).empty()) {
            if (!all) {  // other programs allowed other names; no data of ours can be there
                sample.problem = "there is no sample of this name in the project";
                gathered.push_back(std::move(sample));
            }
            continue;
        }
        sample.folder = project.sampleFolder(SampleId(id));
        for (const fs::path& file : SnapshotStore(sample.folder).files()) {
            const std::string name = pathText(file.filename());
            if (excluded.count({id, name}) > 0) {
                sample.excludedFiles.push_back(file);
                continue;
            }
            sample.snapshotFiles.push_back(file);
            sample.snapshotFacts.push_back(times.of(id, name));
        }
        sample.lastAnalysis = valueOr(lastAnalyses, id);
        if (all && sample.snapshotFiles.empty() && sample.lastAnalysis.empty()) {
            continue;
        }
        sample.row = database::toJson(*row, project.config().sampleColumns);
        if (const auto found = noted.find(id); found != noted.end()) {
            sample.lastSnapshot = found->second;
        }
        sample.jobStatus = valueOr(statuses, id);
        sample.pipeline = valueOr(pipelines, id);
        gathered.push_back(std::move(sample));
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
        state.isWhole =
            !state.files.empty() && std::all_of(state.files.begin(), state.files.end(), [&](const std::string& name) {
                return fs::exists(sample.folder / pathFromText(name));
            });
        return state;
    } catch (const std::exception&) {
        return {};  // damaged, or not written by us: to be analysed again
    }
}

}  // namespace aurora::services
