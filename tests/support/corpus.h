#pragma once

#include <filesystem>
#include <optional>

namespace aurora::test {

/// The folder of real vendor files and their exports: the environment variable AURORA_CORPUS, else `../shared/corpus`
/// beside the project. Nothing where neither exists; tests that need it are then skipped.
[[nodiscard]] std::optional<std::filesystem::path> corpus();

}  // namespace aurora::test
