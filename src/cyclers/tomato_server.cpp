#include "aurora/cyclers/tomato_server.h"

#include "cyclers/ketchup.h"
#include "cyclers/refusals.h"
#include "cyclers/sent_command.h"

#include <algorithm>

namespace aurora::cyclers {

namespace {

/// tomato looks at its queue once a second, and marks pipeline and job one after the other when it starts one.
constexpr std::chrono::seconds oneRound{1};
constexpr int roundsOfAStart = 3;

}  // namespace

TomatoServer::TomatoServer(std::shared_ptr<remote::Host> host, config::Server server, Clock& clock)
    : m_host(std::move(host)),
      m_server(std::move(server)),
      m_clock(clock),
      m_ketchup(std::make_unique<Ketchup>(*m_host, m_server))
{
}

TomatoServer::~TomatoServer() = default;

std::vector<PipelineState> TomatoServer::pipelines(const Progress& progress)
{
    const Ketchup::Answer answer = m_ketchup->ask({"status", "-J"}, commandTimeout, progress);
    if (!answer.done()) {
        m_ketchup->refuse("tell its pipelines", answer);
    }
    try {
        return pipelinesFrom(answer.result.output);
    } catch (const Error& error) {
        m_ketchup->refuse("tell its pipelines", error.what(), answer.raw());
    }
}

std::vector<Job> TomatoServer::jobs(const Progress& progress)
{
    m_queue.reset();
    const Ketchup::Answer answer = m_ketchup->ask({"status", "queue", "-v", "-J"}, commandTimeout, progress);
    if (!answer.done()) {
        m_ketchup->refuse("tell its jobs", answer);
    }
    try {
        return jobsFrom(answer.result.output);
    } catch (const Error& error) {
        m_ketchup->refuse("tell its jobs", error.what(), answer.raw());
    }
}

std::vector<Job> TomatoServer::jobDetails(std::span<const std::string> ids, const Progress& progress)
{
    constexpr std::size_t jobsPerCommand = 200;
    std::vector<Job> all;
    for (std::size_t begin = 0; begin < ids.size(); begin += jobsPerCommand) {
        const auto part = ids.subspan(begin, std::min(jobsPerCommand, ids.size() - begin));
        std::vector<std::string> words{"status", "-J"};
        for (const std::string& id : part) {
            if (isJobNumber(id)) {  // anything else no job of the server can be: it is left out as unknown
                words.push_back(id);
            }
        }
        if (words.size() == 2) {
            continue;
        }
        const Ketchup::Answer answer = m_ketchup->ask(words, commandTimeout, progress);
        if (answer.verdict.problem == TomatoProblem::UnknownJob) {
            // One unknown job leaves all others of the call unanswered: halve until it is alone.
            if (part.size() > 1) {
                for (const auto half : {part.first(part.size() / 2), part.subspan(part.size() / 2)}) {
                    const std::vector<Job> known = jobDetails(half, progress);
                    all.insert(all.end(), known.begin(), known.end());
                }
            }
            continue;
        }
        if (!answer.done()) {
            m_ketchup->refuse("tell about its jobs", answer);
        }
        try {
            const std::vector<Job> known = jobsFrom(answer.result.output);
            all.insert(all.end(), known.begin(), known.end());
        } catch (const Error& error) {
            m_ketchup->refuse("tell about its jobs", error.what(), answer.raw());
        }
    }
    return all;
}

PipelineState TomatoServer::pipelineNow(const std::string& pipeline, const std::string& what, const Progress& progress)
{
    return pipelineNamed(pipelines(progress), pipeline, {m_server.label, what});
}

void TomatoServer::load(const std::string& sampleId, const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "load " + sampleId + " on " + pipeline};
    checkSampleName(sampleId, action);
    checkLoad(pipelines(progress), sampleId, pipeline, action);
    const Ketchup::Answer answer = sendChange(*m_ketchup, action, {"load", sampleId, pipeline}, progress);
    if (!answer.done()) {
        m_ketchup->refuse(action.what, answer);
    }
    const std::vector<PipelineState> after = readAfter(action, [&] { return pipelines(progress); });
    const PipelineState now = pipelineNamed(after, pipeline, action);
    if (now.sampleId != sampleId) {
        m_ketchup->refuse(action.what,
                          "it reported nothing, but the pipeline " +
                              (now.sampleId.empty() ? "is empty." : "holds " + now.sampleId + "."),
                          answer.raw());
    }
    if (const std::string other = otherPlaceOf(after, sampleId, pipeline); !other.empty()) {
        throw NotDone(m_server.label + " now has " + sampleId + " on " + pipeline + " and on " + other +
                          ": somebody else loaded it at the same time. Eject it from one of them.",
                      answer.raw());
    }
}

/// A job that tomato has chosen for the pipeline, where the pipeline does not show it yet: it runs there by its own
/// word, or it is still queued and the mark `ready` is gone, but its folder is there. Empty when there is none.
std::string TomatoServer::jobStartingOn(const std::string& pipeline, const Progress& progress)
{
    for (const Job& job : jobs(progress)) {
        if (isRunning(job.status) && job.pipeline == pipeline) {
            return job.id;
        }
        if (m_server.tomatoDataPath.empty()) {
            continue;  // nobody knows where its folders are
        }
        const std::string folder = remotePath(m_server.tomatoDataPath, job.id);
        if (!isQueued(job.status) || !m_host->find(remotePath(folder, "jobdata.json"), progress)) {
            continue;
        }
        if (payloadOf(job.id, progress).pipeline == pipeline) {
            return job.id;
        }
    }
    return {};
}

/// What is on a pipeline, and what is about to be.
struct TomatoServer::Place
{
    PipelineState pipeline;
    std::string job;  ///< that runs on it or is being started on it; empty: none
};

TomatoServer::Place TomatoServer::placeNow(const std::string& pipeline, const std::string& what,
                                           const Progress& progress)
{
    Place place;
    place.pipeline = pipelineNow(pipeline, what, progress);
    place.job = place.pipeline.jobId.empty() ? jobStartingOn(pipeline, progress) : place.pipeline.jobId;
    return place;
}

/// @throws NotDone unless the pipeline is empty and nothing runs on it
void TomatoServer::judgeEject(const std::string& pipeline, const std::string& sampleId, const Place& now,
                              const std::string& cause) const
{
    const std::string what = "eject the sample of " + pipeline;
    const std::string known = m_server.label + "-" + now.job;
    if (!now.job.empty() && now.pipeline.sampleId.empty()) {
        throw NotDone(m_server.label + " took " + sampleId + " off " + pipeline + " in the moment in which job " +
                          now.job + " was started on it: tomato shows the pipeline as empty, but the job runs on it, " +
                          "with the cell still connected. Leave the cell where it is and cancel " + known +
                          "; when that job has ended, the pipeline is free and nothing is left to eject.",
                      cause);
    }
    if (!now.job.empty()) {
        m_ketchup->refuse(what,
                          "job " + now.job + " was started on the pipeline in the same moment, which still holds " +
                              now.pipeline.sampleId + ". Cancel " + known +
                              ", wait until it has ended, then eject again.",
                          cause);
    }
    if (!now.pipeline.sampleId.empty()) {
        m_ketchup->refuse(what, "it reported nothing, but the pipeline still holds " + now.pipeline.sampleId + ".",
                          cause);
    }
}

void TomatoServer::eject(const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "eject the sample of " + pipeline};
    const PipelineState before = pipelineNow(pipeline, action.what, progress);
    checkEject(before, action);
    if (const std::string job = jobStartingOn(pipeline, progress); !job.empty()) {
        refuse(action, "job " + job + " is being started on it. Cancel that job when it runs, then eject.");
    }
    const Ketchup::Answer answer = sendChange(*m_ketchup, action, {"eject", pipeline}, progress);
    if (!answer.done()) {
        m_ketchup->refuse(action.what, answer);
    }
    const auto look = [&] { return placeNow(pipeline, action.what, progress); };
    judgeEject(pipeline, before.sampleId, readAfter(action, look), answer.raw());
    if (before.ready) {  // a job may have been on its way
        const Place later = readAfter(action, [&] {
            m_clock.wait(secondLook, progress);
            return look();
        });
        judgeEject(pipeline, before.sampleId, later, answer.raw());
    }
}

std::string TomatoServer::ready(const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "make " + pipeline + " ready"};
    const PipelineState before = pipelineNow(pipeline, action.what, progress);
    checkReady(before, action);
    const Ketchup::Answer answer = sendChange(*m_ketchup, action, {"ready", pipeline}, progress);
    if (!answer.done()) {
        m_ketchup->refuse(action.what, answer);
    }
    // A job that starts at once takes the readiness, and shows itself a moment later.
    for (int round = 0; round <= roundsOfAStart; ++round) {
        const Place now = readAfter(action, [&] {
            if (round > 0) {
                m_clock.wait(oneRound, progress);
            }
            Place place{.pipeline = pipelineNow(pipeline, action.what, progress), .job = {}};
            const bool isTold = place.pipeline.ready || !place.pipeline.jobId.empty();
            place.job = isTold ? place.pipeline.jobId : jobStartingOn(pipeline, progress);
            return place;
        });
        if (now.pipeline.ready || !now.job.empty()) {
            return now.job;
        }
    }
    m_ketchup->refuse(action.what,
                      "it reported nothing, but the pipeline is not ready and no job runs on it. Update, and look "
                      "whether a job of " +
                          before.sampleId + " has run meanwhile; if none has, make the pipeline ready again.",
                      answer.raw());
}

void TomatoServer::unready(const std::string& pipeline, const Progress& progress)
{
    const Action action{m_server.label, "make " + pipeline + " unready"};
    const PipelineState before = pipelineNow(pipeline, action.what, progress);
    checkUnready(before, action);
    if (const std::string job = jobStartingOn(pipeline, progress); !job.empty()) {
        refuse(action, "job " + job + " is being started on it.");
    }
    const Ketchup::Answer answer = sendChange(*m_ketchup, action, {"unready", pipeline}, progress);
    if (!answer.done()) {
        m_ketchup->refuse(action.what, answer);
    }
    const auto judge = [&](const Place& now) {
        if (!now.job.empty()) {
            m_ketchup->refuse(action.what, "job " + now.job + " was started on it in the same moment, and runs.",
                              answer.raw());
        }
        if (now.pipeline.ready) {
            m_ketchup->refuse(action.what, "it reported nothing, but the pipeline is still ready.", answer.raw());
        }
    };
    const auto look = [&] { return placeNow(pipeline, action.what, progress); };
    judge(readAfter(action, look));
    if (before.ready) {  // a job may have been on its way
        judge(readAfter(action, [&] {
            m_clock.wait(secondLook, progress);
            return look();
        }));
    }
}

}  // namespace aurora::cyclers
