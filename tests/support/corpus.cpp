#include "support/corpus.h"

#include <cstdlib>

namespace aurora::test {

std::optional<std::filesystem::path> corpus()
{
    const char* said = std::getenv("AURORA_CORPUS");
    const std::filesystem::path folder =
        said != nullptr ? std::filesystem::path(said)
                        : std::filesystem::path(AURORA_SOURCE_DIR).parent_path() / "shared" / "corpus";
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        return std::nullopt;
    }
    return folder;
}

}  // namespace aurora::test
