#pragma once

#include "formats/zip_archive.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aurora::formats {

/// The members of a zip file whose directory is missing, found by their local headers; the last one only if it is
/// whole. Member::place is the offset of the compressed bytes.
[[nodiscard]] std::vector<ZipArchive::Member> scanLocalHeaders(std::span<const std::uint8_t> file);

}  // namespace aurora::formats
