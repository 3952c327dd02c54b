#pragma once

#include "aurora/cyclers/cycler_server.h"
#include "aurora/remote/host.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::cyclers {

// What `ketchup` 0.2.3 says, read defensively. Success is silent there, and so are many failures: exit status 0 means
// little. All of it was seen on the real program.

/// What went wrong with a command.
enum class TomatoProblem
{
    None,
    NoKetchup,   ///< the shell knows no such program
    NoSettings,  ///< it ran, but without tomato's settings: another user, another environment
    NoFolder,    ///< the working folder is not there
    UnknownJob,
    UnknownPipeline,
    PipelineNotEmpty,
    JobRuns,       ///< on the pipeline that was to be changed
    NotStarted,    ///< snapshot of a queued job
    NeverStarted,  ///< snapshot of a job that was cancelled before it started
    DataCaught,    ///< a file of the running job was being written just then
    NoYadg,
    PayloadRefused,
    Other
};

struct TomatoVerdict
{
    TomatoProblem problem = TomatoProblem::None;
    std::string said;  ///< the line that tells it, without the name of the logger
};

/// Any ERROR:, WARNING: or traceback, and any exit status but 0, means not done. Warnings that accompany good snapshots
/// do not count (the job has ended; yadg would like to be newer), nor does what a shell's profile prints.
[[nodiscard]] TomatoVerdict verdictOf(const remote::CommandResult& result);

/// The rows of `status -J`, whatever is printed before and after. `{}` is no pipelines.
/// @throws Error when there is no such answer in the text
[[nodiscard]] std::vector<PipelineState> pipelinesFrom(std::string_view output);

/// The rows of `status queue -v -J` or `status -J <job>…`. @throws Error as above
[[nodiscard]] std::vector<Job> jobsFrom(std::string_view output);

/// The number behind `jobid:` that `submit` prints.
[[nodiscard]] std::optional<std::string> submittedJobId(std::string_view output);

}  // namespace aurora::cyclers
