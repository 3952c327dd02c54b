#pragma once

#include "gui/charts/plot_model.h"

#include <QString>

#include <string_view>
#include <vector>

namespace aurora::gui {

struct Tick
{
    double value;
    QString label;

    friend bool operator==(const Tick&, const Tick&) = default;
};

/// Where an axis has marks and what they say, at most about `most` of them inside the range.
///
/// Linear: steps of 1, 2, 5 times a power of ten, as many digits as the step needs. Whole: no step below 1. Log: the
/// values are log10; decades, or 1, 2, 5 within few decades, or steps as of a linear axis where these are too far
/// apart. Date: parts of seconds, seconds, minutes, hours, days, months and years on the clock of the zone.
[[nodiscard]] std::vector<Tick> ticks(Scale scale, Range range, int most, std::string_view timeZone);

/// The smallest step of 1, 2, 5 times a power of ten that divides a span into at most about `most` parts.
[[nodiscard]] double niceStep(double span, int most);

/// A value of an axis as the hover tells it: with the digits of its quantity, a date and time, or the word of a
/// category.
[[nodiscard]] QString valueText(const AxisSpec& axis, double value, std::string_view timeZone);

}  // namespace aurora::gui
