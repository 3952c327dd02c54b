#include "job_samples.h"

#include "aurora/formats/tomato/snapshot_layout.h"

#include <algorithm>

namespace aurora::services {

JobSamples::JobSamples(database::Database& database)
{
    // A job whose sample was deleted has none any more.
    const Table rows = database.query("SELECT jobs.\"Job ID\", jobs.\"Job ID on server\", jobs.\"Sample ID\", "
                                      "jobs.\"Payload\", jobs.\"Status\" FROM jobs "
                                      "JOIN samples ON samples.\"Sample ID\" = jobs.\"Sample ID\"");
    for (const auto& row : rows.rows) {
        m_jobs.push_back(
            {{.sampleId = toText(row[2]), .id = toText(row[0]), .payload = toText(row[3]), .status = toText(row[4])},
             toText(row[1])});
    }
}

std::optional<JobOfRecording> JobSamples::find(const std::string& name, const Recording& recording) const
{
    if (recording.format != formats::tomato::formatName) {
        return std::nullopt;
    }
    std::vector<JobOfRecording> ofThisNumber;
    for (const Job& known : m_jobs) {
        if (known.job.id == name) {
            return known.job;
        }
        if (!recording.testId.empty() && known.idOnServer == recording.testId) {
            ofThisNumber.push_back(known.job);
        }
    }
    if (ofThisNumber.size() == 1) {
        return ofThisNumber.front();
    }
    const bool ofOneSample =
        !ofThisNumber.empty() && std::all_of(ofThisNumber.begin(), ofThisNumber.end(), [&](const JobOfRecording& job) {
            return job.sampleId == ofThisNumber.front().sampleId;
        });
    return ofOneSample ? std::optional(JobOfRecording{ofThisNumber.front().sampleId, {}, {}, {}}) : std::nullopt;
}

}  // namespace aurora::services
