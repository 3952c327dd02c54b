#pragma once

#include <cstdint>
#include <random>

namespace aurora::simulation {

/// Uniform noise that is the same on every computer: the distributions of the standard library are not.
class Noise
{
public:
    explicit Noise(std::uint64_t seed) : m_bits(seed) {}

    /// From -amplitude to amplitude.
    [[nodiscard]] double operator()(double amplitude)
    {
        const auto mantissa = static_cast<double>(m_bits() >> 11);
        return amplitude * (mantissa * 0x1p-52 - 1);
    }

private:
    std::mt19937_64 m_bits;
};

}  // namespace aurora::simulation
