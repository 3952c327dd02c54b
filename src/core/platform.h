#pragma once

#include <filesystem>
#include <string>
#include <system_error>

/// The few calls that differ between operating systems. Everything else in the program is portable.
namespace aurora::platform {

/// Makes sure that the content of the file is on the disk. @throws Error
void flushToDisk(const std::filesystem::path& file);

/// Makes sure that a rename in the folder is on the disk, where the system has a notion of it. Never throws.
void flushFolder(const std::filesystem::path& folder) noexcept;

/// Whether a file could not be renamed over another one because somebody has that open at the moment, which only
/// Windows minds: a reader, a virus scanner.
[[nodiscard]] bool mayPass(const std::error_code& code) noexcept;

/// Differs between processes and between calls: for names of temporary files.
[[nodiscard]] std::string uniqueSuffix();

}  // namespace aurora::platform
