#include "cyclers/simulated_state.h"

#include "aurora/core/file.h"
#include "cyclers/simulated_run.h"

#include <algorithm>
#include <limits>

namespace aurora::cyclers {

namespace {

constexpr int pipelineCount = 8;
constexpr std::int64_t firstPid = 1000;

/// The jobs of a sample in order of their start, up to and with this one.
std::vector<SimulatedJob> historyUpTo(const SimulatedState& state, const StoredJob& last)
{
    std::vector<const StoredJob*> started;
    for (const StoredJob& job : state.jobs) {
        const bool counts = job.job.sampleId == last.job.sampleId && job.job.executed_uts &&
                            *job.job.executed_uts <= last.job.executed_uts.value_or(0);
        if (counts) {
            started.push_back(&job);
        }
    }
    std::stable_sort(started.begin(), started.end(), [](const StoredJob* a, const StoredJob* b) {
        return *a->job.executed_uts < *b->job.executed_uts;
    });
    std::vector<SimulatedJob> history;
    for (const StoredJob* job : started) {
        const double start_uts = *job->job.executed_uts;
        const double end_uts = job->job.completed_uts.value_or(state.server_uts);
        const bool ended = job->job.status == "c";
        history.push_back({.payload = job->payload,
                           .start_uts = start_uts,
                           .lasted_s = ended ? std::numeric_limits<double>::infinity() : end_uts - start_uts});
    }
    return history;
}

PipelineState* pipelineOf(SimulatedState& state, const StoredJob& job)
{
    const auto found = std::find_if(state.pipelines.begin(), state.pipelines.end(),
                                    [&](const PipelineState& one) { return one.jobId == job.job.id; });
    return found == state.pipelines.end() ? nullptr : &*found;
}

void end(SimulatedState& state, StoredJob& job, const char* status, double when_uts)
{
    job.job.status = status;
    job.job.completed_uts = when_uts;
    job.job.pipeline.clear();
    if (PipelineState* const pipeline = pipelineOf(state, job)) {
        const auto tomato = job.payload.find("tomato");
        const bool unlock = tomato != job.payload.end() && tomato->value("unlock_when_done", false);
        pipeline->jobId.clear();
        pipeline->pid.reset();
        pipeline->ready = unlock;
    }
}

void start(SimulatedState& state, StoredJob& job, PipelineState& pipeline)
{
    job.job.status = "r";
    job.job.executed_uts = state.server_uts;
    job.job.pipeline = pipeline.name;
    pipeline.jobId = job.job.id;
    pipeline.pid = firstPid + static_cast<std::int64_t>(&job - state.jobs.data());
    pipeline.ready = false;
    std::vector<SimulatedJob> history = historyUpTo(state, job);
    history.back().lasted_s = std::numeric_limits<double>::infinity();
    job.duration_s = durationOf_s(job.job.sampleId, history);
}

void startWhatCan(SimulatedState& state)
{
    for (StoredJob& job : state.jobs) {
        if (job.job.status == "rd") {
            end(state, job, "cd", state.server_uts);
        }
        if (!isQueued(job.job.status) || !canSimulate(job.payload)) {
            continue;
        }
        job.job.status = "qw";
        const auto free = std::find_if(state.pipelines.begin(), state.pipelines.end(), [&](const PipelineState& one) {
            return one.ready && one.jobId.empty() && one.sampleId == job.job.sampleId;
        });
        if (free != state.pipelines.end()) {
            start(state, job, *free);
        }
    }
}

StoredJob* nextToEnd(SimulatedState& state)
{
    StoredJob* next = nullptr;
    const auto end_uts = [](const StoredJob& job) { return job.job.executed_uts.value_or(0) + job.duration_s; };
    for (StoredJob& job : state.jobs) {
        if (job.job.status == "r" && (next == nullptr || end_uts(job) < end_uts(*next))) {
            next = &job;
        }
    }
    return next;
}

}  // namespace

SimulatedState newSimulatedState(double now_uts)
{
    SimulatedState state;
    state.server_uts = now_uts;
    state.real_uts = now_uts;
    for (int number = 1; number <= pipelineCount; ++number) {
        state.pipelines.push_back({.name = "simulated-1-" + std::to_string(number), .sampleId = {}, .jobId = {}});
    }
    return state;
}

void advance(SimulatedState& state, double now_uts, double speed)
{
    double left_s = std::max(0.0, now_uts - state.real_uts);
    state.real_uts = now_uts;
    for (;;) {
        startWhatCan(state);
        StoredJob* const next = nextToEnd(state);
        if (next == nullptr) {
            state.server_uts += left_s;
            return;
        }
        const double end_uts = next->job.executed_uts.value_or(0) + next->duration_s;
        if (end_uts > state.server_uts + left_s * speed) {
            state.server_uts += left_s * speed;
            return;
        }
        left_s -= std::max(0.0, end_uts - state.server_uts) / speed;
        state.server_uts = std::max(state.server_uts, end_uts);
        end(state, *next, "c", end_uts);
    }
}

Recording recordingOf(const SimulatedState& state, const StoredJob& job)
{
    Recording recording = recordingOf(job.job.sampleId, historyUpTo(state, job));
    recording.finished = hasEnded(job.job.status);
    return recording;
}

}  // namespace aurora::cyclers
