#pragma once

#include "gui/charts/plot_model.h"

#include <cstddef>
#include <vector>

namespace aurora::gui {

/// How many points of the data lie just beyond each edge: within the other axis, so that a mark can stand for them.
struct PointsOutside
{
    std::size_t above = 0;
    std::size_t below = 0;
    std::size_t left = 0;
    std::size_t right = 0;
};

/// Nobody counts further: a number above it means "more than".
inline constexpr std::size_t mostCounted = 9999;

/// Counts them, of the shown series; runs of rows that lie inside are passed over where a pyramid knows of them. Beyond
/// an end that the user has chosen none are counted: what of `view` is not as in `home`, and the ends of x without
/// heavy tails.
/// @param shown  one entry a series
[[nodiscard]] PointsOutside pointsOutside(const PlotModel& model, const std::vector<bool>& shown, const PlotView& view,
                                          const PlotView& home);

}  // namespace aurora::gui
