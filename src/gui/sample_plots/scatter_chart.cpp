#include "gui/sample_plots/chart_help.h"

#include "aurora/core/error.h"
#include "aurora/core/json.h"

#include <algorithm>
#include <set>

namespace aurora::gui {

namespace {

/// Every sample without the key has it as null at most; a key that no sample knows is a mistake.
void requireKey(const LoadedSamples& samples, const std::string& key)
{
    std::set<std::string> known;
    for (const auto& sample : samples) {
        for (const auto& [name, value] : sample->curves().summary.items()) {
            known.insert(name);
        }
    }
    if (known.empty() || known.count(key) != 0) {
        return;
    }
    std::string choices;
    for (const std::string& name : known) {
        choices += (choices.empty() ? "" : ", ") + name;
    }
    throw UsageError("\"" + key + "\" is not a number of a sample. Choose one of: " + choices + ".");
}

}  // namespace

PlotModel scatterChart(const PlotSource& source, const std::string& x, const std::string& y)
{
    requireKey(source.samples, x);
    requireKey(source.samples, y);
    PlotModel model;
    model.timeZone = source.timeZone;
    model.x.title = QString::fromStdString(x);
    model.left.title = QString::fromStdString(y);
    for (std::size_t i = 0; i < source.samples.size(); ++i) {
        const LoadedSample& sample = *source.samples[i];
        const auto valueX = numberAt(sample.curves().summary, x);
        const auto valueY = numberAt(sample.curves().summary, y);
        if (!valueX || !valueY) {
            leaveOut(model, sample,
                     chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1 is not a known number"))
                         .arg(valueX ? model.left.title : model.x.title));
            continue;
        }
        model.series.push_back({.name = sample.label(),
                                .group = sample.label(),
                                .colour = source.colour(i),
                                .style = PlotStyle::Markers,
                                .x = PlotColumn(std::vector{*valueX}),
                                .y = PlotColumn(std::vector{*valueY})});
    }
    return finished(std::move(model));
}

}  // namespace aurora::gui
