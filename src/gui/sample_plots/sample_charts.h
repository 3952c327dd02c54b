#pragma once

#include "gui/charts/chosen_marks.h"
#include "gui/charts/plot_model.h"
#include "gui/sample_plots/loaded_sample.h"

#include <QHash>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace aurora::gui {

/// Whose charts are drawn.
struct PlotSource
{
    LoadedSamples samples;
    QHash<QString, QColor> colours;  ///< by label; missing ones are taken in order
    std::string timeZone = "UTC";

    [[nodiscard]] QColor colour(std::size_t sample) const;
};

enum class TimeOrigin : std::uint8_t
{
    UnixTime,
    Date,
    Start,
    Formation,
    Cycling
};
enum class TimeUnit : std::uint8_t
{
    Seconds,
    Minutes,
    Hours,
    Days
};

struct TimeChoice
{
    TimeOrigin origin = TimeOrigin::Start;
    std::optional<TimeUnit> unit{};  ///< nothing: the natural one of the longest sample
    RowQuantity y = RowQuantity::Voltage;
    std::optional<RowQuantity> second{};
};

/// Rows against time.
[[nodiscard]] PlotModel timeChart(const PlotSource& source, const TimeChoice& choice);

/// When the cycles were, as the axis of timeChart counts; cycles that follow one another are one band.
[[nodiscard]] std::vector<ChosenMarks::Band> cycleBands(const PlotSource& source, const TimeChoice& choice,
                                                        const std::set<std::int32_t>& cycles);

/// The unit in which so long a time is easily read.
[[nodiscard]] TimeUnit naturalUnit(double span_s);

struct PerCycleChoice
{
    std::string y{};       ///< key of cycleColumns(); empty: defaultCycleColumn()
    std::string second{};  ///< empty: none
};

/// Numbers of the cycles against the number of the cycle. @throws UsageError for a key that does not exist
[[nodiscard]] PlotModel perCycleChart(const PlotSource& source, const PerCycleChoice& choice);

/// The points of these cycles in a chart of perCycleChart.
[[nodiscard]] std::vector<ChosenMarks::Ring> cycleRings(const PlotModel& perCycle,
                                                        const std::set<std::int32_t>& cycles);

/// `Specific discharge capacity (mAh/g)`, or mAh where a sample has no mass: all of them are drawn.
[[nodiscard]] std::string defaultCycleColumn(const LoadedSamples& samples);

struct OneCycleChoice
{
    std::set<std::int32_t> cycles{};  ///< empty: the first after formation, or the last there is
    RowQuantity x = RowQuantity::Charge;
    RowQuantity y = RowQuantity::Voltage;
};

/// The cycles that are drawn where none are chosen, of all samples.
[[nodiscard]] std::set<std::int32_t> usualCycles(const LoadedSamples& samples);

/// Rows of single cycles against one another. The cycles of a sample go from the dark to the light of its colour.
[[nodiscard]] PlotModel oneCycleChart(const PlotSource& source, const OneCycleChoice& choice);

enum class ImpedanceKind : std::uint8_t
{
    Nyquist,
    Bode
};

/// Impedance sweeps; without cycles, all of them.
[[nodiscard]] PlotModel impedanceChart(const PlotSource& source, ImpedanceKind kind,
                                       const std::set<std::int32_t>& cycles);

/// One point a sample: two per-sample values against each other, words as categories. @throws UsageError for a key that
/// no sample has
[[nodiscard]] PlotModel scatterChart(const PlotSource& source, const std::string& x, const std::string& y);

}  // namespace aurora::gui
