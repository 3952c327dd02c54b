#pragma once

#include <string>

namespace aurora {

/// Four significant digits, without an exponent where a person writes none: "0.3417", "12.5", "3600".
[[nodiscard]] std::string formatSignificant(double value);

/// At most so many significant digits, with an exponent where that is shorter: "0.3417", "5.7", "1.2e-09". What binary
/// fractions leave behind is gone: 5.7, not 5.699999999999999.
[[nodiscard]] std::string formatDigits(double value, int digits);

}  // namespace aurora
