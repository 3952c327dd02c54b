#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// What somebody typed in for a column of a sample.
struct TypedCell
{
    std::string column;  ///< its name or an alternative one, any case
    std::string text;    ///< blank clears the cell
};

enum class DecimalComma
{
    Refused,
    Allowed
};

// Samples by hand. Cells are validated and columns recomputed as those of imported files (import_samples.h). What each
// call changes is one transaction: a mistake means that nothing was stored. A sample that has data is analysed at once.

/// Makes a sample. @throws UsageError for an unknown column @throws Error for a sample that is there already, in other
/// case too, a text that cannot be a Sample ID, a value that its column cannot hold or that is computed otherwise
Report addSample(const Project& project, const std::string& id, const std::vector<TypedCell>& cells, Progress& progress,
                 DecimalComma decimalComma = DecimalComma::Refused);

/// Changes cells of a sample; the report tells every column that is another now, old → new.
/// @throws UsageError, Error as addSample, and for a sample that is not there
Report changeSample(const Project& project, const std::string& id, const std::vector<TypedCell>& cells,
                    Progress& progress, DecimalComma decimalComma = DecimalComma::Refused);

/// What deleting a sample loses, and what it leaves.
struct SampleDeletion
{
    std::string sampleId;
    std::size_t filledCells = 0;       ///< of its row in the samples table
    bool hasResults = false;           ///< a row in the table of results
    std::vector<std::string> batches;  ///< it is taken out of
    std::size_t jobs = 0;              ///< rows of jobs, which stay without a sample
    std::size_t dataFiles = 0;         ///< in its folder, which stay
    std::filesystem::path dataFolder;  ///< empty when there is none
};

/// "its row of 41 filled fields, its row of results and its place in the batch "b" are lost; …"
[[nodiscard]] std::string lossText(const SampleDeletion& deletion);

/// Why these samples cannot be deleted now, a whole sentence: one of them is loaded. Empty when they can.
[[nodiscard]] std::string whyNotDelete(const Project& project, const std::vector<std::string>& samples);

/// Nothing is changed. @throws Error for samples that are not in the project, named twice or loaded on a pipeline
[[nodiscard]] std::vector<SampleDeletion> planSampleDeletion(const Project& project,
                                                             const std::vector<std::string>& samples);

/// Deletes samples: their rows in samples and results, their places in batches. Data files, jobs and what is noted of
/// imported files stay. One transaction. @throws Error as planSampleDeletion; Cancelled; none is deleted then
Report deleteSamples(const Project& project, const std::vector<std::string>& samples,
                     Progress& progress = Progress::none());

}  // namespace aurora::services
