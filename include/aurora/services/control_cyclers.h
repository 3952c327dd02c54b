#pragma once

#include "aurora/services/lab.h"

#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// What a user does with the channels of the cyclers. Each function takes several rows, works on the servers in
/// parallel, and reports row by row: one that fails keeps no other from being done. Every action is proved by the
/// server's answer, and the tables `pipelines` and `jobs` are what was read after it.

struct LoadRequest
{
    std::string sampleId;
    std::string pipeline;
};

/// Puts samples on empty pipelines. Refused: an unknown sample, one that is loaded elsewhere (tomato would take it), a
/// pipeline that holds something.
[[nodiscard]] Report loadSamples(Lab& lab, const std::vector<LoadRequest>& requests, Progress& progress);

[[nodiscard]] Report ejectPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress);
[[nodiscard]] Report readyPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress);
[[nodiscard]] Report unreadyPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress);
[[nodiscard]] Report cancelJobs(Lab& lab, const std::vector<std::string>& jobs, Progress& progress);

/// What samples can be put on pipelines.
struct LoadChoices
{
    std::vector<std::string> free;                  ///< on no pipeline, natural order
    std::map<std::string, std::string> pipelineOf;  ///< by the sample on it
};

[[nodiscard]] LoadChoices loadChoices(const Project& project);

/// The samples to put on pipelines one after the other: the ID that follows the given one, its number one higher with
/// its zeros kept, as long as there is such a sample. "a_01" → "a_02" …
[[nodiscard]] std::vector<std::string> samplesAfter(const Project& project, const std::string& sampleId,
                                                    std::size_t count);

}  // namespace aurora::services
