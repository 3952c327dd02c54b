#include "aurora/services/submit_jobs.h"

#include "aurora/core/error.h"
#include "aurora/core/significant.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/protocols/payload.h"
#include "row_text.h"
#include "server_tables.h"
#include "server_work.h"
#include "step_cells.h"
#include "submission_questions.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>

namespace aurora::services {

namespace {

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

/// "3.417 mAh was shown, and it is 3.512 mAh": two numbers that differ look different.
std::string shownAndNow(double shown_mAh, double now_mAh)
{
    const bool fewDigitsDo = formatSignificant(shown_mAh) != formatSignificant(now_mAh);
    const auto text = [&](double value) { return fewDigitsDo ? formatSignificant(value) : formatNumber(value); };
    return text(shown_mAh) + " mAh was shown, and it is " + text(now_mAh) + " mAh";
}

std::string joined(const std::vector<std::string>& sentences)
{
    std::string text;
    for (const std::string& sentence : sentences) {
        text += (text.empty() ? "" : " ") + sentence;
    }
    return text;
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
            const std::vector<database::Row> holders = holdersOf(sampleId);
            if (!holders.empty()) {
                job.plan.pipeline = cellText(holders.front(), "Pipeline");
                job.plan.remark =
                    whatItWaitsFor(cellText(holders.front(), "Ready") == "1", cellText(holders.front(), "Job ID"));
            }
            const Json sample = database::toJson(*row, m_project.config().sampleColumns);
            const double capacity_mAh = capacityOf_mAh(sample, m_request.capacity, sampleId);
            job.plan.capacity_mAh = capacity_mAh;
            if (m_request.payload.is_null()) {
                return job;
            }
            job.payload = protocols::preparePayload(
                m_request.payload,
                {.sampleName = sampleId, .capacity_mAh = capacity_mAh, .outputFolder = outputFolder(job)});
            for (const protocols::PayloadStep& step : job.payload.steps) {
                job.plan.cells.push_back(stepCell(step));
            }
            job.plan.questions = questionsAbout(job, sample);
            if (job.plan.pipeline.empty()) {
                throw Error(sampleId + " is on no pipeline. Load it first, or update if somebody else did.");
            }
            if (holders.size() > 1) {
                throw Error(sampleId + " is on " + job.plan.pipeline + " and on " + cellText(holders[1], "Pipeline") +
                            ". Eject it from one of them first, or update if somebody else did.");
            }
            checkAsShown(job.plan);
        } catch (const Error& error) {
            job.plan.problem = error.what();
        }
        return job;
    }

private:
    /// Rows of servers that left the configuration say nothing of today.
    [[nodiscard]] std::vector<database::Row> holdersOf(const std::string& sampleId) const
    {
        const std::vector<config::Server>& servers = m_project.config().servers;
        std::vector<database::Row> holders = database::PipelinesTable(m_database).holding(sampleId);
        if (holders.size() > 1) {
            std::erase_if(holders, [&](const database::Row& row) {
                return std::none_of(servers.begin(), servers.end(), [&](const config::Server& server) {
                    return server.label == cellText(row, "Server label");
                });
            });
        }
        return holders;
    }

    [[nodiscard]] std::vector<std::string> questionsAbout(const ReadyJob& job, const Json& sampleRow) const
    {
        std::vector<std::string> questions = job.payload.needsConfirmation;
        const std::string doubt = capacityDoubt(sampleRow, m_request.capacity, job.plan.sampleId);
        // What is sent is asked about once its server has told what it has.
        const std::string second = m_lab == nullptr ? secondJobQuestion(m_database, job.plan.sampleId) : std::string();
        for (const std::string& question : {doubt, second}) {
            if (!question.empty()) {
                questions.push_back(question);
            }
        }
        return questions;
    }

    /// What is sent is what was shown. @throws Error with both numbers, or both places
    void checkAsShown(const PlannedJob& now) const
    {
        const auto shown = std::find_if(m_request.shown.begin(), m_request.shown.end(),
                                        [&](const PlannedJob& job) { return job.sampleId == now.sampleId; });
        if (shown == m_request.shown.end()) {
            return;
        }
        if (shown->capacity_mAh && shown->capacity_mAh != now.capacity_mAh) {
            throw Error("The row of " + now.sampleId +
                        " has changed: " + shownAndNow(*shown->capacity_mAh, now.capacity_mAh.value_or(0)) +
                        " now. Nothing was sent: look at its currents again.");
        }
        if (shown->cells != now.cells) {
            throw Error("The payload has changed since the currents of " + now.sampleId +
                        " were shown. Nothing was sent: look at them again.");
        }
        if (shown->pipeline != now.pipeline) {
            throw Error(now.sampleId + " was shown on " + (shown->pipeline.empty() ? "no pipeline" : shown->pipeline) +
                        ", and is on " + now.pipeline + " now. Nothing was sent.");
        }
    }

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

/// @throws Error when the sample has a job already and nobody agreed to one more
void checkSecondJob(database::Database& database, const std::string& sampleId, const SubmitRequest& request)
{
    const std::string question = secondJobQuestion(database, sampleId);
    if (question.empty()) {
        return;
    }
    if (request.questions == Questions::NotAnswered) {
        throw Error(question + " Nothing was submitted for it.");
    }
    const auto shown = std::find_if(request.shown.begin(), request.shown.end(),
                                    [&](const PlannedJob& job) { return job.sampleId == sampleId; });
    if (shown != request.shown.end() &&
        std::find(shown->questions.begin(), shown->questions.end(), question) == shown->questions.end())
    {
        throw Error("not sent: " + question + " It was not known when this was shown: look at it again.");
    }
}

/// Where the server itself has the sample.
/// @throws Error unless that is where the plan has it
cyclers::PipelineState placeNow(const std::vector<cyclers::PipelineState>& pipelines, const ReadyJob& job)
{
    const std::string& sample = job.plan.sampleId;
    std::vector<cyclers::PipelineState> holders;
    std::string holdsInstead;
    const auto nameOf = [&](const cyclers::PipelineState& pipeline) {
        return withLabel(job.server.label, pipeline.name);
    };
    for (const cyclers::PipelineState& pipeline : pipelines) {
        if (pipeline.sampleId == sample) {
            holders.push_back(pipeline);
        }
        if (pipeline.name == job.server.nameOnServer) {
            holdsInstead = pipeline.sampleId.empty() ? "is empty" : "holds " + pipeline.sampleId;
        }
    }
    if (holders.size() > 1) {
        throw Error("not sent: " + sample + " is on " + nameOf(holders[0]) + " and on " + nameOf(holders[1]) +
                    ". Eject it from one of them first.");
    }
    if (holders.empty()) {
        throw Error("not sent: " + sample + " is not on " + job.plan.pipeline + " any more, which " +
                    (holdsInstead.empty() ? "the server does not have" : holdsInstead) + " now. Load it first.");
    }
    if (nameOf(holders.front()) != job.plan.pipeline) {
        throw Error("not sent: " + sample + " is not on " + job.plan.pipeline + " any more, but on " +
                    nameOf(holders.front()) + ". If that is right, submit again.");
    }
    return holders.front();
}

/// Notes the job. @return what is to be added to its result: nothing when all went well
std::string noteJob(const Lab& lab, const ReadyJob& job, const std::string& id, const std::string& comment)
{
    try {
        const auto database = lab.project().openDatabase();
        database->write([&] { database::JobsTable(*database).upsert(jobRow(lab, job, id, comment)); },
                        Progress::none());  // it is on the server: it must be known even when the user cancels now
    } catch (const Error& error) {          // that is no failed submission: whoever takes it for one submits twice
        return std::string("; it could not be noted here (") + error.what() +
               "): the next update finds it. Do not submit it again";
    }
    return {};
}

/// @throws Error as a result: not sent, not confirmed, or not known
std::string submitOne(Lab& lab, cyclers::CyclerServer& server, const std::vector<cyclers::PipelineState>& pipelines,
                      const ReadyJob& job, const SubmitRequest& request, const Progress& progress)
{
    const cyclers::PipelineState pipeline = placeNow(pipelines, job);
    const std::string place = withLabel(job.server.label, pipeline.name);
    const std::string runs = pipeline.jobId.empty() ? std::string() : withLabel(job.server.label, pipeline.jobId);
    const std::string wait = whatItWaitsFor(pipeline.ready, runs);
    try {
        const std::string id = server.submit({job.plan.sampleId, job.payload.text, job.server.nameOnServer}, progress);
        return "submitted as " + withLabel(job.server.label, id) + " on " + place + ", " +
               formatSignificant(*job.plan.capacity_mAh) + " mAh" + (wait.empty() ? "" : "; it " + wait) +
               noteJob(lab, job, id, request.comment);
    } catch (const cyclers::NotConfirmed& error) {
        throw Error("submitted as " + withLabel(job.server.label, error.jobId()) + " on " + place +
                        ", not confirmed: " + error.what() + noteJob(lab, job, error.jobId(), request.comment),
                    error.cause());
    } catch (const cyclers::MaybeDone& error) {
        throw Error(std::string("may have been submitted: update before you submit again. ") + error.what(),
                    error.cause());
    }
}

/// The jobs that can be sent, by their servers; the others are failures.
std::map<std::string, std::vector<ReadyJob>> readyJobs(Planner& planner, const SubmitRequest& request, Report& report)
{
    std::map<std::string, std::vector<ReadyJob>> byServer;
    std::set<std::string> seen;
    for (const std::string& sample : request.samples) {
        if (!seen.insert(sample).second) {
            continue;  // named twice: one job
        }
        ReadyJob job = planner.plan(sample);
        if (job.plan.problem.empty() && !job.plan.questions.empty() && request.questions == Questions::NotAnswered) {
            job.plan.problem = joined(job.plan.questions) + " Nothing was submitted for it.";
        }
        if (!job.plan.problem.empty()) {
            report.failed.push_back({sample, job.plan.problem, {}});
            continue;
        }
        byServer[job.server.label].push_back(std::move(job));
    }
    return byServer;
}

}  // namespace

CapacityChoice capacityChoice(std::string_view text)
{
    for (const CapacityName& name : capacityNames) {
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
    SubmissionPlan plan;
    if (!request.payload.is_null()) {
        protocols::checkPayload(request.payload, request.payloadName);
        constexpr double anyCapacity_mAh = 1;  // the words of a step do not depend on it
        for (const protocols::PayloadStep& step : protocols::payloadSteps(request.payload, anyCapacity_mAh)) {
            plan.steps.push_back(step.words);
        }
    }
    const auto database = project.openDatabase();
    Planner planner(nullptr, project, *database, request);
    std::set<std::string> seen;
    for (const std::string& sample : request.samples) {
        if (seen.insert(sample).second) {  // named twice: one job
            plan.jobs.push_back(planner.plan(sample).plan);
        }
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
    Report report;
    const std::map<std::string, std::vector<ReadyJob>> byServer = readyJobs(planner, request, report);
    ServerItems items{.byLabel = {}, .notDone = "not sent"};
    for (const auto& [label, jobs] : byServer) {
        std::vector<std::string>& names = items.byLabel[label];
        std::transform(jobs.begin(), jobs.end(), std::back_inserter(names),
                       [](const ReadyJob& job) { return job.plan.sampleId; });
    }
    const std::size_t total = items.count();
    std::atomic<std::size_t> done{0};
    report.add(onEachServer(lab, items, [&](const std::string& label, Report& ofServer) {
        {
            const ServerInUse server = lab.server(label, progress);
            const auto tables = lab.project().openDatabase();  // this is a thread of its own
            const ServerReading now = readIntoTables(lab, *server, *tables, progress);
            for (const ReadyJob& job : byServer.at(label)) {
                progress.throwIfCancelled();
                reportAction(ofServer, job.plan.sampleId, [&] {
                    checkSecondJob(*tables, job.plan.sampleId, request);
                    return submitOne(lab, *server, now.pipelines, job, request, progress);
                });
                progress.report(++done, total, job.plan.sampleId);
            }
        }
        refreshServer(lab, label, ofServer, progress);
    }));
    noteHowToGoOn(report, items.notDone, "submit");
    return report;
}

}  // namespace aurora::services
