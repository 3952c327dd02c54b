// files: harvested files of which the sample is not known, and whose they are.
#include "aurora/core/error.h"
#include "aurora/services/fetch_data.h"
#include "commands.h"
#include "open_lab.h"
#include "print_table.h"

namespace aurora::cli {

namespace {

struct ListOptions
{
    std::string format = "table";
};

struct AssignOptions
{
    std::vector<std::string> files;
    std::string sample;
};

int runList(const ListOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    printTable(services::unassignedFiles(lab->project(), lab->user()), options.format, context);
    return allDone;
}

int runAssign(const AssignOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    services::Report report;
    std::vector<std::int64_t> ids;
    for (const std::string& file : options.files) {
        try {
            ids.push_back(services::fileNamed(lab->project(), lab->user(), file));
        } catch (const Error& error) {
            report.failed.push_back({file, error.what(), error.cause()});
        }
    }
    TerminalProgress progress(context.quiet);
    const services::Report assigned = services::assignFiles(*lab, ids, options.sample, progress);
    report.add(assigned);
    report.cancelled = assigned.cancelled;
    return context.print(report);
}

}  // namespace

void addFiles(CLI::App& root, Action& chosen)
{
    CLI::App* const files = root.add_subcommand("files", "Files of which the sample is not known, and whose they are");
    files->require_subcommand(1);
    files->fallthrough();

    const auto [list, listOptions] = addCommand<ListOptions>(
        *files, chosen, "list", "Print the files without a sample, why they have none, and where they lie", runList);
    list->add_option("--format", listOptions->format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));

    const auto [assign, assignOptions] = addCommand<AssignOptions>(
        *files, chosen, "assign", "Store files for a sample and analyse it; later versions of them go there too",
        runAssign);
    assign
        ->add_option("FILE", assignOptions->files,
                     "Numbers of \"files list\", or paths on the server or of the copies, whole or their ends")
        ->required();
    assign->add_option("--sample", assignOptions->sample, "Sample ID they belong to")->required();
}

}  // namespace aurora::cli
