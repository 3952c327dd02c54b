#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora {

/// Bytes of an encoding (iconv name: "WINDOWS-1252", "GB18030", "UTF-8") → UTF-8; bytes that are none become U+FFFD.
[[nodiscard]] std::string toUtf8(std::string_view bytes, const char* encoding);

[[nodiscard]] bool isUtf8(std::string_view bytes);

/// Text that is UTF-8 or else Windows-1252, with or without byte order mark → UTF-8 without one.
[[nodiscard]] std::string decodeText(std::string_view bytes);

/// One of the ten of ASCII, whatever the locale.
[[nodiscard]] constexpr bool isDigit(char character) noexcept
{
    return character >= '0' && character <= '9';
}

/// Shortest decimal text that reads back to the same number; always a decimal point. NaN → "nan".
[[nodiscard]] std::string formatNumber(double value);
[[nodiscard]] std::string formatNumber(float value);

/// A whole text as a number with a decimal point (never the locale's); blanks around it are allowed.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text);

/// A number as a user types it: with a decimal comma or a decimal point, whatever the locale. Nothing divides
/// thousands, and neither "inf" nor "nan" is a number.
[[nodiscard]] std::optional<double> parseTypedNumber(std::string_view text);

[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Lower case of ASCII letters; other characters as they are.
[[nodiscard]] std::string lowerCase(std::string_view text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);

/// Natural order: digit runs compare as numbers (`tt1-MPG2-1-2` before `tt1-MPG2-1-10`).
/// @return <0, 0, >0
[[nodiscard]] int compareNatural(std::string_view a, std::string_view b);

/// Appends bytes to `key` that compare, byte by byte, as compareNatural compares the texts: for sorting many of them.
void appendNaturalKey(std::string_view text, std::string& key);

}  // namespace aurora
