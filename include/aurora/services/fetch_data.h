#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/services/import_data.h"
#include "aurora/services/lab.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// Which jobs to fetch the data of.
struct SnapshotSelection
{
    std::vector<std::string> jobs;     ///< Job IDs
    std::vector<std::string> samples;  ///< all jobs of these
    bool everythingNew = false;        ///< running jobs, and ended ones that were not fetched since they ended
    Force force = Force::No;           ///< replaces stored data even by fewer rows
};

/// Fetches snapshots of jobs from their servers, stores them for the samples of the jobs and analyses these. Servers
/// work in parallel, one job after the other; a job that fails keeps no other from being done.
///
/// A job whose sample is not known, that waits, or that ended before it started is skipped; the latter is remembered
/// (`Snapshot status` ce). A snapshot that cannot be read fails with the reader's own sentence; the file is kept, and
/// of an ended job it is not fetched again unless the job is named: `Snapshot status` is then f before the job's
/// status, and `Last snapshot` stays as it was. When the user cancels, Report::cancelled is set, and everything done is
/// kept.
/// @throws Error when the project is open read-only
[[nodiscard]] Report snapshotJobs(Lab& lab, const SnapshotSelection& selection, Progress& progress);

enum class HarvesterKind
{
    EcLab,
    Neware
};

/// Fetches files from the harvested folders that are new or changed, by size and time of change of each, imports them
/// and analyses the samples touched. Folders on this PC are read where they are. Nothing there is ever changed. PCs
/// work in parallel, each failing alone; the progress is in bytes.
///
/// What cannot be assigned to a sample is kept, listed as skipped, and tried again once a sample fits. What cannot be
/// read is not tried again before it changes. When the user cancels, Report::cancelled is set, and everything done is
/// kept: the next harvest goes on from there, as it does after the program was ended in the middle.
/// @param kinds  empty = both
/// @param labels  only the folders of these PCs, as the configuration names them; empty = all
/// @param force  Yes: everything is read again, changed or not, and may replace stored data by fewer rows
/// @throws Error when the project is open read-only
[[nodiscard]] Report harvest(Lab& lab, const std::vector<HarvesterKind>& kinds, Progress& progress,
                             Force force = Force::No, const std::vector<std::string>& labels = {});

/// Harvested files, and snapshots of jobs, of which the sample is not known.
/// @return columns `id`, `Server label`, `File` (where it was harvested), `Reason` (a sentence with its place, and what
/// can be done), `Copy` (on this PC; empty when it is gone), `Why` (the same as a clause)
[[nodiscard]] Table unassignedFiles(const Project& project, const config::UserConfig& user);

/// Rows of `files` as a user names them: by `id`, by the path on the server or that of the copy, whole or its end
/// ("tray 3/a.mpr", "a.mpr"), also behind the label ("pc1: tray 3/a.mpr"); unassigned ones before others.
/// @throws Error when none or several are meant, saying which
[[nodiscard]] std::int64_t fileNamed(const Project& project, const config::UserConfig& user, const std::string& name);

/// Imports files of the table `files` for the sample that the user names, and remembers that: when they change, they
/// are harvested for the same sample. Raw files that are gone are fetched again.
/// @param fileIds  `id` of the rows
/// @param start_uts  when the experiments started, for files that do not say it
/// @throws Error when there is no such sample, or the project is open read-only
[[nodiscard]] Report assignFiles(Lab& lab, const std::vector<std::int64_t>& fileIds, const std::string& sampleId,
                                 Progress& progress, std::optional<double> start_uts = std::nullopt);

}  // namespace aurora::services
