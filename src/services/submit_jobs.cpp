#include "aurora/services/submit_jobs.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/protocols/payload.h"
#include "server_tables.h"
#include "server_work.h"
#include "step_cells.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <set>

namespace aurora::services {

namespace {

struct DefinitionName
{
    std::string_view text;
    CapacityDefinition definition;
};

constexpr std::array definitionTable{
    DefinitionName{"areal", CapacityDefinition::Areal},
    DefinitionName{"specific", CapacityDefinition::Specific},
    DefinitionName{"nominal", CapacityDefinition::Nominal},
};

/// A planned job with what it takes to send it.
struct ReadyJob
{
    PlannedJob plan;
    ServerName server;  ///< of the pipeline
    protocols::PreparedPayload payload;
};

double capacityOf_mAh(const Json& sampleRow, const CapacityChoice& choice, const std::string& sampleId)
{
    if (const auto* const custom = std::get_if<CustomCapacity>(&choice)) {
        return custom->capacity_mAh;
    }
    return protocols::payloadCapacity_mAh(sampleRow, std::get<CapacityDefinition>(choice), sampleId);
}

/// Plans jobs from what the tables say.
class Planner
{
public:
    Planner(const Lab* lab, const Project& project, database::Database& database, const SubmitRequest& request)
        : m_lab(lab), m_project(project), m_database(database), m_request(request)
    {
    }

    [[nodiscard]] ReadyJob plan(const std::string& sampleId)
    {
        ReadyJob job;
        job.plan.sampleId = sampleId;
        try {
            const std::optional<database::Row> row = database::SamplesTable(m_database).find(sampleId);
            if (!row) {
                throw Error("There is no sample " + sampleId + " in the project. Import its row first.");
            }
            const Json sample = database::toJson(*row, m_project.config().sampleColumns);
            const double capacity_mAh = capacityOf_mAh(sample, m_request.capacity, sampleId);
            job.plan.capacity_mAh = capacity_mAh;
            const std::vector<database::Row> holders = database::PipelinesTable(m_database).holding(sampleId);
            if (!holders.empty()) {
                job.plan.pipeline = toText(holders.front().at("Pipeline"));
            }
            job.payload = protocols::preparePayload(
                m_request.payload,
                {.sampleName = sampleId, .capacity_mAh = capacity_mAh, .outputFolder = outputFolder(job)});
            for (const protocols::PayloadStep& step : job.payload.steps) {
                job.plan.cells.push_back(stepCell(step));
            }
            job.plan.questions = job.payload.needsConfirmation;
            if (job.plan.pipeline.empty()) {
                throw Error(sampleId + " is on no pipeline. Load it first.");
            }
        } catch (const Error& error) {
            job.plan.problem = error.what();
        }
        return job;
    }

private:
    [[nodiscard]] std::string outputFolder(ReadyJob& job) const
    {
        if (m_lab == nullptr || job.plan.pipeline.empty()) {
            return {};
        }
        job.server = pipelineOnServer(*m_lab, m_database, job.plan.pipeline);
        return m_lab->serverEntry(job.server.label).saveLocation;
    }

    const Lab* m_lab;
    const Project& m_project;
    database::Database& m_database;
    const SubmitRequest& m_request;
};

/// What is known of a job the moment it was submitted; the rest comes with the next look at the server.
database::Row jobRow(const Lab& lab, const ReadyJob& job, const std::string& idOnServer, const std::string& comment)
{
    const std::optional<std::int64_t> number = parseInteger(idOnServer);
    const std::string now = formatTimestamp(nowUts(), lab.project().timeZone());
    return {{"Job ID", withLabel(job.server.label, idOnServer)},
            {"Sample ID", job.plan.sampleId},
            {"Pipeline", job.plan.pipeline},
            {"Status", "q"},
            {"Jobname", job.plan.sampleId},
            {"Server label", job.server.label},
            {"Server hostname", lab.serverEntry(job.server.label).access.hostname},
            {"Job ID on server", number ? CellValue(*number) : CellValue(idOnServer)},
            {"Submitted", now},
            {"Payload", job.payload.text},
            {"Comment", comment.empty() ? CellValue() : CellValue(comment)},
            {"Last checked", now}};
}

std::string submitOne(Lab& lab, cyclers::CyclerServer& server, const ReadyJob& job, const std::string& comment,
                      Progress& progress)
{
    const std::string id = server.submit({job.plan.sampleId, job.payload.text, job.server.nameOnServer}, progress);
    const std::string told = "submitted as " + withLabel(job.server.label, id) + " on " + job.plan.pipeline + ", " +
                             formatSignificant(*job.plan.capacity_mAh) + " mAh";
    try {
        const auto database = lab.project().openDatabase();
        database->write([&] { database::JobsTable(*database).upsert(jobRow(lab, job, id, comment)); },
                        Progress::none());  // it is on the server: it must be known even when the user cancels now
    } catch (const Error& error) {          // that is no failed submission: whoever takes it for one submits twice
        return told + "; it could not be noted here (" + error.what() +
               "): the next update finds it. Do not submit it again";
    }
    return told;
}

}  // namespace

CapacityChoice capacityChoice(std::string_view text)
{
    for (const DefinitionName& name : definitionTable) {
        if (text == name.text) {
            return name.definition;
        }
    }
    const std::optional<double> capacity_mAh = parseNumber(text);
    if (!capacity_mAh || !(*capacity_mAh > 0)) {
        throw UsageError("\"" + std::string(text) +
                         "\" is no capacity: say areal, specific, nominal or a number of mAh above 0.");
    }
    return CustomCapacity{*capacity_mAh};
}

bool SubmissionPlan::canBeSubmitted() const
{
    return !jobs.empty() &&
           std::all_of(jobs.begin(), jobs.end(), [](const PlannedJob& job) { return job.problem.empty(); });
}

SubmissionPlan planSubmission(const Project& project, const SubmitRequest& request)
{
    protocols::checkPayload(request.payload, request.payloadName);
    SubmissionPlan plan;
    constexpr double anyCapacity_mAh = 1;  // the words of a step do not depend on it
    for (const protocols::PayloadStep& step : protocols::payloadSteps(request.payload, anyCapacity_mAh)) {
        plan.steps.push_back(step.words);
    }
    const auto database = project.openDatabase();
    Planner planner(nullptr, project, *database, request);
    for (const std::string& sample : request.samples) {
        plan.jobs.push_back(planner.plan(sample).plan);
    }
    return plan;
}

Report submitJobs(Lab& lab, const SubmitRequest& request, Progress& progress)
{
    if (lab.project().readOnly()) {
        throw Error("The project " + lab.project().name() + " is open read-only: nothing can be submitted from it.");
    }
    protocols::checkPayload(request.payload, request.payloadName);
    const auto database = lab.project().openDatabase();
    Planner planner(&lab, lab.project(), *database, request);
    Report before;
    std::map<std::string, std::vector<ReadyJob>> byServer;
    std::set<std::string> seen;
    for (const std::string& sample : request.samples) {
        if (!seen.insert(sample).second) {
            continue;  // named twice: one job
        }
        ReadyJob job = planner.plan(sample);
        if (job.plan.problem.empty() && !job.plan.questions.empty() && request.questions == Questions::NotAnswered) {
            job.plan.problem = job.plan.questions.front() + " Nothing was submitted for it.";
        }
        if (!job.plan.problem.empty()) {
            before.failed.push_back({sample, job.plan.problem, {}});
            continue;
        }
        byServer[job.server.label].push_back(std::move(job));
    }
    std::vector<std::string> labels;
    std::size_t total = 0;
    for (const auto& [label, jobs] : byServer) {
        labels.push_back(label);
        total += jobs.size();
    }
    std::atomic<std::size_t> done{0};
    const Report report = onEachServer(lab, labels, [&](const std::string& label, Report& ofServer) {
        {
            const ServerInUse server = lab.server(label, progress);
            const std::vector<ReadyJob>& jobs = byServer.at(label);
            std::vector<std::string> names;
            std::transform(jobs.begin(), jobs.end(), std::back_inserter(names),
                           [](const ReadyJob& job) { return job.plan.sampleId; });
            reportActions(ofServer, names, [&](std::size_t i) {
                progress.throwIfCancelled();
                const std::string told = submitOne(lab, *server, jobs[i], request.comment, progress);
                progress.report(++done, total, names[i]);
                return told;
            });
        }
        refreshServer(lab, label, ofServer, progress);
    });
    before.add(report);
    before.cancelled = report.cancelled;
    return before;
}

}  // namespace aurora::services
