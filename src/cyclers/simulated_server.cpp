#include "aurora/cyclers/simulated_server.h"

#include "cyclers/refusals.h"
#include "cyclers/simulated_state.h"

#include "aurora/core/file.h"
#include "aurora/protocols/payload.h"
#include "aurora/simulation/writers.h"

#include <algorithm>

namespace aurora::cyclers {

namespace {

/// The state as of now, for one call; written back at its end.
class Session
{
public:
    Session(const std::filesystem::path& file, double now_uts, double speed, const Progress& progress)
        : m_file(file, progress), m_state(m_file.read(now_uts)), m_now_uts(now_uts), m_speed(speed)
    {
        advance(m_state, now_uts, speed);
    }

    [[nodiscard]] SimulatedState& state() { return m_state; }

    [[nodiscard]] PipelineState& pipeline(const std::string& name, const Action& action)
    {
        static_cast<void>(pipelineNamed(m_state.pipelines, name, action));
        return *std::find_if(m_state.pipelines.begin(), m_state.pipelines.end(),
                             [&](const PipelineState& one) { return one.name == name; });
    }

    [[nodiscard]] StoredJob& job(const std::string& id, const Action& action)
    {
        const auto found = std::find_if(m_state.jobs.begin(), m_state.jobs.end(),
                                        [&](const StoredJob& one) { return one.job.id == id; });
        if (found == m_state.jobs.end()) {
            refuse(action, "the server does not know that job.");
        }
        return *found;
    }

    /// What was changed begins to act at once.
    void save()
    {
        advance(m_state, m_now_uts, m_speed);
        m_file.write(m_state);
    }

private:
    StateFile m_file;
    SimulatedState m_state;
    double m_now_uts;
    double m_speed;
};

simulation::FileIdentity identityOf(const StoredJob& job)
{
    simulation::FileIdentity identity;
    identity.sampleId = job.job.sampleId;
    identity.device = "simulated";
    identity.testId = static_cast<std::int32_t>(std::stol(job.job.id));
    identity.timeZone = "UTC";
    return identity;
}

}  // namespace

SimulatedServer::SimulatedServer(config::Server server, const std::filesystem::path& folder, Clock& clock)
    : m_server(std::move(server)), m_file(folder / pathFromText(m_server.label + ".json")), m_clock(clock)
{
    makeFolder(folder);
}

void SimulatedServer::beginAt(double server_uts, const Progress& progress)
{
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    if (session.state().jobs.empty()) {
        session.state().server_uts = server_uts;
        session.save();
    }
}

std::vector<PipelineState> SimulatedServer::pipelines(const Progress& progress)
{
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    session.save();
    return session.state().pipelines;
}

std::vector<Job> SimulatedServer::jobs(const Progress& progress)
{
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    session.save();
    std::vector<Job> all;
    for (const StoredJob& stored : session.state().jobs) {
        all.push_back(stored.job);
    }
    return all;
}

std::vector<Job> SimulatedServer::jobDetails(std::span<const std::string> ids, const Progress& progress)
{
    std::vector<Job> all = jobs(progress);
    std::erase_if(all, [&](const Job& job) { return std::find(ids.begin(), ids.end(), job.id) == ids.end(); });
    return all;
}

void SimulatedServer::load(const std::string& sampleId, const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "load " + sampleId + " on " + pipeline};
    checkSampleName(sampleId, action);
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    checkLoad(session.state().pipelines, sampleId, pipeline, action);
    PipelineState& place = session.pipeline(pipeline, action);
    place.sampleId = sampleId;
    place.ready = false;
    session.save();
}

void SimulatedServer::eject(const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "eject the sample of " + pipeline};
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    PipelineState& place = session.pipeline(pipeline, action);
    checkEject(place, action);
    place.sampleId.clear();
    place.ready = false;
    session.save();
}

std::string SimulatedServer::ready(const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "make " + pipeline + " ready"};
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    PipelineState& place = session.pipeline(pipeline, action);
    checkReady(place, action);
    place.ready = true;
    session.save();
    return {};  // its jobs start with the next look
}

void SimulatedServer::unready(const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "make " + pipeline + " unready"};
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    PipelineState& place = session.pipeline(pipeline, action);
    checkUnready(place, action);
    place.ready = false;
    session.save();
}

std::string SimulatedServer::submit(const Submission& submission, const Progress& progress)
{
    const Action action{m_server.label, "submit the job of " + submission.sampleId};
    checkSampleName(submission.sampleId, action);
    StoredJob stored;
    stored.payload = protocols::parsePayload(submission.payload, "The payload of " + submission.sampleId);
    const auto sample = stored.payload.find("sample");
    if (sample == stored.payload.end() || textAt(*sample, "name") != submission.sampleId) {
        refuse(action, "its payload names another sample.");
    }
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    SimulatedState& state = session.state();
    stored.job.id = std::to_string(state.jobs.size() + 1);
    stored.job.name = submission.sampleId;
    stored.job.status = "q";
    stored.job.sampleId = submission.sampleId;
    stored.job.submitted_uts = m_clock.now_uts();  // a person did it, whose clock does not run ahead
    std::string id = stored.job.id;
    state.jobs.push_back(std::move(stored));
    session.save();
    return id;
}

CancelState SimulatedServer::cancel(const std::string& jobId, const Progress& progress)
{
    const Action action{m_server.label, "cancel job " + jobId};
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    StoredJob& stored = session.job(jobId, action);
    checkCancel(stored.job, action);
    stored.job.status = isQueued(stored.job.status) ? "cd" : "rd";
    session.save();
    return hasEnded(session.job(jobId, action).job.status) ? CancelState::Ended : CancelState::AskedFor;
}

std::filesystem::path SimulatedServer::snapshot(const std::string& jobId,
                                                const std::filesystem::path& fileWithoutEnding, Progress& progress)
{
    const Action action{m_server.label, "make a snapshot of job " + jobId};
    Recording recording;
    simulation::FileIdentity identity;
    {
        Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
        const StoredJob& stored = session.job(jobId, action);
        session.save();
        if (!stored.job.executed_uts) {
            if (isQueued(stored.job.status)) {
                refuse(action, "the job has not started yet: there is no data.");
            }
            throw NothingToFetch(action.label + " did not " + action.what +
                                 ": the job was cancelled before it started: there is no data.");
        }
        recording = recordingOf(session.state(), stored);
        identity = identityOf(stored);
    }
    progress.throwIfCancelled();
    std::filesystem::path local = fileWithoutEnding;
    local += ".json";
    makeFolder(local.parent_path());
    simulation::writeTomatoJson(local, recording, identity, simulation::JsonLayout::OneLine);
    return local;
}

JobPayload SimulatedServer::payloadOf(const std::string& jobId, const Progress& progress)
{
    Session session(m_file, m_clock.now_uts(), m_server.speed, progress);
    const StoredJob& stored = session.job(jobId, {m_server.label, "tell the payload of job " + jobId});
    return {.payload = stored.payload, .sampleId = stored.job.sampleId, .pipeline = stored.job.pipeline};
}

ServerTest SimulatedServer::test(const Progress& progress)
{
    TestStep step{.name = "simulated server", .outcome = TestStep::Outcome::Passed, .message = {}, .cause = {}};
    try {
        static_cast<void>(pipelines(progress));
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        step = {
            .name = step.name, .outcome = TestStep::Outcome::Failed, .message = error.what(), .cause = error.cause()};
    }
    return {.steps = {std::move(step)}};
}

}  // namespace aurora::cyclers
