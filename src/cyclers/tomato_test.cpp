#include "aurora/cyclers/tomato_server.h"

#include "cyclers/ketchup.h"

#include "aurora/core/file.h"

#include <algorithm>
#include <array>
#include <functional>

namespace aurora::cyclers {

namespace {

using remote::ConnectionProblem;

constexpr std::array<const char*, 7> stepNames{"name", "port", "host key", "key", "ketchup", "save_location", "yadg"};
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

ServerTest TomatoServer::test(const Progress& progress)
{
    enum Step : std::size_t
    {
        KetchupRuns = 4,
        SaveLocation = 5,
        YadgRuns = 6
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
    trial.attempt(SaveLocation, [&] {
        const Ketchup::Answer answer =
            m_ketchup->ask({"--version"}, commandTimeout, progress, WorkingFolder::SaveLocation);
        if (!answer.done()) {
            m_ketchup->refuse("open its \"save_location\"",
                              "the folder " + m_server.saveLocation +
                                  " is not there. Make it on the server, or name "
                                  "another one in the configuration.",
                              answer.raw());
        }
    });
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
