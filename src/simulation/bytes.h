#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

namespace aurora::simulation {

/// A block of bytes, zero at first, that numbers are put into little-endian.
class Bytes
{
public:
    Bytes() = default;

    explicit Bytes(std::size_t size) : m_bytes(size) {}

    template <typename T>
    requires std::is_arithmetic_v<T>

    void put(std::size_t offset, T value)
    {
        auto bits = asUnsigned(value);
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            m_bytes[offset + i] = static_cast<std::uint8_t>(bits & 0xFF);
            if constexpr (sizeof(T) > 1) {
                bits >>= 8;
            }
        }
    }

    /// The characters alone, without length or end.
    void putCharacters(std::size_t offset, std::string_view text)
    {
        for (const char character : text) {
            m_bytes[offset++] = static_cast<std::uint8_t>(character);
        }
    }

    void resize(std::size_t size) { m_bytes.resize(size); }

    [[nodiscard]] std::size_t size() const noexcept { return m_bytes.size(); }

    [[nodiscard]] const std::uint8_t* data() const noexcept { return m_bytes.data(); }

    [[nodiscard]] std::uint8_t& operator[](std::size_t offset) { return m_bytes[offset]; }

private:
    template <typename T>
    static auto asUnsigned(T value)
    {
        if constexpr (std::same_as<T, float>) {
            return std::bit_cast<std::uint32_t>(value);
        } else if constexpr (std::same_as<T, double>) {
            return std::bit_cast<std::uint64_t>(value);
        } else {
            return static_cast<std::make_unsigned_t<T>>(value);
        }
    }

    std::vector<std::uint8_t> m_bytes;
};

}  // namespace aurora::simulation
