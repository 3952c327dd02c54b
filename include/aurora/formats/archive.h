#pragma once

#include "aurora/core/progress.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::formats {

/// True for a zip of files that somebody packed, false for formats that are zips themselves (.ndax, .xlsx).
[[nodiscard]] bool isArchive(const std::filesystem::path& file);

/// Writes the members of a zip below a folder. One that stands there already in its size is left as it is. Names that
/// lead out of the folder, or that a file cannot have on every system, are not written.
/// @return the names that were refused
/// @throws FormatError naming the archive: no zip, cut off, encrypted, damaged, or a member of more than 200 times its
///         packed size. What was written before stays
/// @throws Cancelled
[[nodiscard]] std::vector<std::string> unpackArchive(const std::filesystem::path& archive,
                                                     const std::filesystem::path& folder, Progress& progress);

}  // namespace aurora::formats
