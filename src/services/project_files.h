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

/// Reads a file to its last byte. @return why it cannot be used, a sentence; empty when it is whole
[[nodiscard]] std::string whyDamaged(const ProjectFile& file);

}  // namespace aurora::services
