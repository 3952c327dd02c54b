#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora {

/// Reads a C-rate: `C/2`, `0.5C`, `2C`, `1/2 C`, `C`; `D` instead of `C` is discharge (negative).
/// @return current / (capacity per hour): 0.5 for `C/2`, -0.1 for `D/10`
/// @throws Error naming the text for anything else
[[nodiscard]] double parseCRate(std::string_view text);

/// A C-rate as protocols are written: `C/10`, `D/2`, `2C`, `0.3C`. A part of the capacity that differs from a whole
/// number of hours by less than 0.1 %, as results round it, is that: 0.33333 is `C/3`.
[[nodiscard]] std::string formatCRate(double rate);

/// The nearest fraction with a denominator up to 100 when the rate is within 3 % of it, else the rate itself.
[[nodiscard]] double roundCRate(double rate);

}  // namespace aurora
