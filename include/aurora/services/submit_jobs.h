#pragma once

#include "aurora/core/cell_capacity.h"
#include "aurora/core/json.h"
#include "aurora/services/lab.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace aurora::services {

/// What the C-rates of a payload refer to: a definition, or a capacity that the user typed.
struct CustomCapacity
{
    double capacity_mAh = 0;
};

using CapacityChoice = std::variant<CapacityDefinition, CustomCapacity>;

/// "areal", "specific", "nominal" or a number of mAh → choice. @throws UsageError
[[nodiscard]] CapacityChoice capacityChoice(std::string_view text);

/// Whether the user agreed to what a plan asks.
enum class Questions
{
    NotAnswered,
    Agreed
};

/// What one sample would be given: the numbers that decide.
struct PlannedJob
{
    std::string sampleId;
    std::string pipeline;  ///< that holds it; empty when none does
    std::optional<double> capacity_mAh;
    std::vector<std::string> cells;  ///< one a step: "0.3417 mA", "2 h", "to step 2"
    std::string problem;             ///< why it cannot be submitted: "Cathode mass (mg) is missing"; empty when it can
    /// Whole sentences to agree to before it can be sent: above 50 mAh mAh was typed as Ah. Empty: none.
    std::vector<std::string> questions;
    std::string remark =
        {};  ///< what holds it once it is sent: "waits until the pipeline is made ready"; empty: nothing
};

struct SubmitRequest
{
    Json payload;
    std::string payloadName;  ///< for the table of jobs and for messages: "formation_C10"
    std::vector<std::string> samples;
    CapacityChoice capacity = CapacityDefinition::Areal;
    std::string comment;
    Questions questions = Questions::NotAnswered;
    /// What the user has seen and agreed to, of this payload: a sample of which anything differs by now is refused with
    /// both numbers. Empty: nothing was shown.
    std::vector<PlannedJob> shown = {};
};

struct SubmissionPlan
{
    std::vector<std::string> steps;  ///< in words: "charge C/10 until 4.2 V or 15 h"
    std::vector<PlannedJob> jobs;    ///< in the order of the samples asked for; one that was named twice is one job

    /// Every sample has a capacity and no problem.
    [[nodiscard]] bool canBeSubmitted() const;
};

/// What submitting would do; no server is asked. Without a payload (null): where the samples are and their capacities.
/// @throws Error when the payload itself is wrong, naming key and reason
[[nodiscard]] SubmissionPlan planSubmission(const Project& project, const SubmitRequest& request);

/// Submits one job a sample, on the server of the pipeline that holds it. The server is asked first whether that is
/// still so, and whether the sample has another job, which is a question. The job is in the table `jobs` with its
/// payload and comment before this returns, also when only its number is known. Every sample has one result: "submitted
/// as …", "submitted as …, not confirmed: …", "may have been submitted: …", or why nothing was sent.
[[nodiscard]] Report submitJobs(Lab& lab, const SubmitRequest& request, Progress& progress);

}  // namespace aurora::services
