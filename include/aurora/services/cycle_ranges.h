#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace aurora::services {

/// Reads cycle numbers as people write them: `1-3,10,50`. Blanks are allowed; an empty text is no cycle.
/// @throws UsageError naming the part that is no number or range
[[nodiscard]] std::set<std::int32_t> parseCycleRanges(std::string_view text);

}  // namespace aurora::services
