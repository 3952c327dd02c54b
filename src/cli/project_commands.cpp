// init, connect, demo: making and choosing projects.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/services/demo.h"
#include "commands.h"

namespace aurora::cli {

namespace {

struct FolderOption
{
    std::string folder;
};

struct InitOptions : FolderOption
{
    std::string database;
};

int runInit(const InitOptions& options, const Context& context)
{
    std::optional<config::DatabaseServer> server;
    if (!options.database.empty()) {
        server = config::databaseServerFromUrl(options.database);
        if (!server) {
            throw UsageError("\"" + options.database +
                             "\" is no address of a database. One looks like "
                             "postgresql://lab@db.example.org:5432/aurora.");
        }
    }
    const services::Project project = services::initProject(pathFromText(options.folder), server);
    services::rememberProject(project);
    return context.print({{{pathText(project.folder()), "new project " + project.name(), {}}}, {}, {}});
}

int runConnect(const FolderOption& options, const Context& context)
{
    const services::Project project = services::openProject(pathFromText(options.folder));
    services::rememberProject(project);
    services::Report report;
    report.done.push_back({pathText(project.folder()),
                           project.readOnly() ? "connected read-only: it cannot be written" : "connected",
                           {}});
    for (const std::string& warning : project.config().warnings) {
        report.skipped.push_back({pathText(project.config().file), warning, {}});
    }
    return context.print(report);
}

int runDemo(const FolderOption& options, const Context& context)
{
    TerminalProgress progress(context.quiet);
    services::Report report;
    const services::Project project = services::makeDemo(pathFromText(options.folder), report, progress);
    report.done.push_back({pathText(project.folder()),
                           "the demo project is ready; \"connect\" makes it the one that commands are for",
                           {}});
    return context.print(report);
}

void addFolder(CLI::App& command, FolderOption& options, const char* description)
{
    command.add_option("DIR", options.folder, description)->required();
}

}  // namespace

void addInit(CLI::App& root, Action& chosen)
{
    const auto [command, options] = addCommand<InitOptions>(root, chosen, "init", "Make a new project", runInit);
    addFolder(*command, *options, "Folder of the new project");
    command->add_option("--database", options->database,
                        "An empty database of a server, postgresql://[user@]host[:port]/name, instead of a file");
}

void addConnect(CLI::App& root, Action& chosen)
{
    const auto [command, options] = addCommand<FolderOption>(
        root, chosen, "connect", "Use an existing project, also one of the Python program", runConnect);
    addFolder(*command, *options, "Project folder or its shared_config.json");
}

void addDemo(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<FolderOption>(root, chosen, "demo", "Make a project of simulated cells and analyse it", runDemo);
    addFolder(*command, *options, "Folder of the demo project");
}

}  // namespace aurora::cli
