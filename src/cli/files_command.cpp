// files: harvested files of which the sample is not known, and whose they are; files that nobody needs to see again.
#include "aurora/core/error.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/forget_files.h"
#include "commands.h"
#include "open_lab.h"
#include "print_table.h"
#include "start_option.h"

#include <algorithm>

namespace aurora::cli {

namespace {

struct FileListOptions
{
    std::string format = "table";
};

struct AssignOptions
{
    std::vector<std::string> files;
    std::string sample;
    std::string start;
};

struct ForgetOptions
{
    std::vector<std::string> files;
};

void dropColumn(Table& table, const std::string& name)
{
    const auto named = [&name](const auto& column) { return column.name == name; };
    const auto at = std::find_if(table.columns.begin(), table.columns.end(), named) - table.columns.begin();
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) {
        row.erase(row.begin() + at);
    }
}

int runList(const FileListOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    Table files = services::unassignedFiles(lab->project(), lab->user());
    if (options.format == "table" && !context.json) {
        dropColumn(files, "Reason");  // too long for a line; "Why" is the same as a clause
    }
    printTable(files, options.format, context);
    return allDone;
}

std::vector<std::int64_t> numbersOf(const services::Lab& lab, const std::vector<std::string>& files,
                                    services::Report& report)
{
    std::vector<std::int64_t> ids;
    for (const std::string& file : files) {
        try {
            ids.push_back(services::fileNamed(lab.project(), lab.user(), file));
        } catch (const Error& error) {
            report.failed.push_back({file, error.what(), error.cause()});
        }
    }
    return ids;
}

int runAssign(const AssignOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    services::Report report;
    const std::vector<std::int64_t> ids = numbersOf(*lab, options.files, report);
    TerminalProgress progress(context.quiet);
    const services::Report assigned =
        services::assignFiles(*lab, ids, options.sample, progress, start_uts(options.start, lab->project()));
    report.add(assigned);
    report.cancelled = assigned.cancelled;
    return context.print(report);
}

int runForget(const ForgetOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    services::Report report;
    const std::vector<std::int64_t> ids = numbersOf(*lab, options.files, report);
    TerminalProgress progress(context.quiet);
    report.add(services::forgetFiles(lab->project(), ids, progress));
    return context.print(report);
}

}  // namespace

void addFiles(CLI::App& root, Action& chosen)
{
    CLI::App* const files = root.add_subcommand("files", "Files of which the sample is not known, and whose they are");
    files->require_subcommand(1);
    files->fallthrough();

    const auto [list, listOptions] = addCommand<FileListOptions>(
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
    addStartOption(*assign, assignOptions->start);

    const auto [forget, forgetOptions] = addCommand<ForgetOptions>(
        *files, chosen, "forget",
        "List files no more that could not be read or have no sample; they are tried again when they change",
        runForget);
    forget
        ->add_option("FILE", forgetOptions->files,
                     "Numbers of \"files list\" or \"list files\", or paths as for \"assign\"")
        ->required();
}

}  // namespace aurora::cli
