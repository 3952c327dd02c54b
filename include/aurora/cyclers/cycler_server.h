#pragma once

#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "aurora/core/progress.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::cyclers {

/// A server did not do what it was asked, or would not. cause() holds the command and its raw answer.
class NotDone : public Error
{
public:
    using Error::Error;
};

/// An action was sent, and whether it was done is not known: the connection broke, no answer came, or the user did not
/// wait for it.
class MaybeDone final : public NotDone
{
public:
    using NotDone::NotDone;
};

/// A job was submitted, and something is wrong with the look that was to prove it.
class NotConfirmed final : public NotDone
{
public:
    NotConfirmed(std::string jobId, const std::string& sentence, std::string cause)
        : NotDone(sentence, std::move(cause)), m_jobId(std::move(jobId))
    {
    }

    /// On the server.
    [[nodiscard]] const std::string& jobId() const noexcept { return m_jobId; }

private:
    std::string m_jobId;
};

/// How far a cancel got.
enum class CancelState
{
    Ended,    ///< the job does not run any more
    AskedFor  ///< the server has noted it, and nobody has acted on it yet
};

/// There is no data of a job and there never will be: it was cancelled before it started.
class NothingToFetch final : public NotDone
{
public:
    using NotDone::NotDone;
};

/// One channel of a cycler as its server tells it. Names and job numbers are the server's own, without its label.
struct PipelineState
{
    std::string name;      ///< "MPG2-1-5"
    std::string sampleId;  ///< empty: no sample
    bool ready = false;    ///< a job for its sample may start
    std::string jobId;     ///< that runs on it; empty: none
    std::optional<std::int64_t> pid = {};
};

/// An experiment as its server tells it. What the server did not say is empty.
struct Job
{
    std::string id;
    std::string name;
    std::string status;    ///< q, qw, r, rd, c, cd, ce: see below
    std::string pipeline;  ///< while it runs
    std::string sampleId;  ///< where the server tells it; tomato does not, but `name` is the sample of jobs of ours
    std::optional<double> submitted_uts = {};
    std::optional<double> executed_uts = {};
    std::optional<double> completed_uts = {};
};

/// q, qw: waits; r, rd: runs (rd: to be cancelled); c, cd, ce: ended by itself, cancelled, crashed.
[[nodiscard]] bool isQueued(std::string_view status);
[[nodiscard]] bool isRunning(std::string_view status);
[[nodiscard]] bool hasEnded(std::string_view status);

/// What is to be run. The payload is in the form of the server's kind.
struct Submission
{
    std::string sampleId;
    std::string payload;
    std::string pipeline = {};  ///< that holds the sample; kinds that find it themselves do not need it
};

/// What a server holds of a job that somebody else submitted.
struct JobPayload
{
    Json payload;
    std::string sampleId;
    std::string pipeline;  ///< empty: not started yet
};

/// One step of trying a server: what was tried, what came of it, and what cures it.
struct TestStep
{
    enum class Outcome
    {
        Passed,
        Failed,
        NotTried
    };

    std::string name;  ///< "name", "port", "host key", "key", "ketchup", "yadg"
    Outcome outcome = Outcome::NotTried;
    std::string message;  ///< of a failure a whole sentence that says what to do; else a few words, or nothing
    std::string cause = {};
};

struct ServerTest
{
    std::vector<TestStep> steps;

    [[nodiscard]] bool passed() const;
};

/// A lab PC that runs experiments for us: what a user does with it, whatever its software.
///
/// No action is believed: each reads the state again and throws NotDone where the server does not show it, MaybeDone
/// where it could not be read. Every call may also throw remote::ConnectionError, remote::CommandTimedOut and
/// Cancelled: of an action, before anything was sent. Calls come from several threads in turn.
class CyclerServer
{
public:
    virtual ~CyclerServer() = default;
    CyclerServer() = default;
    CyclerServer(const CyclerServer&) = delete;
    CyclerServer& operator=(const CyclerServer&) = delete;

    [[nodiscard]] virtual const std::string& label() const noexcept = 0;

    [[nodiscard]] virtual std::vector<PipelineState> pipelines(const Progress& progress) = 0;

    /// All jobs the server knows, ended ones too; without times where they would cost a question each.
    [[nodiscard]] virtual std::vector<Job> jobs(const Progress& progress) = 0;

    /// These jobs with their times. Jobs the server does not know are left out.
    [[nodiscard]] virtual std::vector<Job> jobDetails(std::span<const std::string> ids, const Progress& progress) = 0;

    /// Puts a sample on an empty pipeline. Refused when it is on another one.
    virtual void load(const std::string& sampleId, const std::string& pipeline, const Progress& progress) = 0;
    virtual void eject(const std::string& pipeline, const Progress& progress) = 0;
    /// @return the job that has started on it at once; empty: none
    virtual std::string ready(const std::string& pipeline, const Progress& progress) = 0;
    virtual void unready(const std::string& pipeline, const Progress& progress) = 0;

    /// @return the job's id on the server
    /// @throws NotConfirmed when the id is known, but not that the job stands
    [[nodiscard]] virtual std::string submit(const Submission& submission, const Progress& progress) = 0;
    virtual CancelState cancel(const std::string& jobId, const Progress& progress) = 0;

    /// Fetches the data of a job as of now. An older file stays as it is when that fails.
    /// @param fileWithoutEnding  ".../snapshot.12"; its folder is made
    /// @return the file written, with the ending of its format
    /// @throws NothingToFetch when the job ended without ever having started
    virtual std::filesystem::path snapshot(const std::string& jobId, const std::filesystem::path& fileWithoutEnding,
                                           Progress& progress) = 0;

    /// What a job was told to do, whoever submitted it. @throws NotDone when the server does not have it any more
    [[nodiscard]] virtual JobPayload payloadOf(const std::string& jobId, const Progress& progress) = 0;

    /// Tries everything that the other calls need. Failures are told in the result.
    /// @throws Cancelled only
    [[nodiscard]] virtual ServerTest test(const Progress& progress) = 0;
};

/// Why a job stands still although nothing holds it, as a whole sentence; empty when nothing is wrong with it.
///
/// The commands of a server may answer while its cyclers are not driven by anybody: then jobs stay where they are.
/// @param unchanged_s  for how long the job has shown this status, by our clock
[[nodiscard]] std::string whyStuck(const Job& job, std::span<const PipelineState> pipelines, double unchanged_s);

}  // namespace aurora::cyclers
