#include "aurora/services/diagnostics.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/copy.h"
#include "aurora/database/migrations.h"
#include "aurora/services/library_versions.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <fstream>
#include <iostream>
#include <memory>
#include <regex>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr const char* leftOut = "(left out)";
constexpr int reportIndentation = 2;

bool isSecretKey(std::string_view key)
{
    constexpr std::array words{"password", "passphrase", "secret", "token", "credential", "api key", "api_key"};
    const std::string lower = lowerCase(key);
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return lower.find(word) != std::string::npos; });
}

std::string withoutSecretsInside(const std::string& text)
{
    static const std::regex login(R"re(://[^/@\s]+:[^/@\s]+@)re");
    static const std::regex assigned(R"re(((?:password|passphrase|passwd|token|secret|api_?key)\w*\s*[=:]\s*)\S+)re",
                                     std::regex::icase);
    return std::regex_replace(std::regex_replace(text, login, std::string("://") + leftOut + "@"), assigned,
                              std::string("$1") + leftOut);
}

/// One part of the report; what goes wrong in it is said in its place.
template <class Write>
void section(std::string& report, const std::string& title, Write write)
{
    report += "\n## " + title + "\n\n";
    try {
        write();
    } catch (const Error& error) {
        report += std::string(error.what()) + (error.cause().empty() ? "" : " (" + error.cause() + ")") + "\n";
    } catch (const std::exception& error) {
        report += std::string(error.what()) + "\n";
    }
}

std::string configurationText(Json configuration)
{
    // Long, and the same in most projects.
    if (configuration.is_object() && configuration.contains("Sample database")) {
        const std::size_t columns = configuration["Sample database"].size();
        configuration["Sample database"] = std::to_string(columns) + " columns";
    }
    return dumpJson(withoutSecrets(configuration), reportIndentation) + "\n";
}

void writeProject(std::string& report, const Project& project)
{
    const auto database = project.openDatabase();
    report += "Folder: " + pathText(project.folder()) + (project.readOnly() ? " (read-only)" : "") + "\n";
    report += "Schema version: " + std::to_string(database::schemaVersion(*database)) + " of " +
              std::to_string(database::newestSchemaVersion()) + "\n";
    report += "Database: " + database->place() + "\n";
    for (const database::TableSize& table : database::tableSizes(*database)) {
        report += "Rows of " + table.name + ": " + std::to_string(table.rows) + "\n";
    }
    for (const std::string& warning : project.config().warnings) {
        report += "Warning: " + warning + "\n";
    }
    report += "\n" + configurationText(project.config().raw);
}

}  // namespace

void startProgramLog(const fs::path& file)
{
    constexpr std::size_t maximalSize = 1U << 20U;
    constexpr std::size_t kept = 2;
    makeFolder(file.parent_path());
    try {
        spdlog::drop("aurora");
        spdlog::set_default_logger(spdlog::rotating_logger_mt("aurora", pathText(file), maximalSize, kept));
        spdlog::flush_on(spdlog::level::info);
        tellOnceWhenLogFails(file);
    } catch (const spdlog::spdlog_ex& error) {
        throw Error("The log file " + pathText(file) + " cannot be written.", error.what());
    }
}

void tellOnceWhenLogFails(const fs::path& file)
{
    const auto told = std::make_shared<std::atomic<bool>>(false);
    spdlog::default_logger()->set_error_handler([name = pathText(file), told](const std::string& /*cause*/) {
        if (!told->exchange(true)) {
            std::cerr << "The log file " << name
                      << " cannot be written. Is the disk full? The work goes on without it.\n";
        }
    });
}

void writeLog(LogLevel level, std::string_view text)
{
    switch (level) {
    case LogLevel::Information:
        spdlog::info("{}", text);
        break;
    case LogLevel::Warning:
        spdlog::warn("{}", text);
        break;
    case LogLevel::Failure:
        spdlog::error("{}", text);
        break;
    }
}

std::vector<std::string> lastLines(const fs::path& file, std::size_t count)
{
    constexpr std::streamoff farthest = 256 * 1024;  // of a long file only the end is read
    std::ifstream stream(file, std::ios::binary);
    if (!stream || count == 0) {
        return {};
    }
    stream.seekg(0, std::ios::end);
    const std::streamoff size = stream.tellg();
    const bool fromMiddle = size > farthest;
    stream.seekg(fromMiddle ? size - farthest : 0);
    std::deque<std::string> lines;
    std::string line;
    if (fromMiddle) {
        std::getline(stream, line);  // the rest of a line that began before
    }
    while (std::getline(stream, line)) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        lines.push_back(line);
        if (lines.size() > count) {
            lines.pop_front();
        }
    }
    return {lines.begin(), lines.end()};
}

Json withoutSecrets(const Json& configuration)
{
    if (configuration.is_string()) {
        return withoutSecretsInside(configuration.get<std::string>());
    }
    Json cleaned = configuration;
    if (configuration.is_object()) {
        for (const auto& [key, value] : configuration.items()) {
            const bool hide = isSecretKey(key) && !value.is_null();
            cleaned[key] = hide ? Json(leftOut) : withoutSecrets(value);
        }
    } else if (configuration.is_array()) {
        for (Json& value : cleaned) {
            value = withoutSecrets(value);
        }
    }
    return cleaned;
}

std::string diagnosticReport(const DiagnosticQuestion& question)
{
    constexpr std::size_t linesOfALog = 60;
    std::string report =
        "# Diagnostic report of Aurora Cycler Manager " AURORA_VERSION "\n\n" + formatIso8601(nowUts(), "UTC") + "\n";
    for (const auto& [name, value] : question.surroundings) {
        report += name + ": " + value + "\n";
    }
    section(report, "Libraries", [&] {
        for (const LibraryVersion& library : libraryVersions()) {
            report += library.name + " " + library.version + "\n";
        }
    });
    section(report, "User file " + pathText(question.userFile), [&] {
        std::error_code ignored;
        report += fs::exists(question.userFile, ignored)
                      ? configurationText(parseJson(readFile(question.userFile), pathText(question.userFile)))
                      : "There is none.\n";
    });
    section(report, "Project", [&] {
        if (question.project) {
            writeProject(report, *question.project);
        } else {
            report += "None is open.\n";
        }
    });
    for (const fs::path& file : question.logFiles) {
        section(report, "Last lines of " + pathText(file), [&] {
            for (const std::string& line : lastLines(file, linesOfALog)) {
                report += withoutSecretsInside(line) + "\n";
            }
        });
    }
    return report;
}

}  // namespace aurora::services
