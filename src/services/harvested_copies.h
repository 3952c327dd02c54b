#pragma once

#include "aurora/database/files_table.h"
#include "aurora/services/harvest_folder.h"
#include "aurora/services/import_data.h"

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

namespace aurora::services {

/// A harvested folder as it is configured now.
struct HarvestedPlace
{
    FolderToHarvest folder;
    const config::HarvestedFolder* configured;  ///< in the project's configuration
};

/// The folder that a file of the table was harvested from, by the harvester of its kind; nothing when that is not
/// harvested any more.
[[nodiscard]] std::optional<HarvestedPlace> harvestedPlace(const database::FileRow& row, const Project& project,
                                                           const std::filesystem::path& rawFiles);

/// Where a file of the table is on this PC: the file itself, its harvested copy, the snapshot of a job. Empty when its
/// path would lead out of the folder of copies, or its folder is not harvested any more.
[[nodiscard]] std::filesystem::path copyOf(const database::FileRow& row, const Project& project,
                                           const std::filesystem::path& rawFiles);

/// Which of the files that are imported by hand are harvested ones, and from where: they are the same file, and are not
/// to be noted twice.
/// @param inputs  files and folders; copies are recognised by the folders that harvests put them into
[[nodiscard]] std::map<std::filesystem::path, FileOrigin>
harvestedAmong(const std::vector<std::filesystem::path>& inputs, const Project& project, database::Database& database);

}  // namespace aurora::services
