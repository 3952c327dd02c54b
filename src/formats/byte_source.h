#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <vector>

namespace aurora::formats {

/// Bytes that are looked at piece by piece, so that a long file need not be held in memory.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    [[nodiscard]] virtual std::size_t size() const noexcept = 0;

    /// As many of these bytes as there are.
    /// @param buffer  where they may be put; what is returned is good until it is used again
    /// @throws FormatError without the file's name when they cannot be read any more
    [[nodiscard]] virtual std::span<const std::uint8_t> view(std::size_t offset, std::size_t count,
                                                             std::vector<std::uint8_t>& buffer) const = 0;
};

/// Bytes that are in memory already and live as long as this.
class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    [[nodiscard]] std::size_t size() const noexcept override { return m_bytes.size(); }

    [[nodiscard]] std::span<const std::uint8_t> view(std::size_t offset, std::size_t count,
                                                     std::vector<std::uint8_t>& buffer) const override;

private:
    std::span<const std::uint8_t> m_bytes;
};

/// A file as long as it is when it is opened. Read, not mapped: a mapped file that shrinks on a network drive kills the
/// program. For one thread.
class FileSource final : public ByteSource
{
public:
    /// @throws Error naming the file
    explicit FileSource(const std::filesystem::path& file);

    [[nodiscard]] std::size_t size() const noexcept override { return m_size; }

    [[nodiscard]] std::span<const std::uint8_t> view(std::size_t offset, std::size_t count,
                                                     std::vector<std::uint8_t>& buffer) const override;

private:
    mutable std::ifstream m_stream;
    std::size_t m_size = 0;
};

}  // namespace aurora::formats
