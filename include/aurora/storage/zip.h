#pragma once

#include "aurora/core/progress.h"

#include <filesystem>
#include <span>
#include <string>

namespace aurora::storage {

/// One file of an archive.
struct ZipMember
{
    std::string name;              ///< in the archive: UTF-8, folders divided by `/`; one that ends so is a folder
    std::filesystem::path file{};  ///< its content, as it is when the archive is written; none of a folder
};

/// Puts files into a zip archive, larger than 4 GiB too. What is compressed already (.h5, .xlsx, .zip) is stored as it
/// is. Complete or absent.
/// @throws Error naming the archive @throws Cancelled
void writeZip(const std::filesystem::path& archive, std::span<const ZipMember> members,
              const Progress& progress = Progress::none());

}  // namespace aurora::storage
