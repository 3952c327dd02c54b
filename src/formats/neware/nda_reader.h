#pragma once

#include "aurora/formats/reader.h"

#include <cstdint>
#include <span>

namespace aurora::formats::neware {

/// Neware `.nda`, see nda_layout.h for the versions.
[[nodiscard]] const Reader& ndaReader();

/// What ndaReader() does once the file is in memory.
/// @throws FormatError without the file's name
[[nodiscard]] Recording readNdaBytes(std::span<const std::uint8_t> bytes, const ReadOptions& options,
                                     Progress& progress);

}  // namespace aurora::formats::neware
