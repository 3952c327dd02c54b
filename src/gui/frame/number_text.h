#pragma once

#include <QString>

#include <string_view>

namespace aurora::gui {

/// With how many digits a quantity is shown, wherever the window shows it.
struct NumberDigits
{
    int decimals = -1;        ///< places behind the point; -1: significant digits count
    int significant = 5;      ///< where there are no fixed places
    bool keepsZeros = false;  ///< 4.150 rather than 4.15: as many digits are known, and stand below one another
};

/// As many digits as the quantity is known to, by the unit that its name ends with: 1 mV, 0.1 mAh/g, 0.01 mg.
[[nodiscard]] NumberDigits digitsOf(std::string_view name);

/// A small number never becomes 0, and no exponent stands where a person writes none.
[[nodiscard]] QString numberText(double value, const NumberDigits& digits);
[[nodiscard]] QString numberText(double value, std::string_view name);

}  // namespace aurora::gui
