#include "cyclers/refusals.h"

#include "aurora/protocols/payload.h"

#include <algorithm>

namespace aurora::cyclers {

void refuse(const Action& action, const std::string& why)
{
    throw NotDone(action.label + " did not " + action.what + ": " + why);
}

PipelineState pipelineNamed(std::span<const PipelineState> pipelines, const std::string& name, const Action& action)
{
    const auto found = std::find_if(pipelines.begin(), pipelines.end(),
                                    [&](const PipelineState& pipeline) { return pipeline.name == name; });
    if (found != pipelines.end()) {
        return *found;
    }
    std::string names;
    for (const PipelineState& pipeline : pipelines) {
        names += (names.empty() ? "" : ", ") + pipeline.name;
    }
    refuse(action, "it has no pipeline of that name, only " + (names.empty() ? "none at all" : names) + ".");
}

std::string otherPlaceOf(std::span<const PipelineState> pipelines, const std::string& sampleId,
                         const std::string& pipeline)
{
    const auto found = std::find_if(pipelines.begin(), pipelines.end(), [&](const PipelineState& other) {
        return other.sampleId == sampleId && other.name != pipeline;
    });
    return found == pipelines.end() ? std::string() : found->name;
}

void checkSampleName(const std::string& sampleId, const Action& action)
{
    if (const std::string why = protocols::whyNoTomatoSample(sampleId); !why.empty()) {
        refuse(action, "the sample name " + why + ", which the server cannot take.");
    }
}

void checkLoad(std::span<const PipelineState> pipelines, const std::string& sampleId, const std::string& pipeline,
               const Action& action)
{
    const PipelineState before = pipelineNamed(pipelines, pipeline, action);
    if (before.sampleId == sampleId) {
        refuse(action, "the pipeline holds that sample already.");
    }
    if (!before.sampleId.empty()) {
        refuse(action, "the pipeline holds " + before.sampleId + ". Eject that sample first.");
    }
    if (!before.jobId.empty()) {
        refuse(action, "job " + before.jobId + " runs on the pipeline, although it is empty. Cancel that job first.");
    }
    if (const std::string other = otherPlaceOf(pipelines, sampleId, pipeline); !other.empty()) {
        refuse(action, "the sample is on " + other + ". Eject it there first.");
    }
}

void checkEject(const PipelineState& pipeline, const Action& action)
{
    if (!pipeline.jobId.empty()) {
        refuse(action, "job " + pipeline.jobId + " runs on the pipeline. Cancel it first, or wait for its end.");
    }
    if (pipeline.sampleId.empty()) {
        refuse(action, "the pipeline is empty.");
    }
}

void checkReady(const PipelineState& pipeline, const Action& action)
{
    if (!pipeline.jobId.empty()) {
        refuse(action, "job " + pipeline.jobId + " runs on the pipeline.");
    }
    if (pipeline.sampleId.empty()) {
        refuse(action, "the pipeline holds no sample, so that no job could start. Load one first.");
    }
}

void checkUnready(const PipelineState& pipeline, const Action& action)
{
    if (!pipeline.jobId.empty()) {
        refuse(action, "job " + pipeline.jobId + " runs on the pipeline.");
    }
}

void checkCancel(const Job& job, const Action& action)
{
    if (job.status == "c") {
        refuse(action, "the job has already ended by itself.");
    }
    if (job.status == "cd") {
        refuse(action, "the job has already been cancelled.");
    }
    if (job.status == "ce") {
        refuse(action, "the job has already ended with an error.");
    }
}

}  // namespace aurora::cyclers
