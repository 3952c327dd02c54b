// load, eject, ready, unready, cancel, update, submit, snapshot, harvest: the lab's PCs and their cyclers.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/protocols/payload.h"
#include "aurora/services/control_cyclers.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/submit_jobs.h"
#include "aurora/services/update_cyclers.h"
#include "commands.h"
#include "open_lab.h"
#include "text_table.h"

#include <algorithm>
#include <iostream>

namespace aurora::cli {

namespace {

struct CyclerOptions
{
    std::vector<std::string> names;  ///< pipelines, jobs or servers
    std::string sample;
    std::string pipeline;
};

int runLoad(const CyclerOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    TerminalProgress progress(context.quiet);
    return context.print(services::loadSamples(*lab, {{options.sample, options.pipeline}}, progress));
}

using NamedVerb = services::Report (*)(services::Lab&, const std::vector<std::string>&, Progress&);

template <NamedVerb verb>
int runNamed(const CyclerOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    TerminalProgress progress(context.quiet);
    return context.print(verb(*lab, options.names, progress));
}

/// A verb that takes a list of names.
void addNamed(CLI::App& root, Action& chosen, const char* verb, const char* description, const char* argument,
              int (*run)(const CyclerOptions&, const Context&))
{
    const auto [command, options] = addCommand<CyclerOptions>(root, chosen, verb, description, run);
    command->add_option(argument, options->names, "As \"list\" names them")->required();
}

struct SubmitOptions
{
    std::string payload;
    std::vector<std::string> samples;
    std::string capacity;
    std::string comment;
    bool dryRun = false;
    bool yes = false;
};

services::SubmitRequest requestOf(const SubmitOptions& options, const services::Project& project)
{
    const std::filesystem::path file = pathOrNameIn(project.config().protocolsFolder, options.payload);
    services::SubmitRequest request;
    request.payload = protocols::parsePayload(readFile(file), options.payload);
    request.payloadName = pathText(file.stem());
    request.samples = options.samples;
    request.capacity = services::capacityChoice(options.capacity);
    request.comment = options.comment;
    request.questions = options.yes ? services::Questions::Agreed : services::Questions::NotAnswered;
    return request;
}

Json planJson(const services::SubmissionPlan& plan)
{
    Json jobs = Json::array();
    for (const services::PlannedJob& job : plan.jobs) {
        jobs.push_back({{"Sample ID", job.sampleId},
                        {"Pipeline", job.pipeline},
                        {"capacity (mAh)", job.capacity_mAh ? Json(*job.capacity_mAh) : Json()},
                        {"steps", job.cells},
                        {"questions", job.questions},
                        {"remark", job.remark},
                        {"problem", job.problem}});
    }
    return {{"steps", plan.steps}, {"jobs", std::move(jobs)}};
}

Table planTable(const services::SubmissionPlan& plan)
{
    Table table;
    table.columns = {{.name = "Sample ID"}, {.name = "Pipeline"}, {.name = "capacity (mAh)"}};
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        table.columns.push_back({.name = std::to_string(i + 1) + " " + plan.steps[i]});
    }
    table.columns.push_back({.name = "problem"});
    for (const services::PlannedJob& job : plan.jobs) {
        std::vector<CellValue> row{job.sampleId, job.pipeline,
                                   job.capacity_mAh ? CellValue(*job.capacity_mAh) : CellValue()};
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            row.emplace_back(i < job.cells.size() ? CellValue(job.cells[i]) : CellValue());
        }
        std::string remark = job.problem;
        for (const std::string& question : job.questions) {
            remark += (remark.empty() ? "" : " ") + question;
        }
        if (job.problem.empty() && !job.remark.empty()) {
            remark += (remark.empty() ? "" : " ") + ("It " + job.remark + ".");
        }
        row.emplace_back(remark);
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Shows every step's current for each sample; nothing is sent.
int printPlan(const services::SubmissionPlan& plan, const Context& context)
{
    if (context.json) {
        printJson(planJson(plan));
    } else {
        std::cout << textTable(planTable(plan));
    }
    const bool asks = std::any_of(plan.jobs.begin(), plan.jobs.end(),
                                  [](const services::PlannedJob& job) { return !job.questions.empty(); });
    if (asks) {
        std::cerr << "Without --yes nothing is submitted for the samples with a question.\n";
    }
    return plan.canBeSubmitted() ? allDone : somethingFailed;
}

int runSubmit(const SubmitOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    const services::SubmitRequest request = requestOf(options, lab->project());
    if (options.dryRun) {
        return printPlan(services::planSubmission(lab->project(), request), context);
    }
    TerminalProgress progress(context.quiet);
    return context.print(services::submitJobs(*lab, request, progress));
}

struct SnapshotOptions
{
    std::vector<std::string> jobs;
    std::vector<std::string> samples;
    bool all = false;
    bool force = false;
};

int runSnapshot(const SnapshotOptions& options, const Context& context)
{
    if (options.jobs.empty() && options.samples.empty() && !options.all) {
        throw UsageError("Say what to fetch: --job ID, --sample ID, or --all for everything new.");
    }
    const auto lab = openLab(context);
    TerminalProgress progress(context.quiet);
    return context.print(services::snapshotJobs(*lab,
                                                {.jobs = options.jobs,
                                                 .samples = options.samples,
                                                 .everythingNew = options.all,
                                                 .force = options.force ? services::Force::Yes : services::Force::No},
                                                progress));
}

struct HarvestOptions
{
    std::string kind;
    bool force = false;
};

int runHarvest(const HarvestOptions& options, const Context& context)
{
    std::vector<services::HarvesterKind> kinds;
    if (options.kind == "eclab") {
        kinds.push_back(services::HarvesterKind::EcLab);
    } else if (options.kind == "neware") {
        kinds.push_back(services::HarvesterKind::Neware);
    }
    const auto lab = openLab(context);
    TerminalProgress progress(context.quiet);
    return context.print(
        services::harvest(*lab, kinds, progress, options.force ? services::Force::Yes : services::Force::No));
}

}  // namespace

void addLoad(CLI::App& root, Action& chosen)
{
    const auto [load, options] =
        addCommand<CyclerOptions>(root, chosen, "load", "Put a sample on an empty pipeline", runLoad);
    load->add_option("SAMPLE", options->sample, "Sample ID")->required();
    load->add_option("PIPELINE", options->pipeline, "Pipeline, as \"list pipelines\" names it")->required();
}

void addEject(CLI::App& root, Action& chosen)
{
    addNamed(root, chosen, "eject", "Take the samples off pipelines", "PIPELINE", runNamed<services::ejectPipelines>);
}

void addReady(CLI::App& root, Action& chosen)
{
    addNamed(root, chosen, "ready", "Let jobs of the samples on pipelines start", "PIPELINE",
             runNamed<services::readyPipelines>);
}

void addUnready(CLI::App& root, Action& chosen)
{
    addNamed(root, chosen, "unready", "Keep jobs on pipelines from starting", "PIPELINE",
             runNamed<services::unreadyPipelines>);
}

void addCancel(CLI::App& root, Action& chosen)
{
    addNamed(root, chosen, "cancel", "Cancel queued or running jobs", "JOB", runNamed<services::cancelJobs>);
}

void addUpdate(CLI::App& root, Action& chosen)
{
    const auto [update, options] = addCommand<CyclerOptions>(
        root, chosen, "update", "Read pipelines and jobs of the servers", runNamed<services::updateFromCyclers>);
    update->add_option("SERVER", options->names, "Labels of servers (else all)");
}

void addSubmit(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<SubmitOptions>(root, chosen, "submit", "Submit a payload to samples on pipelines", runSubmit);
    command
        ->add_option("PAYLOAD", options->payload,
                     "Payload of tomato (JSON): a path, or the name of a protocol of the project")
        ->required();
    command->add_option("--sample", options->samples, "Sample IDs")->required();
    command
        ->add_option("--capacity", options->capacity,
                     "What C-rates refer to: areal, specific, nominal, or a number of mAh")
        ->required();
    command->add_option("--comment", options->comment, "For the table of jobs");
    command->add_flag("--dry-run", options->dryRun,
                      "Print every step's current in mA and submit nothing; fails where submitting would");
    command->add_flag("--yes", options->yes, "Agree to capacities above 50 mAh and other questions");
}

void addSnapshot(CLI::App& root, Action& chosen)
{
    const auto [command, options] = addCommand<SnapshotOptions>(
        root, chosen, "snapshot", "Fetch the data of jobs, convert and analyse it", runSnapshot);
    command->add_option("--job", options->jobs, "Job IDs");
    command->add_option("--sample", options->samples, "All jobs of these samples");
    command->add_flag("--all", options->all, "Running jobs, and ended ones not fetched since they ended");
    command->add_flag("--force", options->force, "Replace a snapshot even by one with fewer rows");
}

void addHarvest(CLI::App& root, Action& chosen)
{
    const auto [command, options] = addCommand<HarvestOptions>(
        root, chosen, "harvest", "Fetch new and changed files from the harvested folders", runHarvest);
    command->add_option("KIND", options->kind, "eclab or neware (else both)")
        ->check(CLI::IsMember({"eclab", "neware"}));
    command->add_flag("--force", options->force,
                      "Read everything again, changed or not, and replace snapshots even by ones with fewer rows");
}

}  // namespace aurora::cli
