#pragma once

#include "aurora/cyclers/cycler_server.h"

#include <span>
#include <string>

namespace aurora::cyclers {

/// What a server was asked, for messages: "tt1 did not load x on y: …".
struct Action
{
    std::string label;
    std::string what;
};

// What every kind of server refuses before it does anything. All throw NotDone.

[[noreturn]] void refuse(const Action& action, const std::string& why);

/// The pipeline of this name. Refuses with the names there are.
[[nodiscard]] PipelineState pipelineNamed(std::span<const PipelineState> pipelines, const std::string& name,
                                          const Action& action);

/// Another pipeline that holds the sample, or empty.
[[nodiscard]] std::string otherPlaceOf(std::span<const PipelineState> pipelines, const std::string& sampleId,
                                       const std::string& pipeline);

void checkSampleName(const std::string& sampleId, const Action& action);
void checkLoad(std::span<const PipelineState> pipelines, const std::string& sampleId, const std::string& pipeline,
               const Action& action);
void checkEject(const PipelineState& pipeline, const Action& action);
void checkReady(const PipelineState& pipeline, const Action& action);
void checkUnready(const PipelineState& pipeline, const Action& action);
void checkCancel(const Job& job, const Action& action);

}  // namespace aurora::cyclers
