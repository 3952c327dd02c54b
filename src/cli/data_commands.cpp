// import-samples, import-data, analyse: data into a project.
#include "aurora/core/cell_json.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/services/analyse.h"
#include "aurora/services/import_data.h"
#include "aurora/services/import_samples.h"
#include "aurora/services/options.h"
#include "commands.h"
#include "start_option.h"
#include "text_table.h"

namespace aurora::cli {

namespace {

struct ImportSamplesOptions
{
    std::vector<std::string> files;
    bool dryRun = false;
};

struct ImportDataArguments
{
    std::vector<std::string> paths;
    std::string sample;
    std::string start;
    std::string cycleMode = "chg";
    bool force = false;
};

struct AnalyseOptions
{
    std::vector<std::string> samples;
    std::string when = "new-data";
};

Json planJson(const services::SampleImportPlan& plan)
{
    Json added = Json::array();
    for (const database::Row& row : plan.added) {
        added.push_back(toText(row.at("Sample ID")));
    }
    Json changed = Json::array();
    for (const auto& change : plan.changes) {
        changed.push_back({{"Sample ID", change.sampleId},
                           {"column", change.column},
                           {"old", toJson(change.before)},
                           {"new", toJson(change.after)}});
    }
    return {{"file", pathText(plan.file)},
            {"new", std::move(added)},
            {"changed", std::move(changed)},
            {"unchanged", plan.unchanged},
            {"ignored columns", plan.ignoredColumns}};
}

std::string shownCell(const CellValue& value)
{
    constexpr std::size_t maximalWidth = 60;
    return isEmpty(value) ? "(empty)" : shortened(toText(value), maximalWidth);
}

void sayPlan(const services::SampleImportPlan& plan, const Context& context)
{
    context.say(pathText(plan.file) + ": " + std::to_string(plan.added.size()) + " new, " +
                std::to_string(plan.updated.size()) + " changed, " + std::to_string(plan.unchanged.size()) +
                " unchanged");
    for (const database::Row& row : plan.added) {
        context.say("  new      " + toText(row.at("Sample ID")));
    }
    for (const auto& change : plan.changes) {
        context.say("  changed  " + change.sampleId + ", " + change.column + ": " + shownCell(change.before) + " → " +
                    shownCell(change.after));
    }
    for (const std::string& column : plan.ignoredColumns) {
        context.say("  ignored  column \"" + column + "\"");
    }
}

int runImportSamples(const ImportSamplesOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    services::Report report;
    Json plans = Json::array();
    for (const std::string& file : options.files) {
        try {
            const services::SampleImportPlan plan = services::planSampleImport(project, pathFromText(file));
            if (options.dryRun) {
                sayPlan(plan, context);
                plans.push_back(planJson(plan));
                continue;
            }
            report.done.push_back(services::applySampleImport(project, plan));
        } catch (const Error& error) {
            report.failed.push_back({file, error.what(), error.cause()});
        }
    }
    return options.dryRun ? context.print(report, {{"preview", plans}}) : context.print(report);
}

int runImportData(const ImportDataArguments& arguments, const Context& context)
{
    const services::Project project = context.openProject();
    services::ImportDataOptions options;
    for (const std::string& path : arguments.paths) {
        options.inputs.push_back(pathFromText(path));
    }
    if (!arguments.sample.empty()) {
        options.sample = SampleId(arguments.sample);
    }
    options.start_uts = start_uts(arguments.start, project);
    options.cycleMode = services::cycleModeFromName(arguments.cycleMode);
    options.force = arguments.force ? services::Force::Yes : services::Force::No;
    TerminalProgress progress(context.quiet);
    return context.print(services::importData(project, options, progress).report);
}

int runAnalyse(const AnalyseOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    const auto when = options.when == "always"            ? services::When::Always
                      : options.when == "if-not-analysed" ? services::When::IfNotAnalysed
                                                          : services::When::NewData;
    TerminalProgress progress(context.quiet);
    return context.print(services::analyseSamples(project, options.samples, when, progress));
}

}  // namespace

void addImportSamples(CLI::App& root, Action& chosen)
{
    const auto [command, options] = addCommand<ImportSamplesOptions>(
        root, chosen, "import-samples", "Robot CSV or JSON into the samples table", runImportSamples);
    command->add_option("FILE", options->files, "CSV or JSON files")->required();
    command->add_flag("--dry-run", options->dryRun, "Show what would change, write nothing");
}

void addImportData(CLI::App& root, Action& chosen)
{
    const auto [command, options] = addCommand<ImportDataArguments>(
        root, chosen, "import-data", "Vendor files to samples: convert, store, analyse", runImportData);
    command->add_option("PATH", options->paths, "Files or folders")->required();
    command->add_option("--sample", options->sample, "Sample ID they belong to (else from path or barcode)");
    addStartOption(*command, options->start);
    command->add_option("--cycle-mode", options->cycleMode, "How Neware cycles are counted")
        ->check(CLI::IsMember({"chg", "dchg", "auto", "raw"}));
    command->add_flag("--force", options->force, "Replace a snapshot even by one with fewer rows");
}

void addAnalyse(CLI::App& root, Action& chosen)
{
    const auto [command, options] = addCommand<AnalyseOptions>(
        root, chosen, "analyse", "Merge, count cycles, compute the numbers of samples", runAnalyse);
    command->add_option("SAMPLE", options->samples, "Sample IDs (else all)");
    command->add_option("--when", options->when, "Which of them")
        ->check(CLI::IsMember({"new-data", "if-not-analysed", "always"}));
}

}  // namespace aurora::cli
