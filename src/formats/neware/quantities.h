#pragma once

#include <optional>
#include <string_view>

/// Numbers with units and times as Neware's programs write them in text.
namespace aurora::formats::neware {

/// The number of a text times a power of ten, rounded once: 1.94 mA is 0.00194 A, which 1.94 / 1000 is not.
[[nodiscard]] std::optional<double> scaledNumber(std::string_view text, int power);

/// A unit of `V`, `A`, `Ah`, `Wh`, `As`, `W` … with its metric prefix taken off.
struct Unit
{
    std::string_view base;  ///< "Ah"
    int power = 0;          ///< of ten: −3 for "mAh"
};

/// "mAh" → {"Ah", −3}. The prefixes are k, m, u (also µ) and n; without one the power is 0.
[[nodiscard]] Unit splitUnit(std::string_view unit);

/// A number with its unit in one text: "4.25V", "-3 mAh".
struct NumberWithUnit
{
    std::string_view number;
    std::string_view unit;
};

/// Splits where the number ends. The number is empty when the text begins with none.
[[nodiscard]] NumberWithUnit splitNumber(std::string_view text);

/// `HH:MM:SS` or `HH:MM:SS.fff` in seconds; hours may pass 24. Nothing when the text is no such duration.
[[nodiscard]] std::optional<double> parseDuration(std::string_view text);

}  // namespace aurora::formats::neware
