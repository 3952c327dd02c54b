#pragma once

#include "aurora/services/project.h"

#include <QString>

#include <vector>

namespace aurora::gui {

/// What is known of a job, for a person to read.
struct JobRecord
{
    struct Step
    {
        QString words;    ///< "charge C/10 until 4.2 V or 20 h"
        QString current;  ///< "0.3417 mA"; empty: it sets none, or the capacity is not known
    };

    QString summary;          ///< sample, pipeline, when it was submitted
    std::vector<Step> steps;  ///< none: see whyNoSteps
    QString whyNoSteps;       ///< whole sentence
    QString json;             ///< the row of the table `jobs`, its payload as JSON in it
};

/// @throws Error when there is no such job
[[nodiscard]] JobRecord jobRecord(const services::Project& project, const std::string& job);

}  // namespace aurora::gui
