#include "aurora/core/c_rate.h"

#include "aurora/core/error.h"
#include "aurora/core/significant.h"
#include "aurora/core/text.h"

#include <cmath>
#include <string>

namespace aurora {

namespace {

/// A plain positive decimal: digits and at most one point, neither sign nor exponent.
std::optional<double> factor(std::string_view text)
{
    const std::string_view digits = trimmed(text);
    if (digits.find_first_not_of("0123456789.") != std::string_view::npos) {
        return std::nullopt;
    }
    const std::optional<double> value = parseNumber(digits);
    return value && std::isfinite(*value) && *value > 0 ? value : std::nullopt;
}

/// `numerator [/ denominator]`; nothing at all is 1.
std::optional<double> fraction(std::string_view text)
{
    if (trimmed(text).empty()) {
        return 1.0;
    }
    const std::size_t slash = text.find('/');
    const std::optional<double> numerator = factor(text.substr(0, slash));
    if (!numerator || slash == std::string_view::npos) {
        return numerator;
    }
    const std::optional<double> denominator = factor(text.substr(slash + 1));
    return denominator ? std::optional{*numerator / *denominator} : std::nullopt;
}

/// What stands behind the letter: nothing, or `/ denominator`.
std::optional<double> divisor(std::string_view text)
{
    const std::string_view rest = trimmed(text);
    if (rest.empty()) {
        return 1.0;
    }
    return rest.front() == '/' ? factor(rest.substr(1)) : std::nullopt;
}

std::optional<double> tryCRate(std::string_view text)
{
    const std::size_t letter = text.find_first_of("CD");
    if (letter == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view before = text.substr(0, letter);
    const std::string_view after = text.substr(letter + 1);
    const bool dividedTwice = before.find('/') != std::string_view::npos && after.find('/') != std::string_view::npos;
    const std::optional<double> above = fraction(before);
    const std::optional<double> below = divisor(after);
    if (dividedTwice || !above || !below) {
        return std::nullopt;
    }
    const double rate = *above / *below;
    return text[letter] == 'D' ? -rate : rate;
}

}  // namespace

double parseCRate(std::string_view text)
{
    if (const std::optional<double> rate = tryCRate(text)) {
        return *rate;
    }
    throw Error("\"" + std::string(text) +
                "\" is not a C-rate: write C/2, 0.5C, 2C, 1/2 C or C, with D instead of C for discharge.");
}

std::string formatCRate(double rate)
{
    constexpr double tolerance = 0.001;
    const std::string letter = rate < 0 ? "D" : "C";
    const double size = std::abs(rate);
    const double hours = std::round(1 / size);
    if (size < 1 && hours > 1 && std::abs(1 / hours - size) < tolerance * size) {
        return letter + "/" + formatSignificant(hours);
    }
    return formatSignificant(size) + letter;
}

double roundCRate(double rate)
{
    constexpr int largestDenominator = 100;
    constexpr double tolerance = 0.03;
    const double size = std::abs(rate);
    if (!std::isfinite(rate) || size == 0) {
        return rate;
    }
    double nearest = std::round(size);
    for (int denominator = 2; denominator <= largestDenominator; ++denominator) {
        const double candidate = std::round(size * denominator) / denominator;
        if (std::abs(candidate - size) < std::abs(nearest - size)) {
            nearest = candidate;
        }
    }
    return std::abs(nearest - size) <= tolerance * size ? std::copysign(nearest, rate) : rate;
}

}  // namespace aurora
