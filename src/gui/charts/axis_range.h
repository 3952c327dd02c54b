#pragma once

#include "gui/charts/plot_model.h"

#include <optional>

namespace aurora::gui {

/// The view a chart opens with and returns to: all x, and the y of nearly all points.
///
/// Outliers never hide the data: where up to 1 % of the points of a side (at least one of 8 or more) stretch the axis
/// more than tenfold, the axis ends with the rest of the points; the chart marks what lies outside. An axis with heavy
/// tails (dQ/dV, dV/dQ) shows the middle 90 % of the points, and of the others those within as far again. Five per cent
/// of the span are left free at both ends.
///
/// @param shown  one entry a series; hidden ones do not count
[[nodiscard]] PlotView robustView(const PlotModel& model, const std::vector<bool>& shown);

/// The view that holds every point.
[[nodiscard]] PlotView fullView(const PlotModel& model, const std::vector<bool>& shown);

/// The range with one unit as long in x as in y on a plot of this size: the shorter axis is widened around its middle.
[[nodiscard]] PlotView withEqualAxes(PlotView view, double width_px, double height_px);

/// The range of nearly all values (see robustView), without free ends; nothing when no value is finite.
[[nodiscard]] std::optional<Range> robustRange(std::vector<double> values, Tails tails = Tails::Light);

}  // namespace aurora::gui
