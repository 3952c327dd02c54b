#include "aurora/cyclers/tomato_server.h"

#include "cyclers/ketchup.h"

#include "aurora/core/file.h"

#include <algorithm>
#include <array>
#include <functional>

namespace aurora::cyclers {

namespace {

using remote::ConnectionProblem;

constexpr std::array<const char*, 8> stepNames{"name",    "port",          "host key",         "key",
                                               "ketchup", "save_location", "tomato_data_path", "yadg"};
constexpr std::size_t connectionSteps = 4;

std::size_t stepOf(ConnectionProblem problem)
{
    switch (problem) {
    case ConnectionProblem::NameNotFound:
        return 0;
    case ConnectionProblem::NotReachable:
    case ConnectionProblem::Dropped:
        return 1;
    case ConnectionProblem::HostKeyUnknown:
    case ConnectionProblem::HostKeyChanged:
        return 2;
    case ConnectionProblem::KeyRefused:
    case ConnectionProblem::NoUsableKey:
        break;
    }
    return 3;
}

/// Goes through the steps until one fails.
class Trial
{
public:
    Trial()
    {
        for (const char* const name : stepNames) {
            m_test.steps.push_back({.name = name, .outcome = TestStep::Outcome::NotTried, .message = {}, .cause = {}});
        }
    }

    void pass(std::size_t step) { m_test.steps[step].outcome = TestStep::Outcome::Passed; }

    void remark(std::size_t step, const std::string& message) { m_test.steps[step].message = message; }

    void fail(std::size_t step, const std::string& message, const std::string& cause)
    {
        for (std::size_t before = 0; before < std::min(step, connectionSteps); ++before) {
            pass(before);
        }
        m_test.steps[step].outcome = TestStep::Outcome::Failed;
        m_test.steps[step].message = message;
        m_test.steps[step].cause = cause;
    }

    /// @return whether the step passed
    bool attempt(std::size_t step, const std::function<void()>& work)
    {
        try {
            work();
            for (std::size_t before = 0; before < connectionSteps; ++before) {
                pass(before);  // whatever answered was reached
            }
            pass(step);
            return true;
        } catch (const Cancelled&) {
            throw;
        } catch (const remote::ConnectionError& error) {
            fail(stepOf(error.problem()), error.what(), error.cause());
        } catch (const Error& error) {
            fail(step, error.what(), error.cause());
        }
        return false;
    }

    [[nodiscard]] ServerTest result() && { return std::move(m_test); }

private:
    ServerTest m_test;
};

}  // namespace

/// Payloads and snapshots go there: it must be there, and take a file.
void TomatoServer::trySaveLocation(const Progress& progress)
{
    const std::string what = "open its \"save_location\"";
    if (m_server.saveLocation.empty()) {
        m_ketchup->refuse(what, "it is missing in the configuration of this server. Name a folder there: results would "
                                "land in the home folder of the SSH user.");
    }
    const Ketchup::Answer answer = m_ketchup->ask({"--version"}, commandTimeout, progress, WorkingFolder::SaveLocation);
    if (!answer.done()) {
        m_ketchup->refuse(what,
                          "the folder " + m_server.saveLocation +
                              " is not there. Make it on the server, or name another one in the configuration.",
                          answer.raw());
    }
    const std::string file = remotePath(m_server.saveLocation, "aurora-server-test.txt");
    try {
        m_host->upload("Written by a test of the connection; it may be deleted.\n", file, progress);
    } catch (const Cancelled&) {
        throw;
    } catch (const remote::ConnectionError&) {
        throw;
    } catch (const Error& error) {
        m_ketchup->refuse("write into its \"save_location\"",
                          "the folder " + m_server.saveLocation +
                              " takes no file. Let the SSH user write there, or name another folder in the "
                              "configuration.",
                          error.what());
    }
    static_cast<void>(m_ketchup->run({"rm", file}, commandTimeout, progress));  // every shell knows it; if not: no harm
}

/// Payloads of jobs are read there, and whether a job is being started.
void TomatoServer::tryDataFolder(const Progress& progress)
{
    const std::string what = "open its \"tomato_data_path\"";
    if (m_server.tomatoDataPath.empty()) {
        m_ketchup->refuse(what,
                          "it is missing in the configuration of this server. Name the folder in which tomato keeps "
                          "its jobs: without it nobody sees whose the jobs are that were submitted elsewhere.");
    }
    const std::string database = besideFolder(m_server.tomatoDataPath, "database.db");
    if (!m_host->find(database, progress)) {
        m_ketchup->refuse(what, "tomato's " + database +
                                    " is not beside it, or cannot be read. Name the folder in which "
                                    "tomato keeps its jobs, and let the SSH user read it.");
    }
    const Ketchup::Answer answer = m_ketchup->ask({"--version"}, commandTimeout, progress, WorkingFolder::DataFolder);
    if (answer.done()) {
        return;
    }
    const std::vector<Job> all = jobs(progress);
    const bool anyStarted =
        std::any_of(all.begin(), all.end(), [](const Job& job) { return !isQueued(job.status) && job.status != "cd"; });
    if (anyStarted) {  // before the first job tomato has not made it
        m_ketchup->refuse(what,
                          "the folder " + m_server.tomatoDataPath +
                              " is not there or may not be opened. Name the folder in which tomato keeps its jobs, and "
                              "let the SSH user read it.",
                          answer.raw());
    }
}

ServerTest TomatoServer::test(const Progress& progress)
{
    enum Step : std::size_t
    {
        KetchupRuns = 4,
        SaveLocation = 5,
        DataPath = 6,
        YadgRuns = 7
    };

    Trial trial;
    const bool answers = trial.attempt(KetchupRuns, [&] {
        const Ketchup::Answer answer = m_ketchup->ask({"--version"}, commandTimeout, progress);
        if (!answer.done()) {
            m_ketchup->refuse("run ketchup", answer);
        }
        static_cast<void>(pipelines(progress));
    });
    if (!answers) {
        return std::move(trial).result();
    }
    trial.remark(KetchupRuns, "its commands answer; whether tomato itself runs cannot be seen from here");
    trial.attempt(SaveLocation, [&] { trySaveLocation(progress); });
    trial.attempt(DataPath, [&] { tryDataFolder(progress); });
    trial.attempt(YadgRuns, [&] {
        const Ketchup::Answer answer = m_ketchup->run({"yadg", "--version"}, commandTimeout, progress);
        if (answer.result.exitStatus != 0) {
            m_ketchup->refuse("run yadg",
                              reasonOf({.problem = TomatoProblem::NoYadg, .said = {}}) + " Without it no snapshot can "
                                                                                         "be made.",
                              answer.raw());
        }
    });
    return std::move(trial).result();
}

}  // namespace aurora::cyclers
