#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>

namespace aurora::test {

/// An empty folder that is removed with everything in it at the end of its scope.
class TemporaryFolder
{
public:
    TemporaryFolder() : m_path(create()) {}

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }

private:
    /// Tests run in several processes at once: a name counts only when this process made the folder.
    static std::filesystem::path create()
    {
        static std::atomic<std::uint64_t> next{0};
        const auto moment = std::chrono::steady_clock::now().time_since_epoch().count();
        for (;;) {
            std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                           ("aurora-test-" + std::to_string(moment) + "-" + std::to_string(next++));
            if (std::filesystem::create_directory(folder)) {
                return folder;
            }
        }
    }

    std::filesystem::path m_path;
};

}  // namespace aurora::test
