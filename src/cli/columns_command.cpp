// columns: changes of the configured columns of samples.
#include "aurora/core/json.h"
#include "aurora/services/columns.h"
#include "commands.h"

namespace aurora::cli {

namespace {

struct PlanOptions
{
};

struct ApplyOptions
{
    bool allowLoss = false;
};

Json planJson(const services::ColumnPlan& plan)
{
    Json added = Json::array();
    for (const auto& column : plan.added) {
        added.push_back({{"column", column.name}, {"type", column.sqlType}});
    }
    Json renamed = Json::array();
    for (const auto& column : plan.respelled) {
        renamed.push_back({{"column", column.name}, {"configured", column.configured}});
    }
    Json removed = Json::array();
    for (const auto& column : plan.removed) {
        removed.push_back({{"column", column.name},
                           {"filled cells", column.filledCells},
                           {"lost cells", column.lostCells},
                           {"another name of", column.meant.empty() ? Json() : Json(column.meant)}});
    }
    return {{"added", std::move(added)}, {"renamed", std::move(renamed)}, {"removed", std::move(removed)}};
}

int runPlan(const PlanOptions&, const Context& context)
{
    const services::ColumnPlan plan = services::planColumns(context.openProject(services::MissingColumns::Left));
    return context.print(services::describePlan(plan), {{"plan", planJson(plan)}});
}

int runApply(const ApplyOptions& options, const Context& context)
{
    const services::Project project = context.openProject(services::MissingColumns::Left);
    TerminalProgress progress(context.quiet);
    return context.print(services::applyColumns(
        project, options.allowLoss ? services::AllowLoss::Yes : services::AllowLoss::No, progress));
}

}  // namespace

void addColumns(CLI::App& root, Action& chosen)
{
    CLI::App* const columns =
        root.add_subcommand("columns", "Compare the table of samples with the columns that are configured");
    columns->require_subcommand(1);
    columns->fallthrough();
    addCommand<PlanOptions>(*columns, chosen, "plan", "Tell what would be added and lost, change nothing", runPlan);
    const auto [apply, options] = addCommand<ApplyOptions>(
        *columns, chosen, "apply", "Back up the database, then add the columns that are missing", runApply);
    apply->add_flag("--allow-loss", options->allowLoss, "Remove columns that are not configured, with their values");
}

}  // namespace aurora::cli
