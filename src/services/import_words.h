#pragma once

#include <string>

namespace aurora::services {

/// What the sentence about a file without a sample says before the reason. The reasons of files are kept in the table
/// `files`, so it stays as it is.
inline constexpr const char* unassignedOpening = "could not be assigned to a sample: ";

/// What follows the reason: how to go on at the command line.
inline constexpr const char* keptAdvice = ". It is kept: ";
inline constexpr const char* sayAdvice = ". Say it with --";

/// A sentence about a file that cannot be stored as it is, without what a list of such files says anyhow: the place it
/// begins with, that no sample was found, and the advice for the command line.
[[nodiscard]] std::string clauseOf(const std::string& sentence, const std::string& fileName);

}  // namespace aurora::services
