#pragma once

#include "fuzz/support/member_list.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aurora::fuzz {

/// A zip archive that holds the members as they are, neither packed nor damaged: what libFuzzer changes lies in them.
[[nodiscard]] std::vector<std::uint8_t> storedArchive(std::span<const ListedMember> members);

}  // namespace aurora::fuzz
