#pragma once

#include "aurora/services/project.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

enum class ProjectFileKind
{
    Snapshot,
    Derived,   ///< full, eis, shrunk, cycles: made by the analysis
    Leftover,  ///< `*.part`: a file that was not written to its end
    Foreign,   ///< not ours
};

/// A file below the folder of the processed snapshots.
struct ProjectFile
{
    std::filesystem::path path;
    ProjectFileKind kind = ProjectFileKind::Foreign;
    std::string sampleId;  ///< by its folder
};

/// All of them, in natural order of their paths.
[[nodiscard]] std::vector<ProjectFile> projectFiles(const Project& project);

/// What reading a data file to its last byte shows.
struct FileCondition
{
    std::string damage;    ///< why it cannot be used, a sentence; empty when it is whole
    std::string sampleId;  ///< that the file says it is of; empty when it does not say
};

[[nodiscard]] FileCondition conditionOf(const ProjectFile& file);

}  // namespace aurora::services
