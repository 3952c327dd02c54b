#pragma once

namespace aurora {

/// tomato takes capacities in Ah, the field speaks of mAh.
inline constexpr double mAhPerAh = 1000;

}  // namespace aurora
