#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace aurora::formats::neware {

/// A member of a `.ndax` archive, unpacked.
struct NdaxMember
{
    std::string name;
    std::span<const std::uint8_t> bytes;
    bool whole = true;  ///< false: the archive ends in it
};

}  // namespace aurora::formats::neware
