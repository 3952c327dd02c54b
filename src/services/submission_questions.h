#pragma once

#include "aurora/core/cell_capacity.h"
#include "aurora/core/json.h"
#include "aurora/database/database.h"
#include "aurora/services/submit_jobs.h"

#include <array>
#include <string>
#include <string_view>

/// What is asked and told about a job before it is sent, beside what its payload alone raises.
namespace aurora::services {

struct CapacityName
{
    std::string_view text;
    CapacityDefinition definition;
};

inline constexpr std::array capacityNames{
    CapacityName{"areal", CapacityDefinition::Areal},
    CapacityName{"specific", CapacityDefinition::Specific},
    CapacityName{"nominal", CapacityDefinition::Nominal},
};

/// A typed capacity that is far from what the row of the sample gives, as a question; empty when it is not.
[[nodiscard]] std::string capacityDoubt(const Json& sampleRow, const CapacityChoice& choice,
                                        const std::string& sampleId);

/// Asks about jobs of the sample that are not over: one more is rarely meant. Empty when there are none.
[[nodiscard]] std::string secondJobQuestion(database::Database& database, const std::string& sampleId);

/// What holds a job on such a pipeline; empty when nothing does.
[[nodiscard]] std::string whatItWaitsFor(bool isReady, const std::string& runningJob);

}  // namespace aurora::services
