#pragma once

#include <string>
#include <vector>

namespace aurora {

/// Names by how nearly one of the texts holds them, the nearest first; equally near ones stay in their order. Case does
/// not count.
/// @param texts  what may hold a name, with letters wrong or missing: something typed, a path, a remark
[[nodiscard]] std::vector<std::string> nearestNames(std::vector<std::string> names,
                                                    const std::vector<std::string>& texts);

}  // namespace aurora
