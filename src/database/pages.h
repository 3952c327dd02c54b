#pragma once

#include "aurora/core/progress.h"

#include <filesystem>

namespace aurora::database {

/// Whether `to` may be there already.
enum class Target
{
    New,
    Existing  ///< its content is replaced, in one transaction
};

/// Copies an SQLite database by the online backup; waits up to 60 s for one that is locked.
/// @throws Error; Cancelled: then `to` is as it was, but for a new file, which is to be thrown away
void copyPages(const std::filesystem::path& from, const std::filesystem::path& to, Target target, Progress& progress);

}  // namespace aurora::database
