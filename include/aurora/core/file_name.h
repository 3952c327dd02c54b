#pragma once

#include <string_view>

namespace aurora {

/// Whether Windows opens a device instead of a file of this name, whatever its ending: `con`, `COM1.txt`, `nul .log`.
/// @param name  one part of a path
[[nodiscard]] bool isWindowsDevice(std::string_view name);

}  // namespace aurora
