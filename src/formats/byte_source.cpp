#include "formats/byte_source.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <algorithm>
#include <string>

namespace aurora::formats {

namespace {

/// How many of `count` bytes from `offset` on a source of this size has.
std::size_t there(std::size_t size, std::size_t offset, std::size_t count)
{
    return offset < size ? std::min(count, size - offset) : 0;
}

}  // namespace

std::span<const std::uint8_t> MemorySource::view(std::size_t offset, std::size_t count,
                                                 std::vector<std::uint8_t>& /*buffer*/) const
{
    const std::size_t length = there(m_bytes.size(), offset, count);
    return length == 0 ? std::span<const std::uint8_t>() : m_bytes.subspan(offset, length);
}

FileSource::FileSource(const std::filesystem::path& file) : m_stream(file, std::ios::binary)
{
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(file, code);
    if (code || !m_stream) {
        throw Error(pathText(file) + ": cannot be opened. Check the path and that you may read the file.");
    }
    m_size = static_cast<std::size_t>(size);
}

std::span<const std::uint8_t> FileSource::view(std::size_t offset, std::size_t count,
                                               std::vector<std::uint8_t>& buffer) const
{
    const std::size_t length = there(m_size, offset, count);
    buffer.resize(length);
    m_stream.clear();
    m_stream.seekg(static_cast<std::streamoff>(offset));
    m_stream.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(length));
    if (static_cast<std::size_t>(m_stream.gcount()) != length) {
        throw FormatError("the file ends before byte " + std::to_string(offset + length) + ", although it had " +
                          std::to_string(m_size) +
                          " bytes when it was opened: it became shorter, or cannot be read any more. Nothing was read; "
                          "copy the file again.");
    }
    return buffer;
}

}  // namespace aurora::formats
