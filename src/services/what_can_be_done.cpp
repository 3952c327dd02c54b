#include "aurora/services/what_can_be_done.h"

#include "aurora/core/sample_id.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/services/attach_payload.h"
#include "aurora/services/tables.h"
#include "snapshot_store.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace aurora::services {

namespace {

using database::Row;

constexpr std::array everyAction{PipelineAction::Load, PipelineAction::Eject, PipelineAction::Ready,
                                 PipelineAction::Unready, PipelineAction::Submit};

/// Of more samples than this nobody waits until their folders are looked into.
constexpr std::size_t mostLookedFor = 1000;

constexpr const char* readOnly = "The project is open read-only.";

std::string textAt(const Row& row, const std::string& column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : toText(found->second);
}

std::string whyNoData(const Row& row)
{
    const std::string job = textAt(row, "Job ID");
    const std::string status = textAt(row, "Status");
    if (cyclers::isQueued(status)) {
        return job + " has not started yet: nothing is recorded.";
    }
    if (status == "cd" && textAt(row, "Snapshot status") == "ce") {
        return job + " was cancelled before it started: nothing was recorded.";
    }
    return textAt(row, "Sample ID").empty() ? "The sample of " + job + " is not known, so its data cannot be stored."
                                            : "";
}

std::string whyNotOn(const Row& row, PipelineAction action, const std::string& pipeline)
{
    const std::string sample = textAt(row, "Sample ID");
    const std::string job = textAt(row, "Job ID");
    const bool ready = textAt(row, "Ready") == "1";
    if (action == PipelineAction::Load) {
        return sample.empty() ? "" : pipeline + " holds " + sample + ". Eject that sample first.";
    }
    if (sample.empty()) {
        return pipeline + " holds no sample.";
    }
    if (action == PipelineAction::Submit) {
        return {};  // a job may wait for the one before it
    }
    if (!job.empty()) {
        return "The job " + job + " runs on " + pipeline + ". Cancel it first, or wait until it ends.";
    }
    if (action == PipelineAction::Ready && ready) {
        return pipeline + " is ready already.";
    }
    if (action == PipelineAction::Unready && !ready) {
        return pipeline + " is not ready.";
    }
    return {};
}

std::string unknownPipeline(const std::string& pipeline)
{
    return pipeline + " is not known. Update from the cyclers to read their channels.";
}

bool hasSnapshots(const Project& project, const std::string& sample)
{
    return whyNoName(sample).empty() && !SnapshotStore(project.sampleFolder(SampleId(sample))).files().empty();
}

}  // namespace

PipelineReasons whyNotOnPipelines(const Lab& lab, const std::vector<std::string>& pipelines)
{
    const auto database = lab.project().openDatabase();
    PipelineReasons reasons;
    for (const std::string& pipeline : pipelines) {
        const std::optional<Row> row = database::PipelinesTable(*database).find(pipeline);
        for (const PipelineAction action : everyAction) {
            std::string reason = lab.project().readOnly() ? readOnly
                                 : row                    ? whyNotOn(*row, action, pipeline)
                                                          : unknownPipeline(pipeline);
            if (!reason.empty()) {
                reasons.actions.try_emplace(action, std::move(reason));
            }
        }
        const std::string job = row ? textAt(*row, "Job ID") : std::string();
        const std::string sample = row ? textAt(*row, "Sample ID") : std::string();
        if (reasons.cancel.empty() && !job.empty()) {
            reasons.cancel = whyNotCancel(*database, job);
        }
        if (reasons.snapshot.empty() && !sample.empty()) {
            reasons.snapshot = whyNotSnapshotOfSample(*database, sample);
        }
    }
    return reasons;
}

JobReasons whyNotOnJobs(const Lab& lab, const std::vector<std::string>& jobs)
{
    const auto database = lab.project().openDatabase();
    JobReasons reasons;
    for (const std::string& job : jobs) {
        reasons.cancel = reasons.cancel.empty() ? whyNotCancel(*database, job) : reasons.cancel;
        reasons.snapshot = reasons.snapshot.empty() ? whyNotSnapshot(*database, job) : reasons.snapshot;
        reasons.attach = reasons.attach.empty() ? whyNotAttach(lab, *database, job) : reasons.attach;
    }
    return reasons;
}

SampleReasons whyNotOnSamples(const Project& project, const std::vector<std::string>& samples)
{
    const std::vector<std::string> ids = sampleIds(project);
    const std::unordered_set<std::string> known(ids.begin(), ids.end());
    SampleReasons reasons;
    for (const std::string& sample : samples) {
        if (known.count(sample) == 0) {
            reasons.use = "There is no sample " + sample + " in the project. Import it, or make it by hand.";
            reasons.view = reasons.use;
            return reasons;
        }
    }
    if (samples.size() <= mostLookedFor &&
        std::none_of(samples.begin(), samples.end(),
                     [&project](const std::string& sample) { return hasSnapshots(project, sample); }))
    {
        reasons.analyse = samples.size() == 1 ? samples.front() + " has no data yet: there is nothing to analyse."
                                              : "None of the samples has data yet: there is nothing to analyse.";
        reasons.view = samples.size() == 1
                           ? samples.front() + " has no data yet: import its files, or run a job on it."
                           : "None of the samples has data yet: import their files, or run jobs on them.";
    }
    return reasons;
}

std::string whyNotCancel(database::Database& database, const std::string& job)
{
    const std::optional<Row> row = database::JobsTable(database).find(job);
    if (!row) {
        return "There is no job " + job + ".";
    }
    const std::string status = textAt(*row, "Status");
    if (cyclers::hasEnded(status)) {
        return job + " has ended.";
    }
    return status == "rd" ? job + " is being cancelled." : "";
}

std::string whyNotSnapshot(database::Database& database, const std::string& job)
{
    const std::optional<Row> row = database::JobsTable(database).find(job);
    return row ? whyNoData(*row) : "There is no job " + job + ".";
}

std::string whyNotSnapshotOfSample(database::Database& database, const std::string& sampleId)
{
    std::string reason = "No job of " + sampleId + " is known: there is nothing to fetch.";
    for (const Row& row : database::JobsTable(database).ofSample(sampleId)) {
        reason = whyNoData(row);
        if (reason.empty()) {
            break;
        }
    }
    return reason;
}

}  // namespace aurora::services
