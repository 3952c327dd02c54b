#pragma once

#include "gui/sample_plots/sample_charts.h"

#include <span>
#include <string>

namespace aurora::gui {

/// By which per-sample values curves are told apart; empty: not by that.
struct GroupChoice
{
    std::string colourBy{};
    std::string styleBy{};
};

/// perCycleChart with a colour and a style a group of samples.
/// @throws UsageError for a value that no sample has
[[nodiscard]] PlotModel groupedCycleChart(PlotSource source, const PerCycleChoice& choice, const GroupChoice& groups);

/// The mean of each group of samples, cycle by cycle, between two lines at one standard deviation from it.
/// @throws UsageError for a column that no cycle has, or a value that no sample has
[[nodiscard]] PlotModel averageChart(std::span<const services::SampleCurves> samples, const std::string& column,
                                     const GroupChoice& groups);

}  // namespace aurora::gui
