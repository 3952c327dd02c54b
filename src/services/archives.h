#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/report.h"

#include <filesystem>
#include <vector>

namespace aurora::services {

/// The inputs with each zip replaced by the folder it was unpacked to. The same zip has the same folder, another one of
/// its name another. One that cannot be unpacked is left out; the report says so.
/// @param unpacked  where those folders are. In an import it is `raw/` in the project's folder: files of a zip may be
///                  assigned later, and are then read again
/// @throws Cancelled
[[nodiscard]] std::vector<std::filesystem::path> withArchivesUnpacked(const std::filesystem::path& unpacked,
                                                                      const std::vector<std::filesystem::path>& inputs,
                                                                      Report& report, Progress& progress);

}  // namespace aurora::services
