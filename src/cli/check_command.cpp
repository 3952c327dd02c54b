// check: is everything of a project whole?
#include "aurora/services/check.h"
#include "commands.h"

namespace aurora::cli {

namespace {

struct CheckOptions
{
    bool repair = false;
};

int runCheck(const CheckOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(
        services::checkProject(project, options.repair ? services::Repair::Yes : services::Repair::No, progress));
}

}  // namespace

void addCheck(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<CheckOptions>(root, chosen, "check", "Is everything of the project whole?", runCheck);
    command->add_flag("--repair", options->repair, "Make damaged results again, remove leftovers");
}

}  // namespace aurora::cli
