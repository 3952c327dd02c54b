#include "gui/sample_plots/chart_help.h"

#include "gui/tables/cell_format.h"

#include "aurora/core/cycle_table.h"
#include "aurora/core/error.h"

#include <algorithm>
#include <array>
#include <limits>

namespace aurora::gui {

namespace {

const CycleColumn& columnOf(const std::string& key)
{
    if (const CycleColumn* column = findCycleColumn(key)) {
        return *column;
    }
    std::string choices;
    for (const CycleColumn& column : cycleColumns()) {
        choices += (choices.empty() ? "" : ", ") + std::string(column.key);
    }
    throw UsageError("\"" + key + "\" is not a number of a cycle. Choose one of: " + choices + ".");
}

void addColumn(PlotModel& model, const PlotSource& source, std::size_t index, const CycleColumn& column, Side side)
{
    const LoadedSample& sample = *source.samples[index];
    std::vector<double> x;
    std::vector<double> y;
    for (const CycleRow& row : sample.curves().cycles) {
        x.push_back(row.cycle);
        y.push_back((row.*column.value).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    if (const QString why = whyNoValue(sample, column); !why.isEmpty()) {
        leaveOut(model, sample, why);
        return;
    }
    model.series.push_back({.name = sample.label(),
                            .group = sample.label(),
                            .colour = source.colour(index),
                            .style = PlotStyle::LineAndMarkers,
                            .side = side,
                            .x = PlotColumn(std::move(x)),
                            .y = PlotColumn(std::move(y))});
}

/// The axis of a column, as a publication writes it.
AxisSpec axisOfColumn(const CycleColumn& column)
{
    if (column.key.ends_with(" (uts)")) {
        return {.title = columnTitle(column.key.substr(0, column.key.size() - std::string_view(" (uts)").size())),
                .scale = Scale::Date};
    }
    return {.title = axisTitle(column.key)};
}

struct WhyNone
{
    std::string_view beginning;  ///< of the column's name; the first line that fits counts
    const char* text;
};

constexpr std::array whyNoneTable{
    WhyNone{"Specific", QT_TRANSLATE_NOOP("SampleCharts", "it needs the cathode's active material mass")},
    WhyNone{"Areal", QT_TRANSLATE_NOOP("SampleCharts", "it needs the cathode's diameter")},
    WhyNone{"DC resistance", QT_TRANSLATE_NOOP("SampleCharts", "no discharge of 10 s or more begins after a rest")},
    WhyNone{"CV charge", QT_TRANSLATE_NOOP("SampleCharts", "the file does not say which rows are at constant voltage")},
    WhyNone{"Normalised", QT_TRANSLATE_NOOP("SampleCharts", "no cycle after formation is whole yet")},
    WhyNone{"", QT_TRANSLATE_NOOP("SampleCharts", "no cycle is whole yet")},
};

bool isImpedanceOnly(const LoadedSample& sample)
{
    return sample.curves().cycles.empty() && sample.curves().impedance.size() > 0;
}

/// The first cycle after formation, or the last there is.
std::set<std::int32_t> usualCycles(const LoadedSample& sample)
{
    const CycleTable& cycles = sample.curves().cycles;
    if (cycles.empty()) {
        return {};
    }
    const auto formationCycles = numberAt(sample.curves().summary, "Formation cycles").value_or(0.0);
    const auto index = std::min(static_cast<std::size_t>(std::max(formationCycles, 0.0)), cycles.size() - 1);
    return {cycles[index].cycle};
}

void addCycles(PlotModel& model, const PlotSource& source, std::size_t index, const OneCycleChoice& choice)
{
    const LoadedSample& sample = *source.samples[index];
    const auto x = sample.curve(choice.x);
    const auto y = sample.curve(choice.y);
    if (isImpedanceOnly(sample)) {
        leaveOut(model, sample, chartText(onlyImpedance));
        return;
    }
    if (!x || !y) {
        leaveOut(model, sample, whyNoCurve(sample, x ? choice.y : choice.x));
        return;
    }
    std::vector<std::int32_t> present;
    for (const std::int32_t cycle : choice.cycles.empty() ? usualCycles(sample) : choice.cycles) {
        if (sample.rowsOfCycle(cycle)) {
            present.push_back(cycle);
        }
    }
    if (present.empty()) {
        leaveOut(model, sample,
                 choice.cycles.empty() ? chartText(QT_TRANSLATE_NOOP("SampleCharts", "has no whole cycle yet"))
                                       : chartText(QT_TRANSLATE_NOOP("SampleCharts", "has none of these cycles")));
        return;
    }
    const bool eachInLegend = present.size() * source.samples.size() <= mostCurvesInLegend;
    const QString together =
        present.size() == 1
            ? chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, cycle %2")).arg(sample.label()).arg(present.front())
            : chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, cycles %2 (dark) to %3 (pale)"))
                  .arg(sample.label())
                  .arg(present.front())
                  .arg(present.back());
    for (std::size_t k = 0; k < present.size(); ++k) {
        const auto [first, count] = *sample.rowsOfCycle(present[k]);
        const QString name =
            chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, cycle %2")).arg(sample.label()).arg(present[k]);
        model.series.push_back({.name = name,
                                .group = eachInLegend ? name : sample.label(),
                                .colour = shade(source.colour(index), k, present.size()),
                                .x = x->y.rows(first, count),
                                .y = y->y.rows(first, count),
                                .legendText = eachInLegend ? QString() : together});
    }
}

}  // namespace

std::set<std::int32_t> usualCycles(const LoadedSamples& samples)
{
    std::set<std::int32_t> all;
    for (const auto& sample : samples) {
        all.merge(usualCycles(*sample));
    }
    return all;
}

QString whyNoValue(const LoadedSample& sample, const CycleColumn& column)
{
    const CycleTable& cycles = sample.curves().cycles;
    if (isImpedanceOnly(sample)) {
        return chartText(onlyImpedance);
    }
    if (cycles.empty()) {
        return chartText(QT_TRANSLATE_NOOP("SampleCharts", "no whole cycle has been measured yet"));
    }
    const bool known =
        std::any_of(cycles.begin(), cycles.end(), [&](const CycleRow& row) { return (row.*column.value).has_value(); });
    // What a number is divided by is missing only where the number itself is there.
    const bool anyWhole = std::any_of(cycles.begin(), cycles.end(),
                                      [](const CycleRow& row) { return row.dischargeCapacity_mAh.has_value(); });
    const auto why = std::find_if(whyNoneTable.begin(), whyNoneTable.end(), [&](const WhyNone& entry) {
        return anyWhole ? column.key.starts_with(entry.beginning) : entry.beginning.empty();
    });
    return known ? QString()
                 : chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1 is not known: %2"))
                       .arg(axisTitle(column.key), chartText(why->text));
}

std::string defaultCycleColumn(const LoadedSamples& samples)
{
    // One sample without a mass would be missing from a chart of specific values; one without cycles is in none.
    const bool allHaveMass = std::all_of(samples.begin(), samples.end(), [](const auto& sample) {
        return sample->curves().cycles.empty() || sample->mass_g().has_value();
    });
    return allHaveMass ? "Specific discharge capacity (mAh/g)" : "Discharge capacity (mAh)";
}

PlotModel perCycleChart(const PlotSource& source, const PerCycleChoice& choice)
{
    const CycleColumn& left = columnOf(choice.y.empty() ? defaultCycleColumn(source.samples) : choice.y);
    const CycleColumn* right = choice.second.empty() ? nullptr : &columnOf(choice.second);
    PlotModel model;
    model.timeZone = source.timeZone;
    model.x = {.title = chartText(QT_TRANSLATE_NOOP("SampleCharts", "Cycle")), .scale = Scale::Whole};
    model.left = axisOfColumn(left);
    if (right != nullptr) {
        model.right = axisOfColumn(*right);
        for (std::size_t i = 0; i < source.samples.size(); ++i) {
            addColumn(model, source, i, *right, Side::Right);
        }
    }
    for (std::size_t i = 0; i < source.samples.size(); ++i) {
        addColumn(model, source, i, left, Side::Left);
    }
    return finished(std::move(model));
}

std::vector<ChosenMarks::Ring> cycleRings(const PlotModel& perCycle, const std::set<std::int32_t>& cycles)
{
    std::vector<ChosenMarks::Ring> rings;
    for (const PlotSeries& series : perCycle.series) {
        for (std::size_t row = 0; row < series.x.size(); ++row) {
            if (cycles.count(static_cast<std::int32_t>(series.x[row])) != 0) {
                rings.push_back({{series.x[row], series.y[row]}, series.side, series.group, series.colour});
            }
        }
    }
    return rings;
}

PlotModel oneCycleChart(const PlotSource& source, const OneCycleChoice& choice)
{
    PlotModel model;
    model.timeZone = source.timeZone;
    model.x = axisOf(choice.x);
    model.left = axisOf(choice.y);
    for (std::size_t i = 0; i < source.samples.size(); ++i) {
        addCycles(model, source, i, choice);
    }
    return finished(std::move(model));
}

}  // namespace aurora::gui
