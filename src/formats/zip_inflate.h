#pragma once

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
[[nodiscard]] InflateResult inflate(std::span<const std::uint8_t> stream, std::span<std::uint8_t> output,
                                    std::size_t most);

}  // namespace aurora::formats
