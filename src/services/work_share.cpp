#include "work_share.h"

namespace aurora::services {

WorkShare::WorkShare(std::vector<std::uint64_t> bytes, Progress& progress)
    : m_cost(std::move(bytes)), m_progress(progress)
{
    constexpr std::uint64_t always = 20'000;  // opening, looking up, writing: what even an empty job costs
    for (std::uint64_t& cost : m_cost) {
        cost += always;
        m_total += cost;
    }
}

void WorkShare::done(std::size_t index, const std::string& what)
{
    m_done += m_cost[index];
    m_progress.report(index + 1, m_cost.size(), what);
    m_progress.reportShare(static_cast<double>(m_done) / static_cast<double>(m_total));
}

std::vector<std::uint64_t> sizesOf(const std::vector<std::filesystem::path>& files, const Progress& progress)
{
    std::vector<std::uint64_t> sizes;
    sizes.reserve(files.size());
    for (const std::filesystem::path& file : files) {
        progress.throwIfCancelled();
        std::error_code code;
        const std::uintmax_t size = std::filesystem::file_size(file, code);
        sizes.push_back(code ? 0 : size);
    }
    return sizes;
}

}  // namespace aurora::services
