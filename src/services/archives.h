#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/report.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace aurora::services {

/// Told of a folder before anything is unpacked to it.
using FolderNoted = std::function<void(const std::filesystem::path&)>;

/// The inputs with each zip replaced by the folder it was unpacked to. The same zip has the same folder, another one of
/// its name another. One that cannot be unpacked is left out; the report says so, and names each member that was not
/// unpacked.
/// @param unpacked  where those folders are. In an import it is `raw/` in the project's folder: files of a zip may be
///                  assigned later, and are then read again
/// @throws Cancelled
[[nodiscard]] std::vector<std::filesystem::path> withArchivesUnpacked(
    const std::filesystem::path& unpacked, const std::vector<std::filesystem::path>& inputs, Report& report,
    Progress& progress, const FolderNoted& begin = [](const auto&) {});

}  // namespace aurora::services
