#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

namespace aurora {

/// A file that this thread has for itself, among all who ask in this way. Given back at the end of the scope, and by
/// the system when the program is ended.
class FileLock
{
public:
    /// Does not wait. The file is made where it is missing.
    /// @return nothing when somebody else has it @throws Error when it cannot be opened
    [[nodiscard]] static std::optional<FileLock> tryLock(const std::filesystem::path& file);

    FileLock(FileLock&& other) noexcept : m_handle(std::exchange(other.m_handle, none)) {}

    FileLock& operator=(FileLock&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }

    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

private:
    static constexpr std::intptr_t none = -1;

    explicit FileLock(std::intptr_t handle) : m_handle(handle) {}

    std::intptr_t m_handle;
};

}  // namespace aurora
