#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Small pieces of the sentences that users read.
namespace aurora::services {

/// "text"
[[nodiscard]] std::string quoted(const std::string& text);

/// "a", "b" and 3 more
[[nodiscard]] std::string someOf(const std::vector<std::string>& names);

/// 1 sample, 3 samples
[[nodiscard]] std::string countText(std::size_t count, const char* what);

/// a, b and c
[[nodiscard]] std::string listText(const std::vector<std::string>& parts);

}  // namespace aurora::services
