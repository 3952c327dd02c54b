#include "gui/charts/ticks.h"

#include "gui/charts/date_ticks.h"
#include "gui/frame/number_text.h"

#include "aurora/core/time.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::gui {

namespace {

constexpr QChar minus(0x2212);

QString withMinus(QString text)
{
    if (text.startsWith(QLatin1Char('-'))) {
        text[0] = minus;
    }
    return text;
}

/// "1.5·10⁻⁷": a number in the way it is printed.
QString scientific(double value, int digits)
{
    static const QString superscripts = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    const QString text = QString::number(value, 'e', digits);
    const auto split = text.indexOf(QLatin1Char('e'));
    QString exponent;
    for (const QChar digit : QString::number(text.mid(split + 1).toInt())) {
        exponent += digit == QLatin1Char('-') ? QChar(0x207B) : superscripts[digit.digitValue()];
    }
    const QString mantissa = withMinus(text.left(split));
    return mantissa == QLatin1String("1") ? QStringLiteral("10") + exponent
                                          : mantissa + QStringLiteral("·10") + exponent;
}

/// Digits behind the point that a step needs; big and tiny numbers are written with a power of ten.
QString numberLabel(double value, double step)
{
    if (std::abs(value) < step * 1e-6) {
        return QStringLiteral("0");
    }
    const double magnitude = std::abs(value);
    const int stepPower = static_cast<int>(std::floor(std::log10(step) + 1e-9));
    if (magnitude >= 1e7 || (magnitude < 1e-4 && step < 1e-4)) {
        return scientific(value, std::max(0, static_cast<int>(std::floor(std::log10(magnitude) + 1e-9)) - stepPower));
    }
    return withMinus(QString::number(value, 'f', std::max(0, -stepPower)));
}

std::vector<Tick> linearTicks(Range range, double step)
{
    std::vector<Tick> result;
    const double first = std::ceil(range.lower / step - 1e-9);
    const double last = std::floor(range.upper / step + 1e-9);
    for (double i = first; i <= last; i += 1.0) {
        result.push_back({i * step, numberLabel(i * step, step)});
    }
    return result;
}

QString powerLabel(double exponent)
{
    const double value = std::pow(10.0, exponent);
    return value >= 0.999e-3 && value < 0.999e5 ? QString::number(value, 'g', 6) : scientific(value, 0);
}

std::vector<Tick> decades(Range range, double step)
{
    std::vector<Tick> result;
    for (double exponent = std::ceil(range.lower / step) * step; exponent <= range.upper; exponent += step) {
        result.push_back({exponent, powerLabel(exponent)});
    }
    return result;
}

/// Within so little that steps of a linear axis look like those of a logarithmic one.
std::vector<Tick> linearTicksOfLog(Range range, int most)
{
    const Range values{std::pow(10.0, range.lower), std::pow(10.0, range.upper)};
    std::vector<Tick> result = linearTicks(values, niceStep(values.span(), most));
    for (Tick& tick : result) {
        tick.value = std::log10(tick.value);
    }
    return result;
}

std::vector<Tick> logTicks(Range range, int most)
{
    constexpr double fewDecades = 2.5;
    constexpr std::size_t fewest = 2;  // one number is no scale
    std::vector<Tick> result;
    if (range.span() > fewDecades) {
        result = decades(range, std::max(1.0, niceStep(range.span(), most)));
        return result.size() < fewest ? decades(range, 1.0) : result;
    }
    for (double decade = std::floor(range.lower); decade <= range.upper; decade += 1.0) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double exponent = decade + std::log10(factor);
            if (range.contains(exponent)) {
                result.push_back({exponent, powerLabel(exponent)});
            }
        }
    }
    return result.size() < fewest ? linearTicksOfLog(range, std::max(most, static_cast<int>(fewest))) : result;
}

}  // namespace

double niceStep(double span, int most)
{
    const double rough = span / std::max(most, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * 0.999999) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

std::vector<Tick> ticks(Scale scale, Range range, int most, std::string_view timeZone)
{
    if (!(range.span() > 0.0) || !std::isfinite(range.span())) {
        return {};
    }
    switch (scale) {
    case Scale::Linear:
        return linearTicks(range, niceStep(range.span(), most));
    case Scale::Whole:
        return linearTicks(range, std::max(1.0, niceStep(range.span(), most)));
    case Scale::Log:
        return logTicks(range, most);
    case Scale::Date:
        return dateTicks(range, most, timeZone);
    case Scale::Category:
        return {};  // its words belong to the axis
    }
    return {};
}

QString valueText(const AxisSpec& axis, double value, std::string_view timeZone)
{
    if (axis.scale == Scale::Category) {
        const auto index = static_cast<qsizetype>(std::lround(value));
        return index >= 0 && index < axis.categories.size() ? axis.categories[index] : QString();
    }
    if (axis.scale == Scale::Date) {
        return QString::fromStdString(formatTimestamp(value, timeZone));
    }
    return withMinus(numberText(axis.scale == Scale::Log ? std::pow(10.0, value) : value, axis.title.toStdString()));
}

}  // namespace aurora::gui
