#pragma once

#include <filesystem>

namespace aurora::test {

/// The folder of the project's sources.
[[nodiscard]] std::filesystem::path sourceFolder();

}  // namespace aurora::test
