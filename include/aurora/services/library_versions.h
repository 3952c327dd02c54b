#pragma once

#include <string>
#include <vector>

namespace aurora::services {

struct LibraryVersion
{
    std::string name;
    std::string version;
};

/// The libraries below the window and their versions, as they run (or, of those that are headers only, as they were
/// compiled in); by name.
[[nodiscard]] std::vector<LibraryVersion> libraryVersions();

}  // namespace aurora::services
