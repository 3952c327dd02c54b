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
    CLI::App root;
    addCommands(root, context, chosen);
    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return root.exit(error) == 0 ? allDone : wrongUsage;
    }
    return runGuarded(context, chosen);
}

}  // namespace aurora::cli
