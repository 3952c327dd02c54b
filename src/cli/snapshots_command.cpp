// snapshots: undo a wrong assignment, leave a recording out of the analysis.
#include "aurora/services/snapshots.h"
#include "commands.h"
#include "print_table.h"

namespace aurora::cli {

namespace {

struct SnapshotOptions
{
    std::string sample;
    std::vector<std::string> names;
    std::string to;
};

struct SnapshotListOptions
{
    std::vector<std::string> samples;
    std::string format = "table";
};

int runList(const SnapshotListOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    Table table;
    {
        TerminalProgress progress(context.quiet);
        table = services::listSnapshots(project, options.samples, progress);
    }
    printTable(table, options.format, context);
    return allDone;
}

int runMove(const SnapshotOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(services::moveSnapshots(project, options.sample, options.names, options.to, progress));
}

int runExclude(const SnapshotOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(services::excludeSnapshots(project, options.sample, options.names, progress));
}

int runInclude(const SnapshotOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(services::includeSnapshots(project, options.sample, options.names, progress));
}

void addNames(CLI::App& command, SnapshotOptions& options)
{
    command.add_option("SAMPLE", options.sample, "Sample ID that the snapshots are stored under")->required();
    command.add_option("NAME", options.names, "Snapshots as \"snapshots list\" names them; \"a\" for snapshot.a.h5")
        ->required();
}

}  // namespace

void addSnapshots(CLI::App& root, Action& chosen)
{
    CLI::App* const snapshots =
        root.add_subcommand("snapshots", "Undo a wrong assignment, leave a recording out of the analysis");
    snapshots->require_subcommand(1);
    snapshots->fallthrough();

    const auto [list, listOptions] =
        addCommand<SnapshotListOptions>(*snapshots, chosen, "list", "Print the snapshots of samples", runList);
    list->add_option("SAMPLE", listOptions->samples, "Sample IDs (else all)");
    list->add_option("--format", listOptions->format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));

    const auto [move, moveOptions] = addCommand<SnapshotOptions>(
        *snapshots, chosen, "move", "Hand snapshots over to the sample they are of, and analyse both again", runMove);
    addNames(*move, *moveOptions);
    move->add_option("--to", moveOptions->to, "Sample ID they belong to")->required();

    const auto [exclude, excludeOptions] = addCommand<SnapshotOptions>(
        *snapshots, chosen, "exclude", "Leave snapshots out of the analysis; they stay where they are", runExclude);
    addNames(*exclude, *excludeOptions);

    const auto [include, includeOptions] = addCommand<SnapshotOptions>(
        *snapshots, chosen, "include", "Take snapshots that were left out back into the analysis", runInclude);
    addNames(*include, *includeOptions);
}

}  // namespace aurora::cli
