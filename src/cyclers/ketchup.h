#pragma once

#include "aurora/config/servers.h"
#include "aurora/cyclers/tomato_answers.h"
#include "aurora/remote/host.h"
#include "aurora/remote/quoting.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::cyclers {

/// What tomato does in the moment of an action shows itself within this time: a job that starts, a cancel that is lost.
inline constexpr std::chrono::seconds secondLook{3};

/// Where `ketchup` works: it writes snapshots into its current folder.
enum class WorkingFolder
{
    Home,
    SaveLocation,
    DataFolder  ///< `tomato_data_path`
};

/// What the user had put around commands and nobody else is to read: a prefix may set a password.
class HiddenText
{
public:
    HiddenText() = default;

    /// All of it but its first word.
    explicit HiddenText(const std::string& text);

    void add(const HiddenText& other);

    /// The text without it.
    [[nodiscard]] std::string from(std::string text) const;

private:
    void hide(std::string_view part);

    std::vector<std::string> m_parts;
};

/// tomato's command line on one server.
class Ketchup
{
public:
    Ketchup(remote::Host& host, const config::Server& server);

    /// What a command left, and what that means.
    struct Answer
    {
        std::string command;  ///< as it may be shown: of the user's prefix and suffix the first word
        remote::CommandResult result;
        TomatoVerdict verdict;
        HiddenText hidden;

        [[nodiscard]] bool done() const { return verdict.problem == TomatoProblem::None; }

        /// The command and what it said, for the log; the beginning of long texts.
        [[nodiscard]] std::string raw() const;
    };

    [[nodiscard]] Answer ask(const std::vector<std::string>& arguments, std::chrono::milliseconds timeout,
                             const Progress& progress, WorkingFolder folder = WorkingFolder::Home);

    /// The same from home. @param whenSent  see remote::Host::run
    [[nodiscard]] Answer ask(const std::vector<std::string>& arguments, std::chrono::milliseconds timeout,
                             const Progress& progress, const std::function<void()>& whenSent);

    /// Any other program of the server, in the same environment.
    [[nodiscard]] Answer run(const std::vector<std::string>& words, std::chrono::milliseconds timeout,
                             const Progress& progress);

    /// Whether the server's shell can go to the folder.
    [[nodiscard]] bool hasFolder(const std::string& folder, const Progress& progress);

    /// `label did not <what>: <why>` with the raw answer as cause.
    [[noreturn]] void refuse(const std::string& what, const Answer& answer) const;
    [[noreturn]] void refuse(const std::string& what, const std::string& why, const std::string& cause = {}) const;

    /// Whether the command fits into one line of the server's shell, with room to spare.
    [[nodiscard]] bool fits(const std::vector<std::string>& arguments) const;

private:
    [[nodiscard]] std::vector<std::string> withProgram(const std::vector<std::string>& arguments) const;
    [[nodiscard]] std::string placeOf(WorkingFolder folder) const;
    [[nodiscard]] std::string line(const std::vector<std::string>& words, const std::string& place) const;
    [[nodiscard]] std::string shown(const std::vector<std::string>& words) const;
    [[nodiscard]] Answer answerTo(const std::vector<std::string>& words, const std::string& place,
                                  std::chrono::milliseconds timeout, const Progress& progress,
                                  const std::function<void()>& whenSent);

    remote::Host& m_host;
    config::Server m_server;
    remote::Shell m_shell;
    HiddenText m_hidden;
};

/// Why, in words that say what cures it.
[[nodiscard]] std::string reasonOf(const TomatoVerdict& verdict);

/// `folder/name`, also for folders written with `\`; the name alone in the home folder.
[[nodiscard]] std::string remotePath(std::string_view folder, std::string_view name);

/// `name` in the folder that holds `folder`: tomato's database stands beside its folder of jobs.
[[nodiscard]] std::string besideFolder(std::string_view folder, std::string_view name);

[[nodiscard]] bool isJobNumber(std::string_view jobId);

/// @throws NotDone unless the text is a number: tomato dies of anything else
void checkJobNumber(const Ketchup& ketchup, const std::string& jobId, const std::string& what);

/// A status answers in a second; a busy PC may take its time.
inline constexpr std::chrono::seconds commandTimeout{60};
/// Months of data take yadg minutes.
inline constexpr std::chrono::minutes snapshotTimeout{20};

}  // namespace aurora::cyclers
