#pragma once

#include "aurora/services/sample_data.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace aurora::services {

/// What `plot` draws: the charts of the window as a picture.
struct PlotRequest
{
    enum class Chart
    {
        Time,
        Cycles,
        OneCycle,
        Impedance,
        Correlation,
        Scatter
    };
    enum class Theme
    {
        Light,
        Dark
    };

    struct PixelSize
    {
        int width_px = 1600;
        int height_px = 900;
    };

    Chart chart = Chart::Cycles;
    std::vector<SampleCurves> samples;
    std::string x;                  ///< empty: the chart's default
    std::vector<std::string> y;     ///< empty: the chart's default
    std::set<std::int32_t> cycles;  ///< of one-cycle and impedance charts; empty: the chart's default
    std::string colourBy;  ///< of per-cycle charts: per-sample value whose groups have a colour; empty: each sample
    std::string styleBy;   ///< the same for the style of the curves
    bool average = false;  ///< of per-cycle charts: mean and standard deviation of each group in place of samples
    std::optional<PixelSize> size;  ///< none: a PNG has 1600 × 900, the others have the size that the window prints
    Theme theme = Theme::Light;
    std::string timeZone = "Europe/Zurich";
    std::filesystem::path output;  ///< .png, .svg or .pdf
};

/// Draws a request into its output file. The window provides it, the command line calls it; main.cpp brings them
/// together.
/// @throws Error, UsageError for a column or ending that does not exist
using PlotRenderer = void (*)(const PlotRequest& request);

}  // namespace aurora::services
