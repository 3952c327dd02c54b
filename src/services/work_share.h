#pragma once

#include "aurora/core/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace aurora::services {

/// Reports a list of jobs of different sizes, done one after the other: as "9 of 36", and as the share of their bytes.
class WorkShare
{
public:
    /// @param bytes  of each job
    WorkShare(std::vector<std::uint64_t> bytes, Progress& progress);

    /// The job of this index is done; those before it are.
    void done(std::size_t index, const std::string& what);

private:
    std::vector<std::uint64_t> m_cost;
    std::uint64_t m_total = 0;
    std::uint64_t m_done = 0;
    Progress& m_progress;
};

/// Sizes of files; 0 for those that are not there. On a share each takes a while. @throws Cancelled
[[nodiscard]] std::vector<std::uint64_t> sizesOf(const std::vector<std::filesystem::path>& files,
                                                 const Progress& progress = Progress::none());

}  // namespace aurora::services
