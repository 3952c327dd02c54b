#include "formats/neware/quantities.h"

#include "aurora/core/text.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace aurora::formats::neware {

namespace {

struct Prefix
{
    std::string_view letter;
    int power;
};

constexpr std::array prefixes{Prefix{"k", 3},         Prefix{"m", -3}, Prefix{"u", -6}, Prefix{"\xC2\xB5", -6},
                              Prefix{"\xCE\xBC", -6}, Prefix{"n", -9}};  // µ comes as two letters

/// Reads digits at the front and removes them. @return how many; 0 when there are none or too many
std::size_t takeDigits(std::string_view& text, std::int64_t& number)
{
    constexpr std::size_t mostDigits = 9;
    std::size_t digits = 0;
    number = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        if (digits == mostDigits) {
            return 0;
        }
        number = number * 10 + (text[digits] - '0');
        ++digits;
    }
    text.remove_prefix(digits);
    return digits;
}

/// Reads two digits below 60 behind a colon.
bool takeSixtieth(std::string_view& text, std::int64_t& number)
{
    if (!text.starts_with(':')) {
        return false;
    }
    text.remove_prefix(1);
    return takeDigits(text, number) == 2 && number < 60;
}

}  // namespace

std::optional<double> scaledNumber(std::string_view text, int power)
{
    if (text.find_first_of("eE") == std::string_view::npos) {
        return parseNumber(std::string(trimmed(text)) + "e" + std::to_string(power));
    }
    const std::optional<double> number = parseNumber(text);
    return number ? std::optional(*number * std::pow(10.0, power)) : std::nullopt;
}

Unit splitUnit(std::string_view unit)
{
    unit = trimmed(unit);
    for (const Prefix& prefix : prefixes) {
        if (unit.size() > prefix.letter.size() && unit.starts_with(prefix.letter)) {
            return {unit.substr(prefix.letter.size()), prefix.power};
        }
    }
    return {unit, 0};
}

NumberWithUnit splitNumber(std::string_view text)
{
    text = trimmed(text);
    const std::size_t end = std::min(text.find_first_not_of("+-.0123456789"), text.size());
    return {text.substr(0, end), trimmed(text.substr(end))};
}

std::optional<double> parseDuration(std::string_view text)
{
    text = trimmed(text);
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    std::int64_t seconds = 0;
    if (takeDigits(text, hours) == 0 || !takeSixtieth(text, minutes) || !takeSixtieth(text, seconds)) {
        return std::nullopt;
    }
    const std::int64_t whole_s = hours * 3600 + minutes * 60 + seconds;
    if (text.empty()) {
        return static_cast<double>(whole_s);
    }
    if (!text.starts_with('.')) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    constexpr std::array<std::int64_t, 7> powers{1, 10, 100, 1000, 10'000, 100'000, 1'000'000};
    std::int64_t fraction = 0;
    const std::size_t digits = takeDigits(text, fraction);
    if (digits == 0 || digits >= powers.size() || !text.empty()) {
        return std::nullopt;
    }
    // One division: the result is the number nearest to the text.
    return static_cast<double>(whole_s * powers[digits] + fraction) / static_cast<double>(powers[digits]);
}

}  // namespace aurora::formats::neware
