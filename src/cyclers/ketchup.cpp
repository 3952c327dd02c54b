#include "cyclers/ketchup.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <array>

namespace aurora::cyclers {

namespace {

struct Reason
{
    TomatoProblem problem;
    std::string_view text;
};

constexpr std::array reasonTable{
    Reason{TomatoProblem::NoKetchup, "ketchup was not found on the server. Check \"tomato_scripts_path\" and "
                                     "\"command_prefix\" of this server in the configuration."},
    Reason{TomatoProblem::NoSettings, "ketchup runs there without tomato's settings: it is another user or another "
                                      "environment than tomato's. Check \"username\" and \"command_prefix\"."},
    Reason{TomatoProblem::NoFolder, "the folder \"save_location\" is not there. Make it on the server, or name another "
                                    "one in the configuration."},
    Reason{TomatoProblem::UnknownJob, "the server does not know that job."},
    Reason{TomatoProblem::UnknownPipeline, "the server has no such pipeline."},
    Reason{TomatoProblem::PipelineNotEmpty, "the pipeline is not empty. Eject its sample first."},
    Reason{TomatoProblem::JobRuns, "a job runs on the pipeline. Cancel it first, or wait for its end."},
    Reason{TomatoProblem::NotStarted, "the job has not started yet: there is no data."},
    Reason{TomatoProblem::NeverStarted, "the job was cancelled before it started: there is no data."},
    Reason{TomatoProblem::DataCaught, "one of its data files was incomplete just then. Try again in a minute; if the "
                                      "job has ended, the file is damaged on the server."},
    Reason{TomatoProblem::NoYadg, "yadg was not found on the server's PATH. Let \"command_prefix\" activate the "
                                  "environment in which tomato and yadg are installed."},
};

// A cause is read by people, and stands in the log: a table of thousands of jobs helps nobody there.
constexpr std::size_t longestShown = 2000;
// Of a sentence.
constexpr std::size_t longestSaid = 300;

/// The beginning of a long text; whole characters of UTF-8.
std::string clipped(const std::string& text, std::size_t longest = longestShown)
{
    if (text.size() <= longest) {
        return text;
    }
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end) + "… (" + std::to_string(text.size() - end) + " more bytes)";
}

/// The text that a user put before or after each command as it may be shown: its first word.
std::string firstWord(const std::string& text)
{
    const std::string_view whole = trimmed(text);
    const std::size_t end = whole.find_first_of(" \t\r\n=");
    return end == std::string_view::npos ? std::string(whole) : std::string(whole.substr(0, end)) + " …";
}

/// The end of the sentence that the answer did not come.
std::string whatItDid(const std::vector<std::string>& words)
{
    static constexpr std::array<std::string_view, 3> reading{"status", "snapshot", "--version"};
    const bool reads = words.size() > 1 && std::find(reading.begin(), reading.end(), words[1]) != reading.end();
    return reads ? " It changes no job and no pipeline: try again."
                 : " What it did is unknown: look at the state before trying again.";
}

}  // namespace

HiddenText::HiddenText(const std::string& text)
{
    const std::string_view whole = trimmed(text);
    const std::size_t end = whole.find_first_of(" \t\r\n=");
    if (end == std::string_view::npos) {
        return;
    }
    hide(trimmed(whole.substr(end + 1)));
    for (std::size_t equals = whole.find('='); equals != std::string_view::npos; equals = whole.find('=', equals + 1)) {
        std::string_view value = whole.substr(equals + 1);
        const bool quoted = !value.empty() && (value.front() == '\'' || value.front() == '"');
        value = quoted ? value.substr(1, value.find(value.front(), 1) - 1)
                       : value.substr(0, value.find_first_of(" \t\r\n;&|"));
        hide(value);
    }
}

void HiddenText::hide(std::string_view part)
{
    constexpr std::size_t shortest = 4;  // "1" or "on" is no secret, and stands everywhere
    if (part.size() >= shortest) {
        m_parts.emplace_back(part);
    }
}

std::string HiddenText::from(std::string text) const
{
    for (const std::string& part : m_parts) {
        for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
            text.replace(at, part.size(), "…");
        }
    }
    return text;
}

void HiddenText::add(const HiddenText& other)
{
    m_parts.insert(m_parts.end(), other.m_parts.begin(), other.m_parts.end());
}

std::string reasonOf(const TomatoVerdict& verdict)
{
    const auto known = std::find_if(reasonTable.begin(), reasonTable.end(),
                                    [&](const Reason& reason) { return reason.problem == verdict.problem; });
    if (known != reasonTable.end()) {
        return std::string(known->text);
    }
    if (verdict.problem == TomatoProblem::PayloadRefused) {
        return "tomato refused the payload: " + clipped(verdict.said, longestSaid);
    }
    return verdict.said.empty() ? "the command failed without a word."
                                : "it said \"" + clipped(verdict.said, longestSaid) + "\".";
}

std::string remotePath(std::string_view folder, std::string_view name)
{
    std::string path(folder);
    if (!path.empty() && path.back() != '/' && path.back() != '\\') {
        path += '/';
    }
    return path += name;
}

std::string besideFolder(std::string_view folder, std::string_view name)
{
    while (!folder.empty() && (folder.back() == '/' || folder.back() == '\\')) {
        folder.remove_suffix(1);
    }
    const std::size_t slash = folder.find_last_of("/\\");
    return remotePath(slash == std::string_view::npos ? std::string_view() : folder.substr(0, slash + 1), name);
}

std::string Ketchup::Answer::raw() const
{
    std::string text = "Command: " + clipped(command) + "\nExit status: " + std::to_string(result.exitStatus);
    if (!result.output.empty()) {
        text += "\nOutput: " + clipped(hidden.from(result.output));
    }
    if (!result.errors.empty()) {
        text += "\nErrors: " + clipped(result.errors);
    }
    return text;
}

Ketchup::Ketchup(remote::Host& host, const config::Server& server)
    : m_host(host), m_server(server), m_shell(remote::shellNamed(server.shellType)), m_hidden(server.commandPrefix)
{
    m_hidden.add(HiddenText(server.commandSuffix));
}

std::vector<std::string> Ketchup::withProgram(const std::vector<std::string>& arguments) const
{
    std::vector<std::string> words{remotePath(m_server.tomatoScriptsPath, "ketchup")};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return words;
}

std::string Ketchup::placeOf(WorkingFolder folder) const
{
    return folder == WorkingFolder::SaveLocation ? m_server.saveLocation
           : folder == WorkingFolder::DataFolder ? m_server.tomatoDataPath
                                                 : std::string();
}

std::string Ketchup::line(const std::vector<std::string>& words, const std::string& place) const
{
    return remote::commandLine(words, m_shell, place, m_server.commandPrefix, m_server.commandSuffix);
}

Ketchup::Answer Ketchup::answerTo(const std::vector<std::string>& words, const std::string& place,
                                  std::chrono::milliseconds timeout, const Progress& progress,
                                  const std::function<void()>& whenSent)
{
    Answer answer;
    answer.hidden = m_hidden;
    answer.command = shown(words);
    bool isSent = false;
    try {
        answer.result = m_host.run(line(words, place), timeout, progress, [&] {
            isSent = true;
            whenSent();
        });
    } catch (const remote::CommandTimedOut& error) {
        throw remote::CommandTimedOut(error.what() + whatItDid(words), error.cause());
    } catch (const remote::ConnectionError& error) {
        if (!isSent || error.problem() != remote::ConnectionProblem::Dropped) {
            throw;
        }
        throw remote::ConnectionError(error.problem(), error.what() + whatItDid(words), error.cause());
    }
    answer.result.errors = m_hidden.from(answer.result.errors);  // shells repeat the line that they do not understand
    answer.verdict = verdictOf(answer.result);
    return answer;
}

Ketchup::Answer Ketchup::ask(const std::vector<std::string>& arguments, std::chrono::milliseconds timeout,
                             const Progress& progress, WorkingFolder folder)
{
    return answerTo(withProgram(arguments), placeOf(folder), timeout, progress, [] {});
}

Ketchup::Answer Ketchup::ask(const std::vector<std::string>& arguments, std::chrono::milliseconds timeout,
                             const Progress& progress, const std::function<void()>& whenSent)
{
    return answerTo(withProgram(arguments), placeOf(WorkingFolder::Home), timeout, progress, whenSent);
}

Ketchup::Answer Ketchup::run(const std::vector<std::string>& words, std::chrono::milliseconds timeout,
                             const Progress& progress)
{
    return answerTo(words, placeOf(WorkingFolder::Home), timeout, progress, [] {});
}

bool Ketchup::hasFolder(const std::string& folder, const Progress& progress)
{
    const Answer answer = answerTo(withProgram({"status", "-J"}), folder, commandTimeout, progress, [] {});
    return answer.verdict.problem != TomatoProblem::NoFolder;
}

std::string Ketchup::shown(const std::vector<std::string>& words) const
{
    std::string text = firstWord(m_server.commandPrefix);
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    const std::string after = firstWord(m_server.commandSuffix);
    return after.empty() ? text : text + " " + after;
}

bool Ketchup::fits(const std::vector<std::string>& arguments) const
{
    return line(withProgram(arguments), placeOf(WorkingFolder::Home)).size() < remote::longestCommandLine(m_shell) / 2;
}

void Ketchup::refuse(const std::string& what, const Answer& answer) const
{
    refuse(what, reasonOf(answer.verdict), answer.raw());
}

void Ketchup::refuse(const std::string& what, const std::string& why, const std::string& cause) const
{
    throw NotDone(m_server.label + " did not " + what + ": " + why, cause);
}

bool isJobNumber(std::string_view jobId)
{
    return !jobId.empty() && jobId.find_first_not_of("0123456789") == std::string_view::npos;
}

void checkJobNumber(const Ketchup& ketchup, const std::string& jobId, const std::string& what)
{
    if (!isJobNumber(jobId)) {
        ketchup.refuse(what, "\"" + jobId + "\" is not the number of a job on the server.");
    }
}

}  // namespace aurora::cyclers
