#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// A file in the backup folder of a project.
struct Backup
{
    std::filesystem::path file;
    std::string what;  ///< "backup" when asked for, "nightly", "before-restore"; empty when the name does not say
    double made_uts = 0;
    std::uintmax_t bytes = 0;
};

/// All backups, newest first; files of other kinds in the folder are not listed.
[[nodiscard]] std::vector<Backup> listBackups(const Project& project);

/// Makes a backup of the database now: an SQLite file in the backup folder, whatever the database is.
/// @return the file @throws Error; Cancelled: then there is none
std::filesystem::path backUpDatabase(const Project& project, Progress& progress);

/// Makes the backup of a night and deletes older ones: of a day the last is kept, of as many days as `Backups kept`
/// says, and this one whatever the clock says of the others. Backups of other kinds stay, and those whose names tell no
/// moment. One item of the report names the new file. @throws Error; Cancelled
Report backUpNightly(const Project& project, Progress& progress);

/// What restoring a file would do.
struct RestorePlan
{
    /// A table, and its rows now and in the file; nothing where it is not there.
    struct TableRows
    {
        std::string name;
        std::optional<std::size_t> now;
        std::optional<std::size_t> inFile;
    };

    std::filesystem::path file;
    std::vector<TableRows> tables;
};

/// Looks into a backup and changes nothing. @throws Error when it is no whole database of a project, or of a newer
/// program
[[nodiscard]] RestorePlan planRestore(const Project& project, const std::filesystem::path& file);

/// What the plan would do, in the words of a report: one line a table.
[[nodiscard]] Report describeRestore(const RestorePlan& plan);

/// Makes a backup of what is there, then puts the file's content in its place, brought to the schema of this program,
/// in one step. Where others write between the two, it begins anew, and is refused when they do not stop. The files of
/// the samples stay as they are: `check` tells what does not fit them any more.
/// @throws Error; the database is as it was then. Cancelled before anything was replaced
Report restoreBackup(const Project& project, const RestorePlan& plan, Progress& progress);

}  // namespace aurora::services
