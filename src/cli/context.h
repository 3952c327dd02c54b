#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "aurora/core/remaining_time.h"
#include "aurora/services/plot_request.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

namespace aurora::cli {

/// Exit statuses of the program.
enum ExitStatus
{
    allDone = 0,
    somethingFailed = 1,
    wrongUsage = 2
};

/// Progress on standard error, where that is a terminal, and cancellation by Ctrl-C.
class TerminalProgress final : public Progress
{
public:
    /// @param quiet  shows nothing, even on a terminal
    explicit TerminalProgress(bool quiet);
    ~TerminalProgress() override;

    void report(std::uint64_t done, std::uint64_t total, std::string_view what) override;
    void reportShare(double share) override;
    [[nodiscard]] bool cancelRequested() const noexcept override;

private:
    [[nodiscard]] double elapsed_s() const;
    void clearLine();

    bool m_visible;
    bool m_lineShown = false;
    bool m_shareReported = false;
    RemainingTime m_remaining;
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_lastShown;
    std::mutex m_mutex;
};

/// What every subcommand gets: the global options and the way to answer.
class Context
{
public:
    std::string project;  ///< as typed; empty = not said
    std::string logFile;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    services::PlotRenderer renderPlot = nullptr;

    /// The project the user means (see services::findProject). @throws UsageError, Error
    [[nodiscard]] services::Project
    openProject(services::MissingColumns missingColumns = services::MissingColumns::Added) const;

    /// Prints the report (text or JSON). @return the exit status
    int print(const services::Report& report) const;

    /// The same with more keys beside done, skipped and failed in the JSON document.
    int print(const services::Report& report, const Json& more) const;

    /// Prints one line on standard output, unless quiet or JSON is asked for.
    void say(const std::string& line) const;
};

/// Writes what happens from now on into a file that is rotated; an empty name writes nothing. @throws UsageError
void startLog(const std::string& file);

/// A file as a user names it: by a path, or, where there is none of this name, by its name in the folder.
[[nodiscard]] std::filesystem::path pathOrNameIn(const std::filesystem::path& folder, const std::string& text);

/// Prints a document as the only thing on standard output.
void printJson(const Json& document);

}  // namespace aurora::cli
