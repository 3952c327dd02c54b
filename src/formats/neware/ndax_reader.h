#pragma once

#include "aurora/formats/reader.h"
#include "formats/neware/ndax_member.h"
#include "formats/neware/ndc_header.h"

#include <span>

namespace aurora::formats::neware {

/// Neware `.ndax`: a zip of `.ndc` binaries and XML, see ndc_layout.h for the versions.
[[nodiscard]] const Reader& ndaxReader();

/// What ndaxReader() does once the archive is unpacked.
/// @throws FormatError without the file's name
[[nodiscard]] Recording readNdaxMembers(std::span<const NdaxMember> members, const ReadOptions& options,
                                        Progress& progress, PageCheck check = PageCheck::Crc);

}  // namespace aurora::formats::neware
