#include "aurora/cyclers/tomato_answers.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <algorithm>
#include <array>

namespace aurora::cyclers {

namespace {

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

struct Sign
{
    std::string_view text;
    TomatoProblem problem;
};

// In order: the first that is found in what tomato's own programs said counts.
constexpr std::array signTable{
    Sign{"no such table: state", TomatoProblem::NoSettings},
    Sign{"config file not present", TomatoProblem::NoSettings},
    Sign{"does not exist.", TomatoProblem::UnknownJob},
    Sign{"is not yet running", TomatoProblem::NotStarted},
    Sign{"is not empty", TomatoProblem::PipelineNotEmpty},
    Sign{"cannot change pipeline ready status", TomatoProblem::JobRuns},
    Sign{"cannot remove a sample from a running pipeline", TomatoProblem::JobRuns},
    Sign{"' not found.", TomatoProblem::UnknownPipeline},
    Sign{"validation error", TomatoProblem::PayloadRefused},
    Sign{"Payload file", TomatoProblem::PayloadRefused},
};

// How shells say that there is no such program.
constexpr std::array<std::string_view, 4> noProgram{"command not found", "is not recognized",
                                                    "CommandNotFoundException", "No such file or directory"};

/// `WARNING:tomato.ketchup.functions:…`: level, logger, text. "WARNING: …" with a blank is somebody else's.
bool isLogOf(std::string_view line, std::string_view level)
{
    const std::size_t at = line.find(level);
    if (at == std::string_view::npos) {
        return false;
    }
    const std::string_view rest = line.substr(at + level.size());
    return rest.size() > 1 && rest.front() == ':' && rest[1] != ' ' && rest.find(':', 1) != std::string_view::npos;
}

/// Warnings with which a snapshot is good all the same: that of tomato about an ended job, and those of yadg, which it
/// calls (that a newer one exists, whenever the server reaches the network). Whether there is a new file, is looked at.
bool isHarmless(std::string_view line)
{
    return contains(line, "has been completed. Will create snapshot") || contains(line, "WARNING:yadg");
}

bool isProblemLine(std::string_view line)
{
    const bool warned = isLogOf(line, "WARNING") && !isHarmless(line);
    return warned || isLogOf(line, "ERROR") || isLogOf(line, "CRITICAL");
}

/// Without level and logger.
std::string messageOf(std::string_view line)
{
    const std::size_t level = line.find(':');
    const std::size_t logger = level == std::string_view::npos ? level : line.find(':', level + 1);
    return std::string(trimmed(logger == std::string_view::npos ? line : line.substr(logger + 1)));
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (const std::string_view line = trimmed(text.substr(0, end)); !line.empty()) {
            lines.push_back(line);
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

/// From the head of a traceback on; empty when there is none.
std::string_view tracebackIn(std::string_view text)
{
    const std::size_t at = text.find("Traceback (most recent call last)");
    return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

/// What a shell says of a program or a folder that is not there. `ketchup` itself did not run.
TomatoProblem shellProblem(const remote::CommandResult& result, std::string_view line)
{
    const auto says = [&](std::string_view text) { return contains(line, text); };
    if (says(": cd: ") || says("Set-Location") || says("cannot find the path") || says("Cannot find path")) {
        return TomatoProblem::NoFolder;
    }
    constexpr int notFound = 127;
    const bool told = std::any_of(noProgram.begin(), noProgram.end(), says);
    const bool missing = result.exitStatus == notFound || (told && contains(line, "ketchup"));
    return missing ? TomatoProblem::NoKetchup : TomatoProblem::Other;
}

TomatoProblem problemOfTraceback(const std::string& all, std::string_view lastLine)
{
    const bool inSnapshot = contains(all, "in snapshot") || contains(all, "process_yadg_preset");
    if (inSnapshot && contains(all, "FileNotFoundError")) {
        return TomatoProblem::NoYadg;  // on Windows the message does not name the file
    }
    if (contains(all, "JSONDecodeError")) {
        return inSnapshot ? TomatoProblem::DataCaught : TomatoProblem::PayloadRefused;
    }
    return inSnapshot && lastLine == "AssertionError" ? TomatoProblem::NeverStarted : TomatoProblem::Other;
}

/// The object on a line of its own that has this column; `{}` stands for no rows.
Json columnsFrom(std::string_view output, std::string_view column)
{
    std::optional<Json> none;
    const std::vector<std::string_view> lines = linesOf(output);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const std::size_t begin = line->find('{');
        if (begin == std::string_view::npos || line->back() != '}') {
            continue;
        }
        Json answer = Json::parse(line->substr(begin), nullptr, false);
        if (answer.is_object() && answer.contains(column) && answer[std::string(column)].is_array()) {
            return answer;
        }
        if (answer.is_object() && answer.empty()) {
            none = std::move(answer);
        }
    }
    if (none) {
        return *std::move(none);
    }
    throw Error("The answer holds no table of \"" + std::string(column) + "\".", std::string(output));
}

/// A value of a column, null where the column is missing or too short.
const Json& cell(const Json& columns, std::string_view column, std::size_t row)
{
    static const Json missing;
    const auto found = columns.find(column);
    return found == columns.end() || !found->is_array() || row >= found->size() ? missing : (*found)[row];
}

std::string textOf(const Json& value)
{
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_number_integer() ? std::to_string(value.get<std::int64_t>()) : std::string();
}

std::optional<double> timeOf(const Json& value)
{
    return value.is_string() ? parseTimestamp(value.get_ref<const std::string&>(), "UTC") : std::nullopt;
}

bool isTrue(const Json& value)
{
    return value.is_boolean() ? value.get<bool>() : value.is_number() && value.get<double>() != 0;
}

std::size_t rowsOf(const Json& columns, std::string_view key)
{
    const auto found = columns.find(key);
    return found == columns.end() ? 0 : found->size();
}

}  // namespace

TomatoVerdict verdictOf(const remote::CommandResult& result)
{
    const std::string all = result.errors + "\n" + result.output;
    const std::vector<std::string_view> lines = linesOf(result.errors);
    const std::string_view traceback = tracebackIn(result.errors);
    std::string_view worst;
    std::string ours(traceback);  // what Python said; a shell has other words, in which our signs may stand
    for (const std::string_view line : lines) {
        if (isProblemLine(line)) {
            worst = worst.empty() ? line : worst;
            ours.append("\n").append(line);
        }
    }
    const bool traced = !traceback.empty() || !tracebackIn(result.output).empty();
    if (result.exitStatus == 0 && worst.empty() && !traced) {
        return {};
    }
    const std::string_view last = lines.empty() ? std::string_view{} : lines.back();
    TomatoVerdict verdict{.problem = TomatoProblem::Other, .said = messageOf(worst.empty() ? last : worst)};
    for (const Sign& sign : signTable) {
        if (contains(ours, sign.text)) {
            verdict.problem = sign.problem;
            return verdict;
        }
    }
    if (traced) {
        verdict.said = std::string(last);
        verdict.problem = problemOfTraceback(all, last);
    } else if (worst.empty()) {
        verdict.said = std::string(last);
        verdict.problem = shellProblem(result, result.errors);
    }
    return verdict;
}

std::vector<PipelineState> pipelinesFrom(std::string_view output)
{
    const Json columns = columnsFrom(output, "pipeline");
    std::vector<PipelineState> pipelines;
    for (std::size_t row = 0; row < rowsOf(columns, "pipeline"); ++row) {
        PipelineState pipeline;
        pipeline.name = textOf(cell(columns, "pipeline", row));
        pipeline.sampleId = textOf(cell(columns, "sampleid", row));
        pipeline.ready = isTrue(cell(columns, "ready", row));
        pipeline.jobId = textOf(cell(columns, "jobid", row));
        if (const Json& pid = cell(columns, "pid", row); pid.is_number_integer()) {
            pipeline.pid = pid.get<std::int64_t>();
        }
        if (!pipeline.name.empty()) {
            pipelines.push_back(std::move(pipeline));
        }
    }
    return pipelines;
}

std::vector<Job> jobsFrom(std::string_view output)
{
    const Json columns = columnsFrom(output, "jobid");
    std::vector<Job> jobs;
    for (std::size_t row = 0; row < rowsOf(columns, "jobid"); ++row) {
        Job job;
        job.id = textOf(cell(columns, "jobid", row));
        job.name = textOf(cell(columns, "jobname", row));
        job.status = textOf(cell(columns, "status", row));
        job.pipeline = textOf(cell(columns, "pipeline", row));
        job.submitted_uts = timeOf(cell(columns, "submitted_at", row));
        job.executed_uts = timeOf(cell(columns, "executed_at", row));
        job.completed_uts = timeOf(cell(columns, "completed_at", row));
        if (!job.id.empty()) {
            jobs.push_back(std::move(job));
        }
    }
    return jobs;
}

std::optional<std::string> submittedJobId(std::string_view output)
{
    constexpr std::string_view mark = "jobid:";
    const std::vector<std::string_view> lines = linesOf(output);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (!line->starts_with(mark)) {
            continue;
        }
        if (const auto number = parseInteger(line->substr(mark.size()))) {
            return std::to_string(*number);
        }
    }
    return std::nullopt;
}

}  // namespace aurora::cyclers
