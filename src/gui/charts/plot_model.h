#pragma once

#include "gui/charts/min_max_pyramid.h"
#include "gui/charts/plot_column.h"

#include <QColor>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aurora::gui {

enum class PlotStyle
{
    Line,
    Markers,
    LineAndMarkers
};
enum class Side
{
    Left,
    Right
};

/// One curve. A row that is not finite in x or y is a gap.
struct PlotSeries
{
    QString name{};   ///< in the hover: "240620_kigr_gen2_01, cycle 3"
    QString group{};  ///< entry of the legend; series of one group are shown and hidden together
    QColor colour{};
    PlotStyle style = PlotStyle::Line;
    Side side = Side::Left;
    PlotColumn x{};
    PlotColumn y{};
    std::shared_ptr<const MinMaxPyramid> pyramid{};  ///< of y; only where x never falls
    QString valueName{};                             ///< of a third value that the hover tells, e.g. "f (Hz)"
    PlotColumn value{};
};

enum class Scale
{
    Linear,
    Whole,  ///< numbers of cycles: ticks at whole numbers only
    Log,    ///< the columns hold log10 of what the axis says
    Date,   ///< Unix seconds, labelled in the time zone of the model
};

struct AxisSpec
{
    QString title;  ///< with the unit: "Voltage (V)"
    Scale scale = Scale::Linear;
};

enum class Aspect
{
    Free,
    Equal,  ///< one unit is as long in x as in y (Nyquist)
};

/// All that a chart draws; knows no widget.
struct PlotModel
{
    AxisSpec x;
    AxisSpec left;
    std::optional<AxisSpec> right;
    std::vector<PlotSeries> series;
    Aspect aspect = Aspect::Free;
    std::string timeZone = "UTC";
    QString note;         ///< shown instead of empty axes when there is no series: why, and what to do
    QStringList leftOut;  ///< samples that are not drawn while others are, each with the reason
};

struct Range
{
    double lower = 0.0;
    double upper = 1.0;

    [[nodiscard]] double span() const noexcept { return upper - lower; }

    [[nodiscard]] bool contains(double value) const noexcept { return value >= lower && value <= upper; }

    friend bool operator==(const Range&, const Range&) = default;
};

/// What of the plane is on screen.
struct PlotView
{
    Range x;
    Range left;
    Range right;

    [[nodiscard]] const Range& y(Side side) const noexcept { return side == Side::Left ? left : right; }

    friend bool operator==(const PlotView&, const PlotView&) = default;
};

}  // namespace aurora::gui
