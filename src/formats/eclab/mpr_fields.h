#pragma once

#include "aurora/core/json.h"
#include "aurora/formats/eclab/mpr_layout.h"
#include "formats/eclab/little_endian.h"

#include <string>

namespace aurora::formats::eclab {

/// A stored value as JSON: the shortest decimal for 32-bit numbers, null for NaN, text as UTF-8. Null where the bytes
/// end before.
[[nodiscard]] Json fieldValue(Bytes body, std::size_t offset, Stored stored);

/// Text with a length byte in front, as UTF-8; empty where the bytes end before.
[[nodiscard]] std::string fieldText(Bytes body, std::size_t offset);

}  // namespace aurora::formats::eclab
