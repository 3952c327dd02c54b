#include "aurora/cli/cli.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "commands.h"

#include <algorithm>
#include <iostream>

namespace aurora::cli {

namespace {

bool isCommandName(std::string_view text)
{
    return std::any_of(commands().begin(), commands().end(),
                       [&](const Command& command) { return text == command.name; });
}

void addGlobalOptions(CLI::App& root, Context& context)
{
    root.add_option("--project", context.project,
                    "Project folder or its JSON file (else AURORA_PROJECT, else the last opened project)");
    root.add_flag("--json", context.json, "One JSON document on standard output");
    root.add_flag("--quiet", context.quiet, "Errors only");
    root.add_flag("--verbose", context.verbose, "Tell technical causes too");
    root.add_option("--log-file", context.logFile, "Write a log to this file");
    root.set_version_flag("--version", "aurora-cycler-manager " AURORA_VERSION);
}

int fail(const Context& context, const Error& error, int status)
{
    services::Report report;
    report.failed.push_back({"", error.what(), error.cause()});
    context.print(report);
    return status;
}

int runGuarded(const Context& context, const Action& action)
{
    try {
        startLog(context.logFile);
        return action(context);
    } catch (const UsageError& error) {
        return fail(context, error, wrongUsage);
    } catch (const Error& error) {
        return fail(context, error, somethingFailed);
    } catch (const std::exception& error) {
        return fail(context, Error("The program met an error that it did not expect: " + std::string(error.what())),
                    somethingFailed);
    }
}

}  // namespace

bool isCommandLine(int argc, char** argv)
{
    bool onlyKnownOptions = true;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--project" || argument == "--log-file") {
            ++i;
            continue;
        }
        if (!argument.starts_with('-')) {
            // What is neither a subcommand nor a file is a mistake that the parser tells better than a window.
            std::error_code ignored;
            return isCommandName(argument) || !std::filesystem::exists(pathFromText(argument), ignored);
        }
        onlyKnownOptions = onlyKnownOptions && argument.starts_with("--project=");
    }
    return !onlyKnownOptions;
}

int run(int argc, char** argv, services::PlotRenderer renderPlot)
{
    Context context;
    context.renderPlot = renderPlot;
    Action chosen;
    CLI::App root("Tracks battery cells, reads their cycler files, computes per-cycle numbers and draws them.\n"
                  "Without a subcommand the window opens.",
                  "aurora-cycler-manager");
    addGlobalOptions(root, context);
    root.fallthrough();
    root.require_subcommand(1);
    for (const Command& command : commands()) {
        command.add(root, chosen);
    }
    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return root.exit(error) == 0 ? allDone : wrongUsage;
    }
    return runGuarded(context, chosen);
}

}  // namespace aurora::cli
