#include "gui/sample_plots/chart_help.h"

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

struct UnitInfo
{
    const char* symbol;
    double seconds;
    double longest_s;  ///< up to which the unit is the natural one
};

constexpr std::array unitTable{
    UnitInfo{"s", 1.0, 300.0},
    UnitInfo{"min", 60.0, 3.0 * 3600.0},
    UnitInfo{"h", 3600.0, 20.0 * 86400.0},
    UnitInfo{"d", 86400.0, 1e300},
};

const UnitInfo& infoOf(TimeUnit unit)
{
    return unitTable.at(static_cast<std::size_t>(unit));
}

double longestSpan(const LoadedSamples& samples)
{
    double span_s = 0.0;
    for (const auto& sample : samples) {
        if (!sample->uts().empty()) {
            span_s = std::max(span_s, sample->uts()[sample->uts().size() - 1] - sample->uts()[0]);
        }
    }
    return span_s;
}

AxisSpec timeAxis(TimeOrigin origin, TimeUnit unit)
{
    const QString symbol = QString::fromLatin1(infoOf(unit).symbol);
    switch (origin) {
    case TimeOrigin::UnixTime:
        return {chartText(QT_TRANSLATE_NOOP("SampleCharts", "Unix time (s)")), Scale::Linear};
    case TimeOrigin::Date:
        return {chartText(QT_TRANSLATE_NOOP("SampleCharts", "Date")), Scale::Date};
    case TimeOrigin::Start:
        return {chartText(QT_TRANSLATE_NOOP("SampleCharts", "Time from start (%1)")).arg(symbol), Scale::Linear};
    case TimeOrigin::Formation:
        return {chartText(QT_TRANSLATE_NOOP("SampleCharts", "Time from formation (%1)")).arg(symbol), Scale::Linear};
    case TimeOrigin::Cycling:
        return {chartText(QT_TRANSLATE_NOOP("SampleCharts", "Time from cycling (%1)")).arg(symbol), Scale::Linear};
    }
    return {};
}

/// The time column as the axis counts it; nothing, and the reason, when the sample has no such time.
struct TimeColumn
{
    std::optional<PlotColumn> x;
    QString whyNot;
};

TimeColumn timeColumn(const LoadedSample& sample, TimeOrigin origin, double unit_s)
{
    const PlotColumn& uts = sample.uts();
    const auto from = [&](std::optional<double> start_uts, const char* whyNot) -> TimeColumn {
        if (!start_uts) {
            return {std::nullopt, chartText(whyNot)};
        }
        return {uts.transformed(*start_uts, 1.0 / unit_s), {}};
    };
    switch (origin) {
    case TimeOrigin::UnixTime:
    case TimeOrigin::Date:
        if (!sample.curves().startKnown) {
            return {std::nullopt, chartText(QT_TRANSLATE_NOOP("SampleCharts",
                                                              "the file does not say when it was started; choose time "
                                                              "from start"))};
        }
        return {uts, {}};
    case TimeOrigin::Start:
        return from(uts[0], "");
    case TimeOrigin::Formation:
        return from(sample.formationStart_uts(), QT_TRANSLATE_NOOP("SampleCharts", "no cycle has begun yet"));
    case TimeOrigin::Cycling:
        return from(sample.cyclingStart_uts(),
                    QT_TRANSLATE_NOOP("SampleCharts", "no cycle after formation has begun yet"));
    }
    return {};
}

void addSeries(PlotModel& model, const PlotSource& source, std::size_t index, const PlotColumn& x, RowQuantity quantity,
               Side side)
{
    const LoadedSample& sample = *source.samples[index];
    const auto curve = sample.curve(quantity);
    if (!curve) {
        leaveOut(model, sample, whyNoCurve(sample, quantity));
        return;
    }
    model.series.push_back({.name = sample.label(),
                            .group = sample.label(),
                            .colour = source.colour(index),
                            .side = side,
                            .x = x,
                            .y = curve->y,
                            .pyramid = curve->pyramid});
}

}  // namespace

TimeUnit naturalUnit(double span_s)
{
    std::size_t unit = 0;
    while (span_s > unitTable.at(unit).longest_s) {
        ++unit;
    }
    return static_cast<TimeUnit>(unit);
}

std::vector<ChosenMarks::Band> cycleBands(const PlotSource& source, const TimeChoice& choice,
                                          const std::set<std::int32_t>& cycles)
{
    const TimeUnit unit = choice.unit.value_or(naturalUnit(longestSpan(source.samples)));
    std::vector<ChosenMarks::Band> bands;
    for (std::size_t i = 0; i < source.samples.size(); ++i) {
        const LoadedSample& sample = *source.samples[i];
        const TimeColumn time =
            sample.uts().empty() ? TimeColumn{} : timeColumn(sample, choice.origin, infoOf(unit).seconds);
        std::optional<std::int32_t> before;
        for (const std::int32_t cycle : cycles) {
            const auto rows = sample.rowsOfCycle(cycle);
            if (!rows || !time.x) {
                continue;
            }
            const auto [lower, upper] =
                std::minmax({(*time.x)[rows->first], (*time.x)[rows->first + rows->second - 1]});
            if (before == cycle - 1) {
                bands.back().x.upper = std::max(bands.back().x.upper, upper);
            } else {
                bands.push_back({{lower, upper}, source.colour(i), sample.label()});
            }
            before = cycle;
        }
    }
    return bands;
}

PlotModel timeChart(const PlotSource& source, const TimeChoice& choice)
{
    const TimeUnit unit = choice.unit.value_or(naturalUnit(longestSpan(source.samples)));
    PlotModel model;
    model.timeZone = source.timeZone;
    model.x = timeAxis(choice.origin, unit);
    model.left = axisOf(choice.y);
    if (choice.second) {
        model.right = axisOf(*choice.second);
    }
    // The curves of the second axis first, so that those of the first lie above them.
    for (const Side side : {Side::Right, Side::Left}) {
        for (std::size_t i = 0; i < source.samples.size(); ++i) {
            if (side == Side::Right && !choice.second) {
                continue;
            }
            const LoadedSample& sample = *source.samples[i];
            if (sample.uts().empty()) {
                leaveOut(model, sample,
                         chartText(sample.curves().impedance.size() > 0
                                       ? onlyImpedance
                                       : QT_TRANSLATE_NOOP("SampleCharts", "has no rows with a time")));
                continue;
            }
            const TimeColumn time = timeColumn(sample, choice.origin, infoOf(unit).seconds);
            if (!time.x) {
                leaveOut(model, sample, time.whyNot);
                continue;
            }
            addSeries(model, source, i, *time.x, side == Side::Left ? choice.y : *choice.second, side);
        }
    }
    return finished(std::move(model));
}

}  // namespace aurora::gui
