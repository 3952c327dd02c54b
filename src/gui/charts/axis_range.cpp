#include "gui/charts/axis_range.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace aurora::gui {

namespace {

constexpr double freeEnds = 0.05;
constexpr double largestStretch = 10.0;
constexpr std::size_t fewestForOutliers = 8;
constexpr double outlierShare = 0.01;
constexpr double tailShare = 0.05;            ///< of an axis with heavy tails, a side
constexpr std::size_t enoughSamples = 20000;  ///< of all rows, to know where nearly all of them lie

Range widened(Range range, double share)
{
    double margin = range.span() * share;
    if (margin <= 0.0) {
        margin = range.lower == 0.0 ? 1.0 : std::abs(range.lower) * freeEnds;
    }
    return {range.lower - margin, range.upper + margin};
}

void include(std::optional<Range>& range, double value)
{
    if (!std::isfinite(value)) {
        return;
    }
    if (!range) {
        range = Range{value, value};
        return;
    }
    range->lower = std::min(range->lower, value);
    range->upper = std::max(range->upper, value);
}

std::size_t rowsOf(const PlotSeries& series)
{
    return std::min(series.x.size(), series.y.size());
}

void addExtremes(const PlotColumn& column, std::size_t rows, std::vector<double>& values)
{
    std::optional<Range> extremes;
    for (std::size_t row = 0; row < rows; ++row) {
        include(extremes, column[row]);
    }
    if (extremes) {
        values.push_back(extremes->lower);
        values.push_back(extremes->upper);
    }
}

/// Every value, or evenly spaced ones and the extremes. A spread that is not drawn needs no room.
void collect(const PlotSeries& series, std::size_t stride, std::vector<double>& values)
{
    const std::size_t rows = rowsOf(series);
    const std::size_t spreads = series.spread == Spread::None ? 0 : series.deviation.size();
    for (std::size_t row = 0; row < rows; row += stride) {
        values.push_back(series.y[row]);
        if (row < spreads && std::isfinite(series.deviation[row])) {
            values.push_back(series.y[row] - series.deviation[row]);
            values.push_back(series.y[row] + series.deviation[row]);
        }
    }
    if (stride == 1) {
        return;
    }
    if (!series.pyramid) {
        addExtremes(series.y, rows, values);
    } else if (const auto extremes = series.pyramid->extremes(series.y, 0, rows)) {
        values.push_back(series.y[extremes->lowest]);
        values.push_back(series.y[extremes->highest]);
    }
}

void collectX(const PlotSeries& series, std::size_t stride, std::vector<double>& values)
{
    const std::size_t rows = rowsOf(series);
    for (std::size_t row = 0; row < rows; row += stride) {
        values.push_back(series.x[row]);
    }
    if (stride > 1) {
        addExtremes(series.x, rows, values);
    }
}

void includeColumn(std::optional<Range>& range, const PlotSeries& series)
{
    const std::size_t rows = std::min(series.x.size(), series.y.size());
    if (rows > 0 && series.pyramid) {
        include(range, series.x[0]);
        include(range, series.x[rows - 1]);
        return;
    }
    for (std::size_t row = 0; row < rows; ++row) {
        include(range, series.x[row]);
    }
}

std::optional<Range> fullRange(const std::vector<double>& values)
{
    std::optional<Range> range;
    for (const double value : values) {
        include(range, value);
    }
    return range;
}

enum class Outliers : std::uint8_t
{
    Leave,
    Show
};

/// Where a category axis begins and ends: half a place beside the first and the last word.
Range categoryRange(const AxisSpec& axis)
{
    return {-0.5, std::max(static_cast<double>(axis.categories.size()) - 0.5, 0.5)};
}

Range rangeOf(const AxisSpec& axis, const std::vector<double>& values, Outliers outliers)
{
    if (axis.scale == Scale::Category) {
        return categoryRange(axis);
    }
    const auto range = outliers == Outliers::Leave ? robustRange(values, axis.tails) : fullRange(values);
    return range ? widened(*range, freeEnds) : Range{};
}

PlotView viewOf(const PlotModel& model, const std::vector<bool>& shown, Outliers outliers)
{
    const bool heavyX = model.x.tails == Tails::Heavy;
    std::optional<Range> x;
    std::vector<double> across;
    std::vector<double> left;
    std::vector<double> right;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < model.series.size(); ++i) {
        rows += shown[i] ? rowsOf(model.series[i]) : 0;
    }
    // The same for all: who has more rows has more to say.
    const std::size_t stride = std::max<std::size_t>(rows / enoughSamples, 1);
    for (std::size_t i = 0; i < model.series.size(); ++i) {
        if (!shown[i]) {
            continue;
        }
        const PlotSeries& series = model.series[i];
        if (heavyX) {
            collectX(series, stride, across);
        } else {
            includeColumn(x, series);
        }
        collect(series, stride, series.side == Side::Left ? left : right);
    }
    // Time fills the whole width; points and cycle numbers keep a little air.
    const bool timeLike = !model.series.empty() && model.series.front().style == PlotStyle::Line;
    PlotView view;
    view.x = x ? widened(*x, timeLike && x->span() > 0 ? 0.01 : 0.03) : Range{};
    if (heavyX || model.x.scale == Scale::Category) {
        view.x = rangeOf(model.x, across, outliers);
    }
    view.left = rangeOf(model.left, left, outliers);
    view.right = rangeOf(model.right.value_or(AxisSpec{}), right, outliers);
    return view;
}

/// The span of the values that lie in the fence; it holds some.
Range within(const std::vector<double>& sorted, const Range& fence)
{
    const auto first = std::lower_bound(sorted.begin(), sorted.end(), fence.lower);
    const auto last = std::upper_bound(first, sorted.end(), fence.upper);
    return {*first, *(last - 1)};
}

}  // namespace

std::optional<Range> robustRange(std::vector<double> values, Tails tails)
{
    values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return !std::isfinite(value); }),
                 values.end());
    if (values.empty()) {
        return std::nullopt;
    }
    std::sort(values.begin(), values.end());
    const Range full{values.front(), values.back()};
    if (values.size() < fewestForOutliers) {
        return full;
    }
    const double share = tails == Tails::Heavy ? tailShare : outlierShare;
    const auto left = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
    const Range core{values[left], values[values.size() - 1 - left]};
    if (core.span() <= 0.0) {
        return full;
    }
    if (tails == Tails::Heavy) {
        return within(values, {core.lower - core.span(), core.upper + core.span()});
    }
    if (full.span() <= largestStretch * core.span()) {
        return full;
    }
    // Only the side that stretches the axis is cut.
    const double limit = core.span() * largestStretch / 2.0;
    return Range{core.lower - full.lower > limit ? core.lower : full.lower,
                 full.upper - core.upper > limit ? core.upper : full.upper};
}

PlotView robustView(const PlotModel& model, const std::vector<bool>& shown)
{
    return viewOf(model, shown, Outliers::Leave);
}

PlotView fullView(const PlotModel& model, const std::vector<bool>& shown)
{
    return viewOf(model, shown, Outliers::Show);
}

PlotView withEqualAxes(PlotView view, double width_px, double height_px)
{
    if (width_px <= 0.0 || height_px <= 0.0) {
        return view;
    }
    const double perPixel = std::max(view.x.span() / width_px, view.left.span() / height_px);
    const auto around = [perPixel](Range range, double pixels) {
        const double middle = (range.lower + range.upper) / 2.0;
        return Range{middle - perPixel * pixels / 2.0, middle + perPixel * pixels / 2.0};
    };
    view.x = around(view.x, width_px);
    view.left = around(view.left, height_px);
    return view;
}

}  // namespace aurora::gui
