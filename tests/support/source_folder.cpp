#include "support/source_folder.h"

namespace aurora::test {

std::filesystem::path sourceFolder()
{
    return AURORA_SOURCE_DIR;
}

}  // namespace aurora::test
