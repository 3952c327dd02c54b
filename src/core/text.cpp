#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

// Apple's C++ library writes floating-point numbers by charconv, but does not read them.
#ifdef __cpp_lib_to_chars
namespace floating = std;
#else
#    include <fast_float/fast_float.h>
namespace floating = fast_float;
#endif

namespace aurora {

namespace {

/// Length of the UTF-8 character at the front of bytes, or 0 when there is none (RFC 3629: shortest form, no
/// surrogates).
std::size_t utf8Length(std::string_view bytes)
{
    const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80U) {
        return 1;
    }
    if (first >= 0xC2U && first <= 0xDFU) {
        return continues(1) ? 2 : 0;
    }
    if (first >= 0xE0U && first <= 0xEFU) {
        const bool overlong = first == 0xE0U && byte(1) < 0xA0U;
        const bool surrogate = first == 0xEDU && byte(1) >= 0xA0U;
        return !overlong && !surrogate && continues(1) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const bool overlong = first == 0xF0U && byte(1) < 0x90U;
        const bool tooLarge = first == 0xF4U && byte(1) >= 0x90U;
        return !overlong && !tooLarge && continues(1) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

template <typename T>
std::string shortest(T value)
{
    if (std::isnan(value)) {
        return "nan";
    }
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The run of digits at `at` without leading zeros; moves `at` behind it.
std::string_view digitRun(std::string_view text, std::size_t& at)
{
    while (at + 1 < text.size() && text[at] == '0' && isDigit(text[at + 1])) {
        ++at;
    }
    const std::size_t start = at;
    while (at < text.size() && isDigit(text[at])) {
        ++at;
    }
    return text.substr(start, at - start);
}

}  // namespace

bool isUtf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t length = utf8Length(bytes);
        if (length == 0) {
            return false;
        }
        bytes.remove_prefix(length);
    }
    return true;
}

std::string decodeText(std::string_view bytes)
{
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") {
        bytes.remove_prefix(3);
    }
    return isUtf8(bytes) ? std::string(bytes) : toUtf8(bytes, "WINDOWS-1252");
}

std::string formatNumber(double value)
{
    return shortest(value);
}

std::string formatNumber(float value)
{
    return shortest(value);
}

std::optional<double> parseNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double value = 0;
    const auto result = floating::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> parseTypedNumber(std::string_view text)
{
    std::string pointed(text);
    std::replace(pointed.begin(), pointed.end(), ',', '.');
    const std::optional<double> number = parseNumber(pointed);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::string_view trimmed(std::string_view text)
{
    static constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        c = lower(c);
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return lowerCase(a) == lowerCase(b);
}

int compareNatural(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const std::string_view x = digitRun(a, i);
            const std::string_view y = digitRun(b, j);
            if (x.size() != y.size()) {
                return x.size() < y.size() ? -1 : 1;
            }
            if (const int order = x.compare(y); order != 0) {
                return order < 0 ? -1 : 1;
            }
            continue;
        }
        const char x = lower(a[i++]);
        const char y = lower(b[j++]);
        if (x != y) {
            return static_cast<unsigned char>(x) < static_cast<unsigned char>(y) ? -1 : 1;
        }
    }
    if (i == a.size() && j == b.size()) {
        return 0;
    }
    return i == a.size() ? -1 : 1;
}

void appendNaturalKey(std::string_view text, std::string& key)
{
    constexpr std::size_t longest = 0xFFFF;  // longer runs of digits are no numbers that anybody sorts by
    for (std::size_t at = 0; at < text.size();) {
        if (!isDigit(text[at])) {
            key += lower(text[at++]);
            continue;
        }
        // A digit for the order among other characters, then the shorter number first, then the smaller one.
        const std::string_view run = digitRun(text, at);
        const std::size_t length = std::min(run.size(), longest);
        key += '0';
        key += static_cast<char>(length >> 8U);
        key += static_cast<char>(length & 0xFFU);
        key += run;
    }
}

}  // namespace aurora
