// daemon: the unattended work.
#include "aurora/core/file.h"
#include "aurora/services/daemon.h"
#include "commands.h"
#include "open_lab.h"

#include <iostream>

namespace aurora::cli {

namespace {

struct DaemonArguments
{
    bool once = false;
    std::optional<double> interval_s;
};

int runDaemonCommand(const DaemonArguments& arguments, const Context& context)
{
    const auto lab = openLab(context);
    if (context.logFile.empty()) {
        const std::filesystem::path log = services::daemonLogFile(lab->project());
        makeFolder(log.parent_path());
        startLog(pathText(log));
    }
    TerminalProgress progress(true);  // a line a step is said instead
    services::DaemonOptions options;
    options.once = arguments.once;
    options.interval_s = arguments.interval_s;
    options.say = [&context](const std::string& line) {
        context.say(line);
        std::cout.flush();  // a file or a supervisor has each line at once
    };
    services::Report report = services::runDaemon(*lab, options, progress);
    report.cancelled = false;  // to be stopped is how a daemon ends
    const int status = context.print(report);
    // A daemon that did as it was asked, and ended when it was asked, has not failed: a supervisor starts it again
    // else.
    return arguments.once ? status : allDone;
}

}  // namespace

void addDaemon(CLI::App& root, Action& chosen)
{
    const auto [command, arguments] = addCommand<DaemonArguments>(
        root, chosen, "daemon", "Update states every few minutes; snapshot, harvest and analyse at night",
        runDaemonCommand);
    command->add_flag("--once", arguments->once, "Do everything once and end");
    command->add_option("--interval", arguments->interval_s, "Seconds between updates (else as configured)")
        ->check(CLI::PositiveNumber);
}

}  // namespace aurora::cli
