#include "context.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/terminal.h"
#include "aurora/services/diagnostics.h"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <cmath>
#include <csignal>
#include <iostream>

namespace aurora::cli {

namespace {

constexpr std::size_t fewItems = 5;  ///< more of them nobody counts by eye

std::atomic<bool> interrupted{false};

void interrupt(int)
{
    interrupted = true;
}

/// "0:20"
std::string durationText(double duration_s)
{
    constexpr long perMinute = 60;
    const long seconds = std::lround(duration_s);
    const std::string rest = std::to_string(seconds % perMinute);
    return std::to_string(seconds / perMinute) + (rest.size() < 2 ? ":0" : ":") + rest;
}

Json itemsJson(const std::vector<services::ReportItem>& items)
{
    Json list = Json::array();
    for (const services::ReportItem& item : items) {
        list.push_back({{"input", item.input}, {"message", item.message}});
    }
    return list;
}

/// "input: message", without saying twice which file it is about.
std::string line(const services::ReportItem& item)
{
    const std::string name = pathText(pathFromText(item.input).filename());
    const std::string_view message = item.message;
    if (!name.empty() && message.starts_with(name + ":")) {
        return item.input + item.message.substr(name.size());  // readers know no folder; a tree holds many equal names
    }
    const bool named = name.empty() || message.starts_with(item.input) || message.starts_with(name + ",");
    return named ? item.message : item.input + ": " + item.message;
}

}  // namespace

TerminalProgress::TerminalProgress(bool quiet) : m_visible(!quiet && standardErrorIsTerminal())
{
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
}

TerminalProgress::~TerminalProgress()
{
    clearLine();
}

void TerminalProgress::report(std::uint64_t done, std::uint64_t total, std::string_view what)
{
    constexpr auto interval = std::chrono::milliseconds(100);
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (!m_shareReported && total > 0) {
        m_remaining.note(elapsed_s(), static_cast<double>(done) / static_cast<double>(total));
    }
    if (!m_visible || (m_lineShown && now - m_lastShown < interval)) {
        return;
    }
    clearLine();
    if (total > 0) {
        std::cerr << done << " of " << total << "  ";
    }
    if (const std::optional<double> left_s = m_remaining.left_s()) {
        std::cerr << durationText(*left_s) << " left  ";
    }
    std::cerr << what << std::flush;
    m_lineShown = true;
    m_lastShown = now;
}

void TerminalProgress::reportShare(double share)
{
    const std::lock_guard lock(m_mutex);
    m_shareReported = true;
    m_remaining.note(elapsed_s(), share);
}

double TerminalProgress::elapsed_s() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
}

bool TerminalProgress::cancelRequested() const noexcept
{
    return interrupted;
}

void TerminalProgress::clearLine()
{
    if (m_lineShown) {
        std::cerr << "\r\x1b[K" << std::flush;
        m_lineShown = false;
    }
}

std::filesystem::path pathOrNameIn(const std::filesystem::path& folder, const std::string& text)
{
    std::filesystem::path path = pathFromText(text);
    std::error_code ignored;
    const std::filesystem::path inFolder = folder / path.filename();
    const bool isName = !path.has_parent_path() && !std::filesystem::exists(path, ignored);
    return isName && std::filesystem::exists(inFolder, ignored) ? inFolder : path;
}

services::Project Context::openProject(services::MissingColumns missingColumns) const
{
    const config::UserConfig user = config::readUserConfig(services::userConfigPath());
    const auto said = project.empty() ? std::nullopt : std::optional(pathFromText(project));
    return services::openProject(services::findProject(said, user), missingColumns);
}

int Context::print(const services::Report& report) const
{
    return print(report, Json::object());
}

int Context::print(const services::Report& report, const Json& more) const
{
    for (const services::ReportItem& item : report.failed) {
        std::cerr << line(item) << '\n';
        spdlog::error("{} ({})", line(item), item.cause);
        if (verbose && !item.cause.empty()) {
            std::cerr << "    " << item.cause << '\n';
        }
    }
    if (json) {
        Json document{{"cancelled", report.cancelled},
                      {"done", itemsJson(report.done)},
                      {"skipped", itemsJson(report.skipped)},
                      {"failed", itemsJson(report.failed)}};
        document.update(more);
        printJson(document);
    } else if (!quiet) {
        for (const services::ReportItem& item : report.done) {
            std::cout << line(item) << '\n';
        }
        for (const services::ReportItem& item : report.skipped) {
            std::cout << line(item) << '\n';
        }
        const std::size_t items = report.done.size() + report.skipped.size() + report.failed.size();
        if (items > fewItems) {
            std::cout << "In all: " << services::countsText(report) << ".\n";
        }
    }
    if (report.cancelled) {
        std::cerr << "Cancelled. "
                  << (report.howToGoOn.empty() ? "What was done is kept; run the same command again to go on."
                                               : report.howToGoOn)
                  << '\n';
    }
    return report.ok() ? allDone : somethingFailed;
}

void Context::say(const std::string& text) const
{
    if (!json && !quiet) {
        std::cout << text << '\n';
    }
}

void startLog(const std::string& file)
{
    constexpr std::size_t maximalSize = 5U << 20U;
    constexpr std::size_t kept = 3;
    if (file.empty()) {
        spdlog::set_default_logger(
            std::make_shared<spdlog::logger>("aurora", std::make_shared<spdlog::sinks::null_sink_mt>()));
        return;
    }
    try {
        spdlog::drop("aurora");
        spdlog::set_default_logger(spdlog::rotating_logger_mt("aurora", file, maximalSize, kept));
        spdlog::flush_on(spdlog::level::info);
        services::tellOnceWhenLogFails(pathFromText(file));
    } catch (const spdlog::spdlog_ex& error) {
        throw UsageError("The log file " + file + " cannot be written.", error.what());
    }
}

void printJson(const Json& document)
{
    std::cout << dumpJson(document, 1) << '\n';
}

}  // namespace aurora::cli
