#pragma once

#include "context.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <span>

namespace aurora::cli {

/// What a chosen subcommand does. @return the exit status
using Action = std::function<int(const Context&)>;

/// Adds a subcommand with its options to the root and tells what to run when it is chosen.
using AddCommand = void (*)(CLI::App& root, Action& chosen);

/// One subcommand: its name, and the function that adds it. A new subcommand is one line in commands.cpp.
struct Command
{
    const char* name;
    AddCommand add;
};

[[nodiscard]] std::span<const Command> commands();

/// Makes of `root` the whole command line: its words, the global options, every subcommand. Parsing it sets `context`
/// and `chosen`; both must live as long as it. The manual page and the shells' completions are written from it as well.
void addCommands(CLI::App& root, Context& context, Action& chosen);

/// Creates a subcommand whose options live in Options, and which runs `run(options, context)`.
template <typename Options>
std::pair<CLI::App*, std::shared_ptr<Options>> addCommand(CLI::App& root, Action& chosen, const char* name,
                                                          const char* description,
                                                          int (*run)(const Options&, const Context&))
{
    auto options = std::make_shared<Options>();
    CLI::App* const command = root.add_subcommand(name, description);
    command->callback([&chosen, options, run] {
        chosen = [options, run](const Context& context) { return run(*options, context); };
    });
    return {command, options};
}

void addInit(CLI::App& root, Action& chosen);
void addConnect(CLI::App& root, Action& chosen);
void addDemo(CLI::App& root, Action& chosen);
void addInspect(CLI::App& root, Action& chosen);
void addConvert(CLI::App& root, Action& chosen);
void addImportSamples(CLI::App& root, Action& chosen);
void addImportData(CLI::App& root, Action& chosen);
void addSnapshots(CLI::App& root, Action& chosen);
void addAnalyse(CLI::App& root, Action& chosen);
void addSample(CLI::App& root, Action& chosen);
void addBatch(CLI::App& root, Action& chosen);
void addList(CLI::App& root, Action& chosen);
void addPlot(CLI::App& root, Action& chosen);
void addExport(CLI::App& root, Action& chosen);
void addColumns(CLI::App& root, Action& chosen);
void addCheck(CLI::App& root, Action& chosen);
void addLoad(CLI::App& root, Action& chosen);
void addEject(CLI::App& root, Action& chosen);
void addReady(CLI::App& root, Action& chosen);
void addUnready(CLI::App& root, Action& chosen);
void addCancel(CLI::App& root, Action& chosen);
void addUpdate(CLI::App& root, Action& chosen);
void addSubmit(CLI::App& root, Action& chosen);
void addSnapshot(CLI::App& root, Action& chosen);
void addHarvest(CLI::App& root, Action& chosen);
void addFiles(CLI::App& root, Action& chosen);
void addServer(CLI::App& root, Action& chosen);
void addDaemon(CLI::App& root, Action& chosen);

}  // namespace aurora::cli
