#pragma once

#include "aurora/core/json.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace aurora::protocols {

/// value[key], or null.
[[nodiscard]] const Json& valueAt(const Json& value, std::string_view key);

/// A finite number, also one that is written as text ("162000"; the Python program does); nothing for anything else.
[[nodiscard]] std::optional<double> finiteNumber(const Json& value);
[[nodiscard]] std::optional<double> finiteNumberAt(const Json& value, std::string_view key);

/// How many cycles a loop of so many jumps back makes; nothing when it is not a sensible count.
[[nodiscard]] std::optional<std::int32_t> cyclesOfLoop(std::optional<double> jumpsBack);

}  // namespace aurora::protocols
