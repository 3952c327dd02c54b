// sample: cells made, changed and deleted by hand.
#include "aurora/core/error.h"
#include "aurora/services/edit_samples.h"
#include "commands.h"

namespace aurora::cli {

namespace {

struct SampleOptions
{
    std::string id;
    std::vector<std::string> cells;
};

struct DeleteOptions
{
    std::vector<std::string> ids;
    bool yes = false;
};

std::vector<services::TypedCell> typedCells(const std::vector<std::string>& texts)
{
    std::vector<services::TypedCell> cells;
    for (const std::string& text : texts) {
        const auto at = text.find('=');
        if (at == std::string::npos) {
            throw UsageError("\"" + text + "\" has no \"=\". Write \"COLUMN=VALUE\". Nothing was stored.");
        }
        cells.push_back({text.substr(0, at), text.substr(at + 1)});
    }
    return cells;
}

int runAdd(const SampleOptions& options, const Context& context)
{
    const std::vector<services::TypedCell> cells = typedCells(options.cells);
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(services::addSample(project, options.id, cells, progress));
}

int runSet(const SampleOptions& options, const Context& context)
{
    const std::vector<services::TypedCell> cells = typedCells(options.cells);
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(services::changeSample(project, options.id, cells, progress));
}

int runDelete(const DeleteOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    if (options.yes) {
        TerminalProgress progress(context.quiet);
        return context.print(services::deleteSamples(project, options.ids, progress));
    }
    services::Report report;
    for (const services::SampleDeletion& deletion : services::planSampleDeletion(project, options.ids)) {
        report.skipped.push_back({deletion.sampleId, "not deleted yet: " + services::lossText(deletion), {}});
    }
    report.failed.push_back({"", "Nothing was deleted. Say --yes when this is what you want.", {}});
    context.print(report);
    return wrongUsage;
}

}  // namespace

void addSample(CLI::App& root, Action& chosen)
{
    CLI::App* const sample = root.add_subcommand("sample", "Samples made, changed and deleted by hand");
    sample->require_subcommand(1);
    sample->fallthrough();

    const auto [add, addOptions] = addCommand<SampleOptions>(*sample, chosen, "add", "Make a sample", runAdd);
    add->add_option("ID", addOptions->id, "Sample ID of the new sample")->required();
    add->add_option("CELL", addOptions->cells, "COLUMN=VALUE, the names of columns as in a robot's file");

    const auto [set, setOptions] = addCommand<SampleOptions>(
        *sample, chosen, "set", "Change cells of a sample and analyse it again; a column without value is cleared",
        runSet);
    set->add_option("ID", setOptions->id, "Sample ID")->required();
    set->add_option("CELL", setOptions->cells, "COLUMN=VALUE, the names of columns as in a robot's file")->required();

    const auto [remove, deleteOptions] = addCommand<DeleteOptions>(
        *sample, chosen, "delete", "Delete samples from the tables; their data files stay", runDelete);
    remove->add_option("ID", deleteOptions->ids, "Sample IDs")->required();
    remove->add_flag("--yes", deleteOptions->yes, "Do it; without, it is told what would be lost");
}

}  // namespace aurora::cli
