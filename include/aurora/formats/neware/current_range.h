#pragma once

#include <cstdint>

namespace aurora::formats::neware {

/// Factor from the integers of old records (`.ndc` 1 to 5, `.nda` up to 29) to mA, mA·s and mW·s, by the current range
/// in mA that the record names. Range 0 means that of the device; where that is 0 too, 0.1.
[[nodiscard]] double currentRangeFactor(std::int32_t range_mA);

}  // namespace aurora::formats::neware
