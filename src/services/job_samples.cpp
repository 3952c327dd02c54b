#include "job_samples.h"

#include "aurora/formats/tomato/snapshot_layout.h"

#include <set>

namespace aurora::services {

JobSamples::JobSamples(database::Database& database)
{
    // A job whose sample was deleted has none any more.
    const Table rows = database.query("SELECT jobs.\"Job ID\", jobs.\"Job ID on server\", jobs.\"Sample ID\" FROM jobs "
                                      "JOIN samples ON samples.\"Sample ID\" = jobs.\"Sample ID\"");
    for (const auto& row : rows.rows) {
        m_jobs.push_back({toText(row[0]), toText(row[1]), toText(row[2])});
    }
}

std::optional<Assignment> JobSamples::find(const std::string& name, const Recording& recording) const
{
    if (recording.format != formats::tomato::formatName) {
        return std::nullopt;
    }
    std::set<std::string> samples;
    for (const Job& job : m_jobs) {
        if (job.id == name) {
            return Assignment{job.sampleId, "job", {}};
        }
        if (!recording.testId.empty() && job.idOnServer == recording.testId) {
            samples.insert(job.sampleId);
        }
    }
    return samples.size() == 1 ? std::optional(Assignment{*samples.begin(), "job", {}}) : std::nullopt;
}

}  // namespace aurora::services
