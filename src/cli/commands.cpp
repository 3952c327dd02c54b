#include "commands.h"

#include <array>

namespace aurora::cli {

namespace {

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

}  // namespace

std::span<const Command> commands()
{
    static constexpr std::array table{
        Command{"init", addInit},
        Command{"connect", addConnect},
        Command{"demo", addDemo},
        Command{"inspect", addInspect},
        Command{"convert", addConvert},
        Command{"import-samples", addImportSamples},
        Command{"import-data", addImportData},
        Command{"snapshots", addSnapshots},
        Command{"analyse", addAnalyse},
        Command{"sample", addSample},
        Command{"batch", addBatch},
        Command{"list", addList},
        Command{"plot", addPlot},
        Command{"export", addExport},
        Command{"columns", addColumns},
        Command{"check", addCheck},
        Command{"load", addLoad},
        Command{"eject", addEject},
        Command{"ready", addReady},
        Command{"unready", addUnready},
        Command{"cancel", addCancel},
        Command{"update", addUpdate},
        Command{"submit", addSubmit},
        Command{"snapshot", addSnapshot},
        Command{"harvest", addHarvest},
        Command{"files", addFiles},
        Command{"server", addServer},
        Command{"daemon", addDaemon},
    };
    return table;
}

void addCommands(CLI::App& root, Context& context, Action& chosen)
{
    root.name("aurora-cycler-manager");
    root.description("Tracks battery cells, reads their cycler files, computes per-cycle numbers and draws them.\n"
                     "Without a subcommand the window opens.");
    addGlobalOptions(root, context);
    root.fallthrough();
    root.require_subcommand(1);
    for (const Command& command : commands()) {
        command.add(root, chosen);
    }
}

}  // namespace aurora::cli
