#pragma once

#include "aurora/core/progress.h"

#include <cstdint>
#include <filesystem>

namespace aurora::database {

/// Copies an SQLite database into a new file by the online backup; waits up to 60 s for one that is locked.
/// @throws Error; Cancelled: then the new file is to be thrown away
void copyPages(const std::filesystem::path& from, const std::filesystem::path& to, Progress& progress);

/// The same over what is in `to`, in one transaction. Nothing is done where `to` was changed since its counter was
/// this.
/// @return whether it was done @throws Error; Cancelled: then `to` is as it was
[[nodiscard]] bool replacePages(const std::filesystem::path& from, const std::filesystem::path& to,
                                std::uint32_t counter, Progress& progress);

/// The change counter of a database file (change_counter.h). @throws Error
[[nodiscard]] std::uint32_t changeCounterOf(const std::filesystem::path& file);

}  // namespace aurora::database
