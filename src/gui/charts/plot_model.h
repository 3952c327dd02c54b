#pragma once

#include "gui/charts/colour_maps.h"
#include "gui/charts/min_max_pyramid.h"
#include "gui/charts/plot_column.h"

#include <QColor>
#include <QString>
#include <QStringList>

#include <cstdint>
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
enum class Marker : std::uint8_t
{
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross
};
/// How far values lie around a mean, and how it is drawn.
enum class Spread : std::uint8_t
{
    None,
    Fill,
    Bars,
    FillAndBars
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
    QString valueName{};                             ///< of a further value that the hover tells, e.g. "f (Hz)"
    PlotColumn value{};
    Marker marker = Marker::Circle;
    Qt::PenStyle stroke = Qt::SolidLine;
    Spread spread = Spread::None;
    PlotColumn deviation{};  ///< half the width of the spread, a row; NaN where there is none
    QColor legendColour{};   ///< invalid: colour; of groups whose curves have many colours
    QString remark{};        ///< further lines of the hover: the value that the colour shows
    QString legendText{};    ///< what the legend writes; empty: group
};

enum class Scale
{
    Linear,
    Whole,     ///< numbers of cycles: ticks at whole numbers only
    Log,       ///< the columns hold log10 of what the axis says
    Date,      ///< Unix seconds, labelled in the time zone of the model
    Category,  ///< 0, 1, 2 …: the words of the axis
};

/// Slopes of measured curves run off to infinity: of heavy tails a chart first shows the middle.
enum class Tails : std::uint8_t
{
    Light,
    Heavy
};

struct AxisSpec
{
    QString title;  ///< with the unit: "Voltage (V)"
    Scale scale = Scale::Linear;
    Tails tails = Tails::Light;
    QStringList categories{};  ///< of Scale::Category
};

enum class Aspect
{
    Free,
    Equal,  ///< one unit is as long in x as in y (Nyquist)
};

struct Range
{
    double lower = 0.0;
    double upper = 1.0;

    [[nodiscard]] double span() const noexcept { return upper - lower; }

    [[nodiscard]] bool contains(double value) const noexcept { return value >= lower && value <= upper; }

    friend bool operator==(const Range&, const Range&) = default;
};

/// What the colours of the curves mean, where they are numbers.
struct ColourBar
{
    QString title;
    Range range;
    ColourScale scale;
    QString missing{};  ///< what grey means; empty where nothing is grey

    [[nodiscard]] QColor colour(double value) const
    {
        return scale.at(range.span() > 0.0 ? (value - range.lower) / range.span() : 0.5);
    }
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
    QString note;           ///< shown instead of empty axes when there is no series: why, and what to do
    bool isComing = false;  ///< the note only says that the series are on their way
    QStringList leftOut;    ///< samples that are not drawn while others are, each with the reason
    std::optional<ColourBar> colourBar{};
    QString name{};        ///< of the chart, in the names of its files; empty: what stands on its axes
    QString legendNote{};  ///< at the end of the legend: what the curves are, "mean ± sd"
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
