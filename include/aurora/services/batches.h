#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// A named set of samples that are analysed and plotted together.
struct Batch
{
    std::string name;
    std::string description;
    std::vector<std::string> samples;  ///< natural order

    friend bool operator==(const Batch&, const Batch&) = default;
};

/// All batches, natural order of their names.
[[nodiscard]] std::vector<Batch> listBatches(const Project& project);

/// Sample IDs of a batch, natural order. @throws Error when there is no batch of that name
[[nodiscard]] std::vector<std::string> samplesOfBatch(database::Database& database, const std::string& name);

/// What a list of the samples of some batches shows: `Sample ID`, `Label`, `Number of cycles`, `Capacity loss (%)`,
/// `Flag`, `Last analysis`; each sample once, natural order. Batches that are not there have no samples.
[[nodiscard]] Table batchMembers(const Project& project, const std::vector<std::string>& names);

/// Why a text cannot be the name of a batch, which becomes a folder on every system; empty when it can. A whole clause,
/// as whyNoName has it.
[[nodiscard]] std::string whyNoBatchName(const std::string& name);

// What each of these changes is one transaction: done as a whole, or not at all and an Error says why. The data of
// samples is never touched.

/// Makes a batch, also one without samples.
/// @throws Error for a name that cannot be one or differs from another batch's at most in case (it is one folder on
/// Windows), and for samples that are not in the project or named twice
Report createBatch(const Project& project, const std::string& name, const std::vector<std::string>& samples,
                   const std::string& description = {});

/// Puts samples into the batch; those it has already are reported as skipped.
/// @throws Error when there is no such batch, and for samples that are not in the project or named twice
Report addToBatch(const Project& project, const std::string& name, const std::vector<std::string>& samples);

/// Takes samples out of the batch. @throws Error when there is no such batch, or a sample is not in it or named twice
Report removeFromBatch(const Project& project, const std::string& name, const std::vector<std::string>& samples);

/// Replaces the description. @throws Error when there is no such batch
Report describeBatch(const Project& project, const std::string& name, const std::string& description);

/// Gives the batch another name, description and list of samples, all at once, by what differs from the batch as it was
/// shown when the change began: samples that others added or removed since then stay added or removed. Files that
/// analyseBatches wrote stay under the old name.
/// @param shown  the batch as listBatches gave it before the change
/// @throws Error when there is no batch of the shown name any more, when its description is to change and somebody else
/// changed it too, for a name that cannot be one or is taken, and for samples to be added that are not in the project
/// or are named twice
Report changeBatch(const Project& project, const Batch& shown, const Batch& wanted);

/// Deletes batches: their names, descriptions and lists of samples, which the report repeats. Files that analyseBatches
/// wrote for them stay. @throws Error when one of them does not exist or is named twice; none is deleted then
Report deleteBatches(const Project& project, const std::vector<std::string>& names);

/// `batch.<name><ending>` in `<Batches>/<name>/`.
[[nodiscard]] std::filesystem::path batchFile(const Project& project, const std::string& name,
                                              const std::string& ending);

/// Joins the stored numbers of each batch's samples into `batch.<name>.xlsx` and `batch.<name>.json` (analysis.md,
/// "Batches"). Samples without analysed data are skipped, those whose file is damaged fail, each told once with the
/// batches that it was left out of; the rest goes on. A batch in which no sample has data keeps the files it had: it
/// fails when it was named, else it is skipped, as is always one that has no samples.
/// @param names  empty = all batches; one that does not exist fails
/// @throws Cancelled with everything done kept
[[nodiscard]] Report analyseBatches(const Project& project, const std::vector<std::string>& names, Progress& progress);

}  // namespace aurora::services
