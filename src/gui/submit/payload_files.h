#pragma once

#include <filesystem>
#include <vector>

namespace aurora::gui {

/// The payloads of a folder (`.json`) in natural order of their names; none when the folder is not there.
[[nodiscard]] std::vector<std::filesystem::path> payloadFiles(const std::filesystem::path& folder);

}  // namespace aurora::gui
