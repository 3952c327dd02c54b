#pragma once

#include "aurora/services/project.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// A file that was fetched or imported and belongs to no sample yet.
struct UnassignedFile
{
    std::int64_t id = 0;      ///< for assignFiles
    std::string serverLabel;  ///< empty: it was imported on this PC
    std::string folder;       ///< on the server, or on this PC
    std::string path;         ///< relative to the folder
    std::string reason;       ///< why no sample was found: a sentence with its place, and what can be done
    std::string why;          ///< the same as a clause, for a list of such files
    std::string modified;     ///< `YYYY-MM-DD HH:MM:SS`
    /// Where it can be read on this PC; empty when it is not there (assigning it fetches it again).
    std::filesystem::path copy;
    std::vector<std::string> hints;  ///< texts in the file that may name its sample
};

/// The newest first. @throws Error when the database cannot be read
[[nodiscard]] std::vector<UnassignedFile> listUnassignedFiles(const Project& project, const config::UserConfig& user);

[[nodiscard]] std::size_t countUnassignedFiles(const Project& project);

/// What became of a file that was to be assigned.
struct AssignedFile
{
    std::int64_t id = 0;
    std::string sampleId;      ///< empty: it still belongs to none
    std::string snapshotFile;  ///< in the sample's folder
    std::string why;           ///< of one that could not be assigned, a clause
};

/// What the table says of these files now, in their order; files that are not in it any more are left out.
[[nodiscard]] std::vector<AssignedFile> stateOfFiles(const Project& project, const std::vector<std::int64_t>& ids);

}  // namespace aurora::services
