#pragma once

#include "aurora/core/file.h"

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::test {

/// The bytes of a file, to be read at places that a test knows.
class FileBytes
{
public:
    explicit FileBytes(std::vector<std::uint8_t> bytes) : m_bytes(std::move(bytes)) {}

    explicit FileBytes(const std::filesystem::path& file) : m_bytes(readBytes(file)) {}

    /// Little-endian, as this computer is; the project's computers all are.
    template <typename T>
    [[nodiscard]] T at(std::size_t offset) const
    {
        T value{};
        std::memcpy(&value, m_bytes.data() + offset, sizeof(T));
        return value;
    }

    [[nodiscard]] std::string text(std::size_t offset, std::size_t length) const
    {
        return {m_bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                m_bytes.begin() + static_cast<std::ptrdiff_t>(offset + length)};
    }

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }

private:
    std::vector<std::uint8_t> m_bytes;
};

}  // namespace aurora::test
