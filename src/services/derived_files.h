#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace aurora::services {

/// Removes what an analysis left of a sample (full, eis, shrunk, cycles) when all of it was made of snapshots that are
/// held: rows that are nowhere else are never removed.
/// @param held  file names of snapshots that are whole, but are not this sample's any more, or left out
/// @return whether they were removed. @throws Error when a file cannot be removed
bool removeDerivedFiles(const std::filesystem::path& folder, const std::string& sampleId,
                        const std::set<std::string>& held);

/// Removes a file that may be missing. @throws Error
void removeIfThere(const std::filesystem::path& file);

}  // namespace aurora::services
