#include "gui/sample_plots/chart_help.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace aurora::gui {

namespace {

struct Sweep
{
    std::int32_t cycle;
    std::vector<std::size_t> rows;
};

/// A sweep ends where the frequency turns back: the next measurement begins at its first frequency again.
std::vector<Sweep> sweepsOf(const ImpedanceSeries& impedance, const std::set<std::int32_t>& cycles)
{
    constexpr float sameFrequency = 1.02F;
    std::vector<Sweep> sweeps;
    int direction = 0;
    for (std::size_t row = 0; row < impedance.size(); ++row) {
        if (!cycles.empty() && cycles.count(impedance.cycle[row]) == 0) {
            continue;
        }
        int turn = 0;
        const bool follows = !sweeps.empty() && sweeps.back().rows.back() + 1 == row;
        if (follows) {
            const float before = impedance.frequency_Hz[row - 1];
            const float now = impedance.frequency_Hz[row];
            turn = now > before * sameFrequency ? 1 : now * sameFrequency < before ? -1 : 0;
        }
        if (!follows || impedance.cycle[row] != sweeps.back().cycle || (direction != 0 && turn == -direction)) {
            sweeps.push_back({impedance.cycle[row], {}});
            direction = 0;
        } else if (turn != 0) {
            direction = turn;
        }
        sweeps.back().rows.push_back(row);
    }
    return sweeps;
}

/// "a_01, after cycle 3"; sweeps after the same cycle are counted. Before the first one no cycle has been counted.
QString nameOf(const LoadedSample& sample, const std::vector<Sweep>& sweeps, std::size_t index)
{
    const std::int32_t cycle = sweeps[index].cycle;
    const auto same = [cycle](const Sweep& sweep) { return sweep.cycle == cycle; };
    const QString name =
        cycle == 0 ? chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, before cycle 1")).arg(sample.label())
                   : chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, after cycle %2")).arg(sample.label()).arg(cycle);
    if (std::count_if(sweeps.begin(), sweeps.end(), same) == 1) {
        return name;
    }
    const auto number = std::count_if(sweeps.begin(), sweeps.begin() + static_cast<std::ptrdiff_t>(index) + 1, same);
    return chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, sweep %2")).arg(name).arg(number);
}

std::vector<double> columnOf(const Sweep& sweep, const std::vector<float>& values, double factor)
{
    std::vector<double> column;
    column.reserve(sweep.rows.size());
    for (const std::size_t row : sweep.rows) {
        column.push_back(factor * static_cast<double>(values[row]));
    }
    return column;
}

void addNyquist(PlotModel& model, PlotSeries series, const Sweep& sweep, const ImpedanceSeries& impedance)
{
    series.x = PlotColumn(columnOf(sweep, impedance.reZ_ohm, 1.0));
    series.y = PlotColumn(columnOf(sweep, impedance.imZ_ohm, -1.0));
    series.valueName = chartText(QT_TRANSLATE_NOOP("SampleCharts", "Frequency (Hz)"));
    series.value = PlotColumn(columnOf(sweep, impedance.frequency_Hz, 1.0));
    model.series.push_back(std::move(series));
}

void addBode(PlotModel& model, PlotSeries series, const Sweep& sweep, const ImpedanceSeries& impedance)
{
    std::vector<double> frequency;
    std::vector<double> magnitude;
    std::vector<double> phase;
    for (const std::size_t row : sweep.rows) {
        const auto re = static_cast<double>(impedance.reZ_ohm[row]);
        const auto im = static_cast<double>(impedance.imZ_ohm[row]);
        frequency.push_back(std::log10(static_cast<double>(impedance.frequency_Hz[row])));
        magnitude.push_back(std::log10(std::hypot(re, im)));
        phase.push_back(-std::atan2(im, re) * 180.0 / std::numbers::pi);
    }
    series.x = PlotColumn(std::move(frequency));
    series.side = Side::Right;
    series.y = PlotColumn(std::move(phase));
    model.series.push_back(series);
    series.side = Side::Left;
    series.y = PlotColumn(std::move(magnitude));
    model.series.push_back(std::move(series));
}

}  // namespace

PlotModel impedanceChart(const PlotSource& source, ImpedanceKind kind, const std::set<std::int32_t>& cycles)
{
    const bool nyquist = kind == ImpedanceKind::Nyquist;
    PlotModel model;
    model.timeZone = source.timeZone;
    model.name = nyquist ? QStringLiteral("Nyquist") : QStringLiteral("Bode");
    if (nyquist) {
        model.x.title = QStringLiteral("Re(Z) (Ω)");
        model.left.title = QStringLiteral("−Im(Z) (Ω)");
        model.aspect = Aspect::Equal;
    } else {
        model.x = {chartText(QT_TRANSLATE_NOOP("SampleCharts", "Frequency (Hz)")), Scale::Log};
        model.left = {QStringLiteral("|Z| (Ω)"), Scale::Log};
        model.right = AxisSpec{chartText(QT_TRANSLATE_NOOP("SampleCharts", "−Phase (°)")), Scale::Linear};
    }
    std::vector<std::vector<Sweep>> all;
    std::size_t count = 0;
    for (const auto& sample : source.samples) {
        all.push_back(sweepsOf(sample->curves().impedance, cycles));
        count += all.back().size();
    }
    for (std::size_t i = 0; i < source.samples.size(); ++i) {
        const LoadedSample& sample = *source.samples[i];
        const std::vector<Sweep>& sweeps = all[i];
        if (sweeps.empty()) {
            const bool measured = sample.curves().impedance.size() > 0;
            leaveOut(model, sample,
                     measured
                         ? chartText(QT_TRANSLATE_NOOP("SampleCharts", "no impedance was measured after these cycles"))
                         : chartText(QT_TRANSLATE_NOOP("SampleCharts", "no impedance was measured")));
        }
        for (std::size_t k = 0; k < sweeps.size(); ++k) {
            const QString name = nameOf(sample, sweeps, k);
            PlotSeries series{.name = name,
                              .group = count <= mostCurvesInLegend ? name : sample.label(),
                              .colour = shade(source.colour(i), k, sweeps.size()),
                              .style = PlotStyle::LineAndMarkers};
            if (nyquist) {
                addNyquist(model, std::move(series), sweeps[k], sample.curves().impedance);
            } else {
                addBode(model, std::move(series), sweeps[k], sample.curves().impedance);
            }
        }
    }
    return finished(std::move(model));
}

}  // namespace aurora::gui
