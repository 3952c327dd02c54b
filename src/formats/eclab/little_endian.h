#pragma once

#include "formats/little_endian.h"

#include <cstdint>
#include <span>

namespace aurora::formats::eclab {

using Bytes = std::span<const std::uint8_t>;

}  // namespace aurora::formats::eclab
