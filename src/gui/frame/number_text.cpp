#include "gui/frame/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::gui {

namespace {

struct UnitDigits
{
    std::string_view ending;
    NumberDigits digits;
};

// What balances, cyclers and the analysis know: 0.01 mg, 1 mV, 0.1 mAh/g, 0.01 %. Capacities are those of coin cells
// and of pouches: a part in ten thousand, whatever the size.
constexpr std::array unitTable{
    UnitDigits{"(%)", {.decimals = 2}},
    UnitDigits{"(mg)", {.decimals = 2}},
    UnitDigits{"(mAh/g)", {.decimals = 1}},
    UnitDigits{"(V)", {.decimals = 3}},
    UnitDigits{"(uL)", {.decimals = 1}},
    UnitDigits{"(mAh/cm2)", {.decimals = 3}},
    UnitDigits{"(mm)", {.decimals = 2}},
    UnitDigits{"(s)", {.decimals = 1}},
    UnitDigits{"(mAh)", {.significant = 4, .keepsZeros = true}},
    UnitDigits{"ratio", {.decimals = 3}},
    UnitDigits{"factor", {.decimals = 3}},
    UnitDigits{"(µL)", {.decimals = 1}},
};

QString significantText(double value, int digits)
{
    QString text = QString::number(value, 'g', digits);
    // 12346 rather than 1.2346e+04: exponents only where a plain number would be unreadable.
    const double size = std::abs(value);
    if (text.contains(QLatin1Char('e')) && size >= 1 && size < 1e9) {
        text = QString::number(value, 'f', 0);
    }
    return text;
}

/// All the digits, zeros at the end as well.
QString knownDigitsText(double value, int digits)
{
    const QString scientific = QString::number(value, 'e', digits - 1);  // rounded: 9.9996 is 10.00
    const int exponent = scientific.mid(scientific.indexOf(QLatin1Char('e')) + 1).toInt();
    constexpr int smallest = -4;
    const bool isReadable = exponent >= smallest && exponent < digits;
    return isReadable ? QString::number(value, 'f', digits - 1 - exponent) : significantText(value, digits);
}

}  // namespace

NumberDigits digitsOf(std::string_view name)
{
    const auto unit = std::find_if(unitTable.begin(), unitTable.end(),
                                   [name](const UnitDigits& entry) { return name.ends_with(entry.ending); });
    return unit == unitTable.end() ? NumberDigits{} : unit->digits;
}

QString numberText(double value, const NumberDigits& digits)
{
    if (digits.decimals < 0) {
        return digits.keepsZeros && value != 0 ? knownDigitsText(value, digits.significant)
                                               : significantText(value, digits.significant);
    }
    const bool wouldVanish = value != 0 && std::abs(value) < std::pow(10.0, -digits.decimals);
    return wouldVanish ? QString::number(value, 'g', 2) : QString::number(value, 'f', digits.decimals);
}

QString numberText(double value, std::string_view name)
{
    return numberText(value, digitsOf(name));
}

}  // namespace aurora::gui
