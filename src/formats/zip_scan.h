#pragma once

#include "formats/zip_archive.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace aurora::formats {

/// The members of a zip file whose directory is missing. Member::place is the offset of the compressed bytes.
struct LocalMembers
{
    std::vector<ZipArchive::Member> whole;
    /// The member that the file ends in; its sizes are of the bytes that are there.
    std::optional<ZipArchive::Member> cutOff;
};

/// Walks the local headers from the beginning. Sizes may stand in the header, in its extra field of 64-bit numbers, or
/// behind the member.
/// @throws Cancelled
[[nodiscard]] LocalMembers scanLocalHeaders(std::span<const std::uint8_t> file, Progress& progress);

}  // namespace aurora::formats
