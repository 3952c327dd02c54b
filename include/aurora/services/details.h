#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/json.h"
#include "aurora/services/project.h"
#include "aurora/services/tables.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// A row of some table that another row has to do with.
struct LinkedRow
{
    TableKind kind = TableKind::Samples;
    std::string key{};
    std::string note{};  ///< of a job its status as in the database, of results and batches a few words; may be empty
    bool stale = false;  ///< a job that had not ended when its server told last, which is long ago
};

/// What a job does in one step, for a person to read.
struct JobStep
{
    std::string words;    ///< "charge C/10 until 4.2 V or 20 h"
    std::string current;  ///< that the C-rate means for the job's cell: "0.3417 mA"; empty: none, or not known
};

/// One row of a table with what it is connected to.
struct RowDetails
{
    TableKind kind = TableKind::Samples;
    std::string key{};
    Table row{};  ///< all columns; no row when it is not in the table (any more)
    /// Rows that are there: sample, pipelines, jobs (newest first), results, batches.
    std::vector<LinkedRow> links{};
    std::vector<JobStep> steps{};  ///< of a job whose payload is known
    std::string whyNoSteps{};      ///< why there are none of a job, a sentence; else empty
    Json record{};                 ///< the row as an object; a payload as JSON where it is some
};

/// Reads one row and looks up its connections. No server is asked. @throws Error for a database that cannot be read
[[nodiscard]] RowDetails readDetails(const Project& project, TableKind kind, const std::string& key);

/// The steps of a payload as it was sent: its own capacity says what the C-rates mean.
/// @throws Error for a text that is no payload
[[nodiscard]] std::vector<JobStep> jobSteps(const std::string& payload);

}  // namespace aurora::services
