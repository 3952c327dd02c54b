#pragma once

#include "aurora/services/project.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace aurora::cli {

/// Adds `--start`, when the experiment in a file began, for files that do not say it.
void addStartOption(CLI::App& command, std::string& text);

/// What was given for it, in the project's time zone; nothing for an empty text.
/// @throws UsageError when it is no time
[[nodiscard]] std::optional<double> start_uts(const std::string& text, const services::Project& project);

}  // namespace aurora::cli
