#pragma once

#include "aurora/formats/neware/ndc_layout.h"
#include "formats/neware/ndax_member.h"

#include <memory>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// Whether the CRC-32 of pages is checked. Fuzzing goes past it.
enum class PageCheck : std::uint8_t
{
    Crc,
    None
};

/// How the records of one `.ndc` member lie, as its header page has it.
struct NdcHeader
{
    NdcLayout layout;
    std::shared_ptr<const std::vector<NdcField>> listedFields;  ///< where the header lists them: what the layout shows
    std::string doubt;                                          ///< a whole sentence; empty: the layout is verified
};

/// Reads the header page.
///
/// Of a version that is newer than all that are known, the newest layout is tried: pages, masks, checksums and the
/// numbers themselves must agree with it.
/// @throws FormatError without the file's name: too short, another content, a version that cannot be read
[[nodiscard]] NdcHeader readNdcHeader(const NdaxMember& member, NdcContent expected, PageCheck check);

/// Whether the page's checksum is that of its content.
[[nodiscard]] bool hasItsChecksum(std::span<const std::uint8_t> page);

}  // namespace aurora::formats::neware
