#pragma once

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace aurora::formats {

static_assert(std::endian::native == std::endian::little, "the files and this program agree on the order of bytes");

/// The value at an offset that is known to lie within the bytes.
template <typename T>
[[nodiscard]] T valueAt(const std::uint8_t* bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof(T));
    return value;
}

/// The value at the offset, or nothing when the bytes end before.
template <typename T>
[[nodiscard]] std::optional<T> valueAt(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) {
        return std::nullopt;
    }
    return valueAt<T>(bytes.data() + offset);
}

/// Text of `size` bytes at the offset, shorter where the bytes end before.
[[nodiscard]] inline std::string_view bytesAsText(std::span<const std::uint8_t> bytes, std::size_t offset,
                                                  std::size_t size)
{
    if (offset >= bytes.size()) {
        return {};
    }
    const std::span<const std::uint8_t> part = bytes.subspan(offset, std::min(size, bytes.size() - offset));
    return {reinterpret_cast<const char*>(part.data()), part.size()};
}

/// "0x1A40", for messages.
[[nodiscard]] inline std::string hex(std::size_t value)
{
    char digits[16];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value, 16).ptr;
    std::string text = "0x";
    for (const char* at = digits; at != end; ++at) {
        text += *at >= 'a' ? static_cast<char>(*at - 'a' + 'A') : *at;
    }
    return text;
}

}  // namespace aurora::formats
