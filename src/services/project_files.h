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

/// All of them, in natural order of their paths. @throws Cancelled
[[nodiscard]] std::vector<ProjectFile> projectFiles(const Project& project, const Progress& progress);

[[nodiscard]] std::vector<std::filesystem::path> pathsOf(const std::vector<ProjectFile>& files);

/// What reading a data file to its last byte shows.
struct FileCondition
{
    std::string damage;    ///< why it cannot be used, a sentence; empty when it is whole
    std::string sampleId;  ///< that the file says it is of; empty when it does not say
};

/// Reads a million rows at a time, so that several long files fit into the memory at once. @throws Cancelled
[[nodiscard]] FileCondition conditionOf(const ProjectFile& file, const Progress& progress);

}  // namespace aurora::services
