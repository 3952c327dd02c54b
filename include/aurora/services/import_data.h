#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/recording.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace aurora::services {

/// Whether a snapshot may be replaced by one with fewer rows.
enum class Force
{
    No,
    Yes
};

/// Where a file was harvested from: the place by which it is noted in `files`, wherever its copy is.
struct FileOrigin
{
    std::string serverLabel;
    std::string folder;
    std::string path;  ///< relative to the folder, `/`
    std::uint64_t size = 0;
    double modified_uts = 0;  ///< with the size: the version that is harvested
};

/// What is made of a file of which the sample is not known.
enum class Unassigned
{
    Fails,
    IsListed  ///< among the skipped ones: somebody may assign it later
};

/// When the touched samples are analysed.
enum class Analysis
{
    AtTheEnd,
    Later  ///< by the caller
};

struct ImportDataOptions
{
    std::vector<std::filesystem::path> inputs;  ///< files, folders and zips
    std::optional<SampleId> sample;             ///< said by the user; must exist
    std::optional<double> start_uts;            ///< for files that do not know their start
    CycleMode cycleMode = CycleMode::Chg;
    Force force = Force::No;

    // By absolute path:
    std::map<std::filesystem::path, SampleId> samples;    ///< said by the user of single files; must exist
    std::set<std::filesystem::path> ofNobody;             ///< said by the user to belong to no sample yet
    std::map<std::filesystem::path, FileOrigin> origins;  ///< of files that are harvested, and those read with them
    std::map<std::filesystem::path, std::string> jobStatuses;  ///< of snapshots of jobs: the status when it was fetched

    Unassigned unassigned = Unassigned::Fails;
    Analysis analysis = Analysis::AtTheEnd;
};

/// What came of a file.
enum class FileOutcome
{
    Stored,
    Unchanged,
    Unassigned,
    Refused,   ///< it cannot be read, or would lose rows: the same file would be refused again
    NotStored  ///< for a reason outside the file: it may well be stored the next time
};

struct ImportDataResult
{
    Report report;                     ///< one item a file; analysis of the touched samples included
    std::vector<std::string> samples;  ///< touched, natural order
    std::map<std::filesystem::path, FileOutcome> outcomes;  ///< by absolute path, of the files that were looked at
};

/// Vendor files (and `snapshot.*.h5`) → assigned to samples, converted, stored in their folders, analysed, noted in
/// `files`. One bad file never stops the rest. When the user cancels, Report::cancelled is set, and everything done is
/// kept
[[nodiscard]] ImportDataResult importData(const Project& project, const ImportDataOptions& options, Progress& progress);

}  // namespace aurora::services
