// batch: named sets of samples, their workbook and their JSON.
#include "aurora/services/batch_averages.h"
#include "aurora/services/batches.h"
#include "aurora/services/tables.h"
#include "commands.h"
#include "print_table.h"

#include <iostream>

namespace aurora::cli {

namespace {

struct BatchOptions
{
    std::string name;
    std::vector<std::string> names;
    std::vector<std::string> samples;
    std::string description;
    std::string column = "Specific discharge capacity (mAh/g)";
    std::vector<std::string> groupBy;
    std::string format = "table";
};

int runCreate(const BatchOptions& options, const Context& context)
{
    return context.print(services::createBatch(context.openProject(), options.name, options.samples));
}

int runAdd(const BatchOptions& options, const Context& context)
{
    return context.print(services::addToBatch(context.openProject(), options.name, options.samples));
}

int runRemove(const BatchOptions& options, const Context& context)
{
    return context.print(services::removeFromBatch(context.openProject(), options.name, options.samples));
}

int runDescribe(const BatchOptions& options, const Context& context)
{
    return context.print(services::describeBatch(context.openProject(), options.name, options.description));
}

int runDelete(const BatchOptions& options, const Context& context)
{
    return context.print(services::deleteBatches(context.openProject(), options.names));
}

int runList(const BatchOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    const auto database = project.openDatabase();
    printTable(services::readTable(*database, project, services::TableKind::Batches), options.format, context);
    return allDone;
}

int runAnalyse(const BatchOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(services::analyseBatches(project, options.names, progress));
}

int runAverages(const BatchOptions& options, const Context& context)
{
    TerminalProgress progress(context.quiet);
    const services::BatchAverages averages =
        services::averageBatch(context.openProject(), options.name, options.column, options.groupBy, progress);
    printTable(averages.table, options.format, context);
    for (const std::string& why : averages.leftOut) {
        std::cerr << why << '\n';
    }
    return allDone;
}

using Run = int (*)(const BatchOptions&, const Context&);

/// The verbs that change the samples of one batch.
struct SampleVerb
{
    const char* name;
    const char* description;
    Run run;
};

constexpr std::array sampleVerbs{
    SampleVerb{"create", "Make a batch of samples", runCreate},
    SampleVerb{"add", "Put samples into a batch", runAdd},
    SampleVerb{"remove", "Take samples out of a batch", runRemove},
};

void addFormat(CLI::App& command, BatchOptions& options)
{
    command.add_option("--format", options.format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

void addName(CLI::App& command, BatchOptions& options)
{
    command.add_option("NAME", options.name, "Name of the batch")->required();
}

}  // namespace

void addBatch(CLI::App& root, Action& chosen)
{
    CLI::App* const batch = root.add_subcommand("batch", "Named sets of samples, their workbook and JSON");
    batch->require_subcommand(1);
    batch->fallthrough();
    for (const SampleVerb& verb : sampleVerbs) {
        const auto [command, options] = addCommand<BatchOptions>(*batch, chosen, verb.name, verb.description, verb.run);
        addName(*command, *options);
        command->add_option("SAMPLE", options->samples, "Sample IDs")->required();
    }
    const auto [describe, describeOptions] =
        addCommand<BatchOptions>(*batch, chosen, "describe", "Replace the description of a batch", runDescribe);
    addName(*describe, *describeOptions);
    describe->add_option("TEXT", describeOptions->description, "The new description")->required();

    const auto [remove, deleteOptions] =
        addCommand<BatchOptions>(*batch, chosen, "delete", "Delete batches; the data of samples stays", runDelete);
    remove->add_option("NAME", deleteOptions->names, "Names of batches")->required();

    const auto [list, listOptions] = addCommand<BatchOptions>(*batch, chosen, "list", "Print the batches", runList);
    addFormat(*list, *listOptions);

    const auto [analyse, analyseOptions] = addCommand<BatchOptions>(
        *batch, chosen, "analyse", "Join the numbers of the samples into .xlsx and .json", runAnalyse);
    analyse->add_option("NAME", analyseOptions->names, "Names of batches (else all)");

    const auto [averages, averageOptions] = addCommand<BatchOptions>(
        *batch, chosen, "averages", "Print mean and standard deviation per cycle over groups of samples", runAverages);
    addName(*averages, *averageOptions);
    averages->add_option("--column", averageOptions->column, "Column of the per-cycle table");
    averages
        ->add_option("--by", averageOptions->groupBy, "Column of the samples to group by; may be given several times")
        ->take_all();
    addFormat(*averages, *averageOptions);
}

}  // namespace aurora::cli
