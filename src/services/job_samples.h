#pragma once

#include "aurora/core/recording.h"
#include "aurora/database/database.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// What the table `jobs` says of a recording.
struct JobOfRecording
{
    std::string sampleId;
    std::string id;       ///< empty: it is one of several jobs of that number, all of this sample
    std::string payload;  ///< JSON text, or what other programs noted; may be empty
    std::string status;   ///< of the job, as its server told it last; may be empty
};

/// Which sample each job on a server was run on.
class JobSamples
{
public:
    explicit JobSamples(database::Database& database);

    /// The job that a snapshot of tomato was taken of: `snapshot.<job>.json` is named by it; else its number on the
    /// server tells, where all jobs of that number are of one sample. Nothing for other recordings.
    /// @param name  of the snapshot, without ending
    [[nodiscard]] std::optional<JobOfRecording> find(const std::string& name, const Recording& recording) const;

private:
    struct Job
    {
        JobOfRecording job;
        std::string idOnServer;
    };

    std::vector<Job> m_jobs;
};

}  // namespace aurora::services
