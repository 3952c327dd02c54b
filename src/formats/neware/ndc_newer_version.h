#pragma once

#include "formats/neware/ndc_header.h"

#include <string>

namespace aurora::formats::neware {

/// Why a member cannot have a layout: its pages, their masks, counts and checksums, or numbers that nobody measures.
/// Empty when all agree.
[[nodiscard]] std::string misfitOf(const NdaxMember& member, const NdcLayout& layout, PageCheck check);

}  // namespace aurora::formats::neware
