#include "aurora/core/significant.h"

#include "aurora/core/text.h"

#include <array>
#include <charconv>
#include <optional>

namespace aurora {

std::string formatSignificant(double value)
{
    constexpr int digits = 4;
    std::array<char, 32> text{};
    const auto written =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, digits - 1);
    const std::optional<double> rounded = parseNumber(std::string_view(text.data(), written.ptr));
    return formatNumber(rounded.value_or(value));
}

std::string formatDigits(double value, int digits)
{
    std::array<char, 32> text{};
    const auto written =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, digits);
    return {text.data(), written.ptr};
}

}  // namespace aurora
