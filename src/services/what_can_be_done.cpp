// Why an action cannot work now, from the tables alone: tooltips ask while a hand moves over them.
#include "aurora/core/text.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/control_cyclers.h"

namespace aurora::services {

namespace {

using database::Row;

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

}  // namespace

std::string whyNot(const Lab& lab, database::Database& database, PipelineAction action, const std::string& pipeline)
{
    if (lab.project().readOnly()) {
        return "The project is open read-only.";
    }
    const std::optional<Row> row = database::PipelinesTable(database).find(pipeline);
    return row ? whyNotOn(*row, action, pipeline)
               : pipeline + " is not known. Update from the cyclers to read their channels.";
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

std::vector<std::string> samplesAfter(database::Database& database, const std::string& sampleId, std::size_t count)
{
    const database::SamplesTable samples(database);
    const std::size_t digits = sampleId.find_last_not_of("0123456789") + 1;
    std::vector<std::string> following;
    std::optional<std::int64_t> number = parseInteger(std::string_view(sampleId).substr(digits));
    while (number && following.size() < count) {
        ++*number;
        std::string text = std::to_string(*number);
        const std::size_t width = sampleId.size() - digits;
        text.insert(0, text.size() < width ? width - text.size() : 0, '0');
        const std::string next = sampleId.substr(0, digits) + text;
        if (!samples.contains(next)) {
            break;
        }
        following.push_back(next);
    }
    return following;
}

}  // namespace aurora::services
