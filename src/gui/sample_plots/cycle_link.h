#pragma once

#include "gui/charts/chart_view.h"
#include "gui/sample_plots/sample_charts.h"

namespace aurora::gui {

/// Marks the cycles that were chosen to be drawn one by one in the other two charts: when they were, and their points.
void markCycles(ChartView& time, ChartView& perCycle, const PlotSource& source, const TimeChoice& choice,
                const std::set<std::int32_t>& cycles);

/// Where the user zoomed into the time series and a cycle of a sample is out of sight, brings it into the middle.
void bringIntoSight(ChartView& time, const PlotSource& source, const TimeChoice& choice, const QString& sample,
                    std::int32_t cycle);

}  // namespace aurora::gui
