#pragma once

#include <string>

namespace aurora {

/// Four significant digits, without an exponent where a person writes none: "0.3417", "12.5", "3600".
[[nodiscard]] std::string formatSignificant(double value);

}  // namespace aurora
