#pragma once

#include "aurora/formats/reader.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace aurora::formats::eclab {

/// EC-Lab `.mpr`.
[[nodiscard]] const Reader& mprReader();

/// What mprReader() does once the file is in memory.
/// @param file  named in messages; the text log is looked for beside it
[[nodiscard]] Recording readMprBytes(std::span<const std::uint8_t> bytes, const std::filesystem::path& file,
                                     const ReadOptions& options, Progress& progress);

}  // namespace aurora::formats::eclab
