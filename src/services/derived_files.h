#pragma once

#include "aurora/core/progress.h"
#include "aurora/database/database.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace aurora::services {

// What an analysis leaves of a sample: full, shrunk, eis and cycles.

/// The snapshots that the files there were made of, by file name; empty when nothing tells.
[[nodiscard]] std::set<std::string> sourcesOfAnalysis(const std::filesystem::path& folder, const std::string& sampleId);

[[nodiscard]] bool hasDerivedFiles(const std::filesystem::path& folder, const std::string& sampleId);

/// Why the files have to stay: rows that are nowhere else are never removed. Empty when every snapshot that they were
/// made of is held and could be read to its end, and when there are none.
/// @param held  file name → where it is: snapshots that are not this sample's any more, or left out
/// @throws Cancelled
[[nodiscard]] std::string whyDerivedFilesStay(const std::filesystem::path& folder, const std::string& sampleId,
                                              const std::map<std::string, std::filesystem::path>& held,
                                              const Progress& progress);

/// Removes them. What tells of what they were made goes last: where the program is ended before, the next call goes on.
/// @throws Error when a file cannot be removed
void removeDerivedFiles(const std::filesystem::path& folder, const std::string& sampleId);

/// Removes a file that may be missing. @throws Error
void removeIfThere(const std::filesystem::path& file);

/// Takes a sample out of the table of results, and its flag from its pipeline. To be called inside Database::write, and
/// before its files are removed: files without a row are nothing that lacks, a row without files is.
void leaveResults(database::Database& database, const std::string& sampleId);

}  // namespace aurora::services
