#pragma once

#include <filesystem>
#include <string>

/// The few calls that differ between operating systems. Everything else in the program is portable.
namespace aurora::platform {

/// Makes sure that the content of the file is on the disk. @throws Error
void flushToDisk(const std::filesystem::path& file);

/// Makes sure that a rename in the folder is on the disk, where the system has a notion of it. Never throws.
void flushFolder(const std::filesystem::path& folder) noexcept;

/// Differs between processes and between calls: for names of temporary files.
[[nodiscard]] std::string uniqueSuffix();

}  // namespace aurora::platform
