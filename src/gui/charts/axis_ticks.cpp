#include "gui/charts/axis_ticks.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace aurora::gui {

namespace {

constexpr double distanceOfRows_px = 44.0;
constexpr double distanceOfColumns_px = 80.0;
constexpr double gapOfLabels_px = 18.0;
constexpr int fewestTicks = 2;
constexpr int goodTicks = 3;  ///< two are enough to read an axis, but hardly

std::vector<Tick> ticksAlong(const AxisSpec& axis, const Range& range, double length_px, const QFontMetricsF& metrics,
                             std::string_view timeZone)
{
    const auto fits = [&](const std::vector<Tick>& all) {
        double widest = 0.0;
        for (const Tick& tick : all) {
            widest = std::max(widest, metrics.horizontalAdvance(tick.label));
        }
        return (widest + gapOfLabels_px) * static_cast<double>(all.size()) <= length_px;
    };
    int most = std::max(fewestTicks, static_cast<int>(length_px / distanceOfColumns_px));
    std::vector<Tick> all = ticks(axis.scale, range, most, timeZone);
    while (most > 1 && !fits(all)) {
        all = ticks(axis.scale, range, --most, timeZone);
    }
    // A step that is round enough may leave one or two: closer ones are taken where they fit.
    for (const int end = most + goodTicks; static_cast<int>(all.size()) < goodTicks && most < end;) {
        std::vector<Tick> closer = ticks(axis.scale, range, ++most, timeZone);
        if (!fits(closer)) {
            break;
        }
        all = std::move(closer);
    }
    return all;
}

std::vector<Tick> categoryTicks(const AxisSpec& axis, Qt::Orientation orientation, const Range& range, double length_px,
                                const QFontMetricsF& metrics)
{
    constexpr double narrowestWord_px = 40.0;
    constexpr double widestBesideAnAxis_px = 140.0;
    const double each_px = length_px / range.span();
    const bool across = orientation == Qt::Horizontal;
    const double smallest_px = across ? narrowestWord_px : metrics.height();
    const auto stride = static_cast<qsizetype>(std::max(1.0, std::ceil(smallest_px / each_px)));
    const double room_px = across ? each_px * static_cast<double>(stride) - gapOfLabels_px / 2 : widestBesideAnAxis_px;
    std::vector<Tick> result;
    for (qsizetype i = 0; i < axis.categories.size(); i += stride) {
        if (range.contains(static_cast<double>(i))) {
            result.push_back(
                {static_cast<double>(i), metrics.elidedText(axis.categories[i], Qt::ElideMiddle, room_px)});
        }
    }
    return result;
}

}  // namespace

std::vector<Tick> axisTicks(const AxisSpec& axis, Qt::Orientation orientation, const Range& range, double length_px,
                            const QFont& font, std::string_view timeZone)
{
    const QFontMetricsF metrics(font);
    if (axis.scale == Scale::Category) {
        return categoryTicks(axis, orientation, range, length_px, metrics);
    }
    if (orientation == Qt::Vertical) {
        int most = std::max(fewestTicks, static_cast<int>(length_px / distanceOfRows_px));
        std::vector<Tick> all = ticks(axis.scale, range, most, timeZone);
        // One number is no scale: they stand closer where only one is round enough, and where two are with room
        // between.
        const auto wants = [&](int wanted, double distance_px) {
            return static_cast<int>(all.size()) < wanted && (most + 1) * distance_px <= length_px;
        };
        while (wants(fewestTicks, metrics.height()) || wants(goodTicks, 2.0 * metrics.height())) {
            all = ticks(axis.scale, range, ++most, timeZone);
        }
        return all;
    }
    return ticksAlong(axis, range, length_px, metrics, timeZone);
}

}  // namespace aurora::gui
