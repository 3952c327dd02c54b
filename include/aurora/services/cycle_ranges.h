#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace aurora::services {

/// Reads cycle numbers as people write them: `1-3,10,50`. Blanks are allowed; an empty text is no cycle. 0 are the rows
/// of no cycle, and impedance measured before the first.
/// @throws UsageError naming the part that is no number or range; for more than 2000 cycles at once
[[nodiscard]] std::set<std::int32_t> parseCycleRanges(std::string_view text);

/// The shortest such text: {1, 2, 3, 10} → `1-3,10`.
[[nodiscard]] std::string cycleRangesText(const std::set<std::int32_t>& cycles);

}  // namespace aurora::services
