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
constexpr std::size_t enoughSamples = 20000;  ///< of a column, to know where nearly all of it lies

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

/// Every finite value of a short column; of a long one evenly spaced ones and its extremes.
void collect(const PlotSeries& series, std::vector<double>& values)
{
    const std::size_t rows = std::min(series.x.size(), series.y.size());
    const std::size_t stride = series.pyramid ? std::max<std::size_t>(rows / enoughSamples, 1) : 1;
    for (std::size_t row = 0; row < rows; row += stride) {
        values.push_back(series.y[row]);
    }
    if (stride == 1) {
        return;
    }
    if (const auto extremes = series.pyramid->extremes(series.y, 0, rows)) {
        values.push_back(series.y[extremes->lowest]);
        values.push_back(series.y[extremes->highest]);
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

PlotView viewOf(const PlotModel& model, const std::vector<bool>& shown, Outliers outliers)
{
    std::optional<Range> x;
    std::vector<double> left;
    std::vector<double> right;
    for (std::size_t i = 0; i < model.series.size(); ++i) {
        if (!shown[i]) {
            continue;
        }
        const PlotSeries& series = model.series[i];
        includeColumn(x, series);
        collect(series, series.side == Side::Left ? left : right);
    }
    const auto rangeOf = [outliers](const std::vector<double>& values) {
        const auto range = outliers == Outliers::Leave ? robustRange(values) : fullRange(values);
        return range ? widened(*range, freeEnds) : Range{};
    };
    // Time fills the whole width; points and cycle numbers keep a little air.
    const bool timeLike = !model.series.empty() && model.series.front().style == PlotStyle::Line;
    PlotView view;
    view.x = x ? widened(*x, timeLike && x->span() > 0 ? 0.01 : 0.03) : Range{};
    view.left = rangeOf(left);
    view.right = rangeOf(right);
    return view;
}

}  // namespace

std::optional<Range> robustRange(std::vector<double> values)
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
    const auto left =
        std::max<std::size_t>(1, static_cast<std::size_t>(outlierShare * static_cast<double>(values.size())));
    const Range core{values[left], values[values.size() - 1 - left]};
    if (core.span() <= 0.0 || full.span() <= largestStretch * core.span()) {
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
