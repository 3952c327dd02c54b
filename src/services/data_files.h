#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/report.h"

#include <filesystem>
#include <vector>

namespace aurora::services {

/// Files to read, each once, in natural order within a folder.
struct DataFiles
{
    /// A text export that was found beside the binary it was made of: to be read where the binary cannot be.
    struct Export
    {
        std::filesystem::path text;
        std::filesystem::path binary;
    };

    std::vector<std::filesystem::path> paths;
    std::vector<Export> exports;
};

/// Expands files and folders. In folders, files of no known format are named in the report as skipped; a file that was
/// named itself is always in the result (and fails later when it cannot be read).
/// @throws Cancelled
[[nodiscard]] DataFiles findDataFiles(const std::vector<std::filesystem::path>& inputs, Report& report,
                                      Progress& progress);

/// Takes those files out of the list that are read together with another one in it (Reader::partsOf); the report says
/// so.
[[nodiscard]] std::vector<std::filesystem::path> withoutParts(const std::vector<std::filesystem::path>& files,
                                                              Report& report);

/// True for `snapshot.*.h5`.
[[nodiscard]] bool isSnapshotFile(const std::filesystem::path& file);

}  // namespace aurora::services
