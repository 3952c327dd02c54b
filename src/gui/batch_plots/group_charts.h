#pragma once

#include "gui/sample_plots/sample_charts.h"

#include <cstdint>
#include <string>

namespace aurora::gui {

/// How the colours are chosen.
enum class ColourKind : std::uint8_t
{
    Automatic,   ///< numbers by the colour map, words by the colours of series
    Categories,  ///< each value a colour of its own
    Map          ///< words, too, by the colour map
};

/// By which per-sample values curves are told apart (empty: not by that), and how they are drawn.
struct GroupChoice
{
    std::string colourBy{};
    std::string styleBy{};
    ColourKind colours = ColourKind::Automatic;
    ColourScale scale{};
    PlotStyle draw = PlotStyle::LineAndMarkers;
};

/// perCycleChart with a colour and a style a group of samples. Numbers colour by a scale beside the chart; samples
/// without the value are grey.
/// @throws UsageError for a value that no sample has
[[nodiscard]] PlotModel groupedCycleChart(const PlotSource& source, const PerCycleChoice& choice,
                                          const GroupChoice& groups);

/// The mean of each group of samples, cycle by cycle, with the standard deviation around it; numbers that samples are
/// grouped by are binned.
/// @throws UsageError for a column that no cycle has, or a value that no sample has
[[nodiscard]] PlotModel averageChart(const PlotSource& source, const std::string& column, const GroupChoice& groups,
                                     Spread spread = Spread::Fill);

/// scatterChart with a colour and a marker a group of samples.
/// @throws UsageError for a value that no sample has
[[nodiscard]] PlotModel groupedScatterChart(const PlotSource& source, const std::string& x, const std::string& y,
                                            const GroupChoice& groups);

}  // namespace aurora::gui
