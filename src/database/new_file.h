#pragma once

#include <filesystem>

namespace aurora::database {

/// An SQLite database without any table. @throws Error
void makeEmptyFile(const std::filesystem::path& file);

}  // namespace aurora::database
