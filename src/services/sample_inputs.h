#pragma once

#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "newest_snapshot.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// Everything the analysis of one sample starts from.
struct SampleInputs
{
    std::string sampleId;
    std::filesystem::path folder;
    std::vector<std::filesystem::path> snapshotFiles;  ///< those that are not excluded, natural order
    std::vector<SnapshotFacts> snapshotFacts;          ///< what the tables know of them
    std::vector<std::filesystem::path> excludedFiles;  ///< snapshots that are left out of the analysis
    std::vector<std::string> lostFiles;                ///< snapshots that count and are not there, by name
    std::vector<std::filesystem::path> movedFiles;     ///< that were its own before they were moved to other samples
    Json row = Json::object();                         ///< of the samples table
    std::string lastAnalysis;                          ///< of the results table; empty when it has no row there
    SnapshotFacts lastSnapshot;                        ///< of the results table
    std::string jobStatus;                             ///< of its newest job; empty without a job
    std::string problem;                               ///< why it cannot be analysed; empty when it can
    std::string pipeline;                              ///< it is loaded on; empty when it is not

    /// `<kind>.<sample><ending>` in the folder.
    [[nodiscard]] std::filesystem::path file(const std::string& kind, const std::string& ending) const;
};

/// @param samples  empty = all samples that have snapshots, or had some when they were analysed
/// A named sample that is not in the project has a `problem`.
/// @throws Cancelled
[[nodiscard]] std::vector<SampleInputs> gatherInputs(const Project& project, database::Database& database,
                                                     std::vector<std::string> samples, const Progress& progress);

/// What the analysis and its row of results depend on: the snapshots by content, the sample's row, job and pipeline,
/// the thresholds of flags, the time zone, the analysis version.
/// @throws Error when a snapshot cannot be read @throws Cancelled
[[nodiscard]] Json fingerprintOf(const SampleInputs& sample, const Project& project, const Progress& progress);

/// What the stored cycles.*.json was made from; empty values when there is none.
struct AnalysedState
{
    Json fingerprint;
    std::optional<double> analysed_uts;
    std::vector<std::string> files;  ///< that the analysis left beside it, by name
    std::string otherAnalysis;       ///< the first of them that is there, but of another analysis; empty: none
    bool isWhole = false;            ///< all of them are still there, and of this analysis
};

[[nodiscard]] AnalysedState analysedState(const SampleInputs& sample);

}  // namespace aurora::services
