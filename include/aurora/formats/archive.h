#pragma once

#include "aurora/core/progress.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::formats {

/// True for a zip of files that somebody packed, false for formats that are zips themselves (.ndax, .xlsx).
[[nodiscard]] bool isArchive(const std::filesystem::path& file);

/// A member that was not written.
struct NotUnpacked
{
    std::string name;
    std::string reason;         ///< a whole sentence
    std::string cause = {};     ///< technical, may be empty
    bool isUnreadable = false;  ///< because of its content: encrypted, packed in an unknown way, damaged
};

/// Writes the members of a zip below a folder. One that stands there already in its size is left as it is. Not written
/// are those whose name no file can have on every system (`C:…`, `aux.mpr`, a dot or blank at the end) or another one
/// has too, and those that are encrypted, damaged, compressed otherwise than by deflate, or of more than 200 times
/// their packed size. The rest is.
/// @return what was not written
/// @throws FormatError naming the archive: no zip, cut off, with a name that leads out of the folder, or too large
///         altogether. What was written before stays
/// @throws Cancelled
[[nodiscard]] std::vector<NotUnpacked> unpackArchive(const std::filesystem::path& archive,
                                                     const std::filesystem::path& folder, Progress& progress);

}  // namespace aurora::formats
