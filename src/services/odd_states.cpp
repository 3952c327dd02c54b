#include "odd_states.h"

#include "wording.h"

#include <algorithm>
#include <map>

namespace aurora::services {

std::vector<std::string> oddStates(const ServerReading& reading, const std::string& label,
                                   const std::vector<std::string>& revived)
{
    std::vector<std::string> sentences;
    for (const std::string& job : revived) {
        sentences.push_back(withLabel(label, job) + " was cancelled and runs: cancel it again.");
    }
    for (const cyclers::PipelineState& pipeline : reading.pipelines) {
        if (pipeline.sampleId.empty() && !pipeline.jobId.empty()) {
            const std::string job = withLabel(label, pipeline.jobId);
            sentences.push_back(job + " runs on " + withLabel(label, pipeline.name) +
                                ", which holds no sample: a cell may still be connected there. Cancel " + job +
                                " unless it is meant to go on.");
        }
    }
    return sentences;
}

std::vector<ReportItem> samplesInSeveralPlaces(const database::Database& database,
                                               const std::vector<std::string>& serverLabels)
{
    std::map<std::string, std::vector<std::string>> places;
    const Table held = database.query(R"sql(SELECT "Sample ID", "Pipeline", "Server label" FROM pipelines
                                            WHERE "Sample ID" IS NOT NULL AND "Sample ID" <> ''
                                            ORDER BY "Pipeline")sql");
    for (const auto& row : held.rows) {
        const bool isConfigured =
            std::find(serverLabels.begin(), serverLabels.end(), toText(row[2])) != serverLabels.end();
        if (isConfigured) {  // what a server held that left the configuration says nothing of today
            places[toText(row[0])].push_back(toText(row[1]));
        }
    }
    std::vector<ReportItem> items;
    for (const auto& [sample, pipelines] : places) {
        if (pipelines.size() > 1) {
            items.push_back(
                {sample,
                 "is on " + listText(pipelines) + ": jobs of it may start on any of them. Eject it where it is not.",
                 {}});
        }
    }
    return items;
}

}  // namespace aurora::services
