#pragma once

#include "aurora/services/lab.h"

#include <map>
#include <string>
#include <vector>

namespace aurora::services {

// Why actions cannot work on what the tables say now, each a whole sentence; empty when they can. For tooltips and for
// refusing early: no server is asked.

enum class PipelineAction
{
    Load,
    Eject,
    Ready,
    Unready,
    Submit
};

/// Of what is done with several rows at once: the reason of the first row on which it cannot work.
struct PipelineReasons
{
    std::map<PipelineAction, std::string> actions;  ///< only those that cannot work
    std::string cancel;                             ///< of the jobs that run on them
    std::string snapshot;                           ///< of the samples on them
};

struct JobReasons
{
    std::string cancel;
    std::string snapshot;
    std::string attach;  ///< of a payload
};

struct SampleReasons
{
    std::string use;      ///< of everything that is done with samples: one is not in the project
    std::string analyse;  ///< none of them has data
    std::string view;     ///< the same, or one is not in the project
};

[[nodiscard]] PipelineReasons whyNotOnPipelines(const Lab& lab, const std::vector<std::string>& pipelines);
[[nodiscard]] JobReasons whyNotOnJobs(const Lab& lab, const std::vector<std::string>& jobs);
[[nodiscard]] SampleReasons whyNotOnSamples(const Project& project, const std::vector<std::string>& samples);

[[nodiscard]] std::string whyNotCancel(database::Database& database, const std::string& job);
/// Of fetching the data of a job, or of all jobs of a sample.
[[nodiscard]] std::string whyNotSnapshot(database::Database& database, const std::string& job);
[[nodiscard]] std::string whyNotSnapshotOfSample(database::Database& database, const std::string& sampleId);

}  // namespace aurora::services
