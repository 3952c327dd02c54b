#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/recording.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

namespace aurora::services {

/// Whether a snapshot may be replaced by one with fewer rows.
enum class Force
{
    No,
    Yes
};

struct ImportDataOptions
{
    std::vector<std::filesystem::path> inputs;  ///< files and folders
    std::optional<SampleId> sample;             ///< said by the user; must exist
    std::optional<double> start_uts;            ///< for files that do not know their start
    CycleMode cycleMode = CycleMode::Chg;
    Force force = Force::No;
};

struct ImportDataResult
{
    Report report;                     ///< one item a file; analysis of the touched samples included
    std::vector<std::string> samples;  ///< touched, natural order
};

/// Vendor files (and `snapshot.*.h5`) → assigned to samples, converted, stored in their folders, analysed, noted in
/// `files`. One bad file never stops the rest. When the user cancels, Report::cancelled is set, and everything done is
/// kept
[[nodiscard]] ImportDataResult importData(const Project& project, const ImportDataOptions& options, Progress& progress);

}  // namespace aurora::services
