#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace aurora::fuzz {

/// A file that lies in memory alone, for readers that stream a file by its name. Linux only, as libFuzzer's runs are.
class MemoryFile
{
public:
    /// @throws std::runtime_error when the system gives none
    MemoryFile();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    /// Replaces what is in it. @throws std::runtime_error
    void write(std::span<const std::uint8_t> bytes) const;

    /// Its name, without ending and with nothing beside it; good as long as this object is.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }

private:
    int m_descriptor;
    std::filesystem::path m_path;
};

}  // namespace aurora::fuzz
