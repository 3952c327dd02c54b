#pragma once

#include "aurora/core/recording.h"
#include "aurora/database/database.h"
#include "aurora/services/assignment.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// Which sample each job on a server was run on.
class JobSamples
{
public:
    explicit JobSamples(database::Database& database);

    /// The sample of the job that a snapshot of tomato was taken of: `snapshot.<job>.json` is named by it; else its
    /// number on the server tells, where all jobs of that number are of one sample. Nothing for other recordings.
    /// @param name  of the snapshot, without ending
    [[nodiscard]] std::optional<Assignment> find(const std::string& name, const Recording& recording) const;

private:
    struct Job
    {
        std::string id;
        std::string idOnServer;
        std::string sampleId;
    };

    std::vector<Job> m_jobs;
};

}  // namespace aurora::services
