#pragma once

#include "aurora/core/progress.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace aurora::formats {

/// What a deflate stream holds, found by unpacking it piece by piece: how long it is need not be known.
struct InflateResult
{
    std::size_t packed = 0;    ///< bytes of the stream that were used
    std::size_t unpacked = 0;  ///< bytes they unpack to
    bool ended = false;        ///< the stream has its end
    bool damaged = false;      ///< it holds something that is no deflate stream, or passes the limit
};

/// Unpacks as far as the stream goes.
/// @param output  takes the first bytes; empty: they are only counted
/// @param most    more unpacked bytes than this are damage
/// @throws Cancelled
[[nodiscard]] InflateResult inflate(std::span<const std::uint8_t> stream, std::span<std::uint8_t> output,
                                    std::size_t most, Progress& progress);

/// Unpacks until the output is full.
/// @return how many bytes it has; fewer when the stream ends before, or is damaged there
[[nodiscard]] std::size_t inflateBeginning(std::span<const std::uint8_t> stream, std::span<std::uint8_t> output);

}  // namespace aurora::formats
