#include "submission_questions.h"

#include "aurora/core/error.h"
#include "aurora/core/significant.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/database/jobs_table.h"
#include "aurora/protocols/payload.h"
#include "row_text.h"
#include "wording.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace aurora::services {

std::string capacityDoubt(const Json& sampleRow, const CapacityChoice& choice, const std::string& sampleId)
{
    constexpr double muchMore = 3;
    const auto* const custom = std::get_if<CustomCapacity>(&choice);
    if (custom == nullptr) {
        return {};
    }
    double closest = std::numeric_limits<double>::infinity();
    std::string question;
    for (const CapacityName& name : capacityNames) {
        try {
            const double known_mAh = protocols::payloadCapacity_mAh(sampleRow, name.definition, sampleId);
            const double ratio = std::max(custom->capacity_mAh / known_mAh, known_mAh / custom->capacity_mAh);
            if (ratio < closest) {
                closest = ratio;
                question = sampleId + ": " + formatSignificant(custom->capacity_mAh) + " mAh was typed, and its " +
                           std::string(name.text) + " capacity is " + formatSignificant(known_mAh) +
                           " mAh. Is that meant?";
            }
        } catch (const Error&) {
            continue;  // its row does not tell
        }
    }
    return closest > muchMore ? question : std::string();
}

std::string secondJobQuestion(database::Database& database, const std::string& sampleId)
{
    std::vector<std::string> open;
    for (const database::Row& row : database::JobsTable(database).ofSample(sampleId)) {
        const std::string status = cellText(row, "Status");
        if (cyclers::isQueued(status) || cyclers::isRunning(status)) {
            open.push_back(cellText(row, "Job ID"));
        }
    }
    return open.empty()
               ? std::string()
               : sampleId + ": " + listText(open) + (open.size() == 1 ? " is a job" : " are jobs") + " of it that " +
                     (open.size() == 1 ? "has" : "have") + " not ended, and this would be one more. Is that meant?";
}

std::string whatItWaitsFor(bool isReady, const std::string& runningJob)
{
    if (!runningJob.empty()) {
        return "waits until " + runningJob + " has ended and the pipeline is ready";
    }
    return isReady ? std::string() : "waits until the pipeline is made ready";
}

}  // namespace aurora::services
