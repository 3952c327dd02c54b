#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace aurora::packaging {

/// One option as a shell needs it.
struct OptionWords
{
    std::vector<std::string> names;  ///< `-o`, `--output`
    std::string description;
    std::string value;                 ///< what follows it: `DIR`, `TEXT`; empty for a flag
    std::vector<std::string> choices;  ///< what is allowed to follow; empty where anything is
    bool isRequired = false;
};

/// One subcommand, or the root, with what stands below it.
struct CommandWords
{
    std::vector<std::string> path;  ///< `plot samples`; empty for the root
    std::string description;
    std::string synopsis;  ///< its positionals: `SAMPLE...`
    std::vector<OptionWords> options;
    std::vector<OptionWords> positionals;
    std::vector<CommandWords> subcommands;
};

/// The command line as data, so that manual page and completions say what the program says.
[[nodiscard]] CommandWords commandTree(const CLI::App& root);

/// The manual page in roff, section 1.
/// @param date YYYY-MM-DD, printed in the footer
[[nodiscard]] std::string manualPage(const CommandWords& root, const std::string& version, const std::string& date);

/// Completion for one shell: subcommands, options and the values that an option allows; files otherwise.
[[nodiscard]] std::string bashCompletion(const CommandWords& root);
[[nodiscard]] std::string zshCompletion(const CommandWords& root);
[[nodiscard]] std::string fishCompletion(const CommandWords& root);

/// Root and every subcommand below it, in the order of the help.
[[nodiscard]] std::vector<const CommandWords*> flattened(const CommandWords& root);

/// The words of a path with blanks between.
[[nodiscard]] std::string joined(const std::vector<std::string>& words, const std::string& between);

}  // namespace aurora::packaging
