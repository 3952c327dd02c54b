#pragma once

#include "aurora/core/json.h"
#include "aurora/services/project.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aurora::services {

/// Sends what the program logs into a file, beside which two older ones are kept; makes its folder.
/// @throws Error when it cannot be written
void startProgramLog(const std::filesystem::path& file);

/// A log that cannot be written any more, because the disk is full, is told of once on standard error; the work goes on
/// without it. To be called after the log was set.
void tellOnceWhenLogFails(const std::filesystem::path& file);

enum class LogLevel
{
    Information,
    Warning,
    Failure
};

void writeLog(LogLevel level, std::string_view text);

/// The last lines of a log, the oldest first; none where there is no such file.
[[nodiscard]] std::vector<std::string> lastLines(const std::filesystem::path& file, std::size_t count);

/// The same without what must not be passed on: the values of keys that hold passwords, passphrases, tokens and
/// secrets, and such values inside of texts (`user:password@`, `TOKEN=…` in a command prefix).
[[nodiscard]] Json withoutSecrets(const Json& configuration);

/// What is asked of a report for those who are to help.
struct DiagnosticQuestion
{
    std::optional<Project> project{};
    std::filesystem::path userFile{};
    std::vector<std::filesystem::path> logFiles{};
    std::vector<std::pair<std::string, std::string>> surroundings{};  ///< what only the window knows: Qt, screens
};

/// Versions, configuration without secrets, how much the project holds, the last lines of the logs: plain text.
/// What cannot be read is named instead; this never fails.
[[nodiscard]] std::string diagnosticReport(const DiagnosticQuestion& question);

}  // namespace aurora::services
