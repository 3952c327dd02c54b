#include "gui/batch_plots/group_charts.h"

#include "gui/charts/series_colours.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/services/batch_averages.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace aurora::gui {

namespace {

constexpr std::array styles{PlotStyle::LineAndMarkers, PlotStyle::Line, PlotStyle::Markers};
constexpr int lighter_pct = 150;  // the lines beside a mean

/// The groups that a per-sample value makes: natural order, the samples that have none last.
class Grouping
{
public:
    Grouping(std::span<const services::SampleCurves* const> samples, std::string key) : m_key(std::move(key))
    {
        if (m_key.empty()) {
            return;
        }
        bool known = samples.empty();
        for (const services::SampleCurves* const sample : samples) {
            known = known || sample->summary.contains(m_key);
            const std::string name = nameOf(*sample);
            if (std::find(m_names.begin(), m_names.end(), name) == m_names.end()) {
                m_names.push_back(name);
            }
        }
        if (!known) {
            throw UsageError("No sample has a value \"" + m_key + "\" to be told apart by.");
        }
        std::sort(m_names.begin(), m_names.end(), [](const std::string& a, const std::string& b) {
            return a.empty() != b.empty() ? b.empty() : compareNatural(a, b) < 0;
        });
    }

    [[nodiscard]] bool exists() const noexcept { return !m_key.empty(); }

    [[nodiscard]] const std::string& key() const noexcept { return m_key; }

    [[nodiscard]] std::size_t indexOf(const std::string& name) const
    {
        return static_cast<std::size_t>(std::find(m_names.begin(), m_names.end(), name) - m_names.begin());
    }

    [[nodiscard]] std::string nameOf(const services::SampleCurves& sample) const
    {
        const auto value = sample.summary.find(m_key);
        return value == sample.summary.end() ? std::string() : services::plainGroupName(m_key, *value);
    }

private:
    std::string m_key;
    std::vector<std::string> m_names;
};

QString text(const char* source)
{
    return QCoreApplication::translate("GroupCharts", source);
}

QString titleOf(const analysis::GroupName& group)
{
    QStringList names;
    for (const std::string& name : group) {
        names.append(name.empty() ? text(QT_TRANSLATE_NOOP("GroupCharts", "unknown")) : QString::fromStdString(name));
    }
    return names.isEmpty() ? text(QT_TRANSLATE_NOOP("GroupCharts", "all samples")) : names.join(QStringLiteral(", "));
}

/// The mean of a group and the two lines beside it.
void addGroup(PlotModel& model, const analysis::GroupAverage& group, const QColor& colour, PlotStyle style)
{
    std::vector<double> cycles;
    std::vector<double> means;
    std::vector<double> lower;
    std::vector<double> upper;
    for (const analysis::CycleAverage& cycle : group.cycles) {
        const double deviation = cycle.deviation.value_or(std::numeric_limits<double>::quiet_NaN());
        cycles.push_back(cycle.cycle);
        means.push_back(cycle.mean);
        lower.push_back(cycle.mean - deviation);
        upper.push_back(cycle.mean + deviation);
    }
    const QString name = titleOf(group.group);
    const PlotColumn x(std::move(cycles));
    const auto add = [&](const QString& hover, const QColor& lineColour, PlotStyle lineStyle, std::vector<double> y) {
        model.series.push_back({.name = hover,
                                .group = name,
                                .colour = lineColour,
                                .style = lineStyle,
                                .x = x,
                                .y = PlotColumn(std::move(y))});
    };
    add(text(QT_TRANSLATE_NOOP("GroupCharts", "%1, mean of %2")).arg(name).arg(group.samples), colour, style,
        std::move(means));
    if (group.samples > 1) {
        const QColor light = colour.lighter(lighter_pct);
        add(text(QT_TRANSLATE_NOOP("GroupCharts", "%1, mean − standard deviation")).arg(name), light, PlotStyle::Line,
            std::move(lower));
        add(text(QT_TRANSLATE_NOOP("GroupCharts", "%1, mean + standard deviation")).arg(name), light, PlotStyle::Line,
            std::move(upper));
    }
}

}  // namespace

PlotModel groupedCycleChart(PlotSource source, const PerCycleChoice& choice, const GroupChoice& groups)
{
    std::vector<const services::SampleCurves*> samples;
    for (const auto& sample : source.samples) {
        samples.push_back(&sample->curves());
    }
    const Grouping colours(samples, groups.colourBy);
    const Grouping styling(samples, groups.styleBy);
    QHash<QString, PlotStyle> styleOf;
    for (const auto& sample : source.samples) {
        if (colours.exists()) {
            const std::size_t group = colours.indexOf(colours.nameOf(sample->curves()));
            source.colours.insert(sample->label(), seriesColour(static_cast<int>(group)));
        }
        if (styling.exists()) {
            const std::size_t group = styling.indexOf(styling.nameOf(sample->curves()));
            styleOf.insert(sample->label(), styles[group % styles.size()]);
        }
    }
    PlotModel model = perCycleChart(source, choice);
    for (PlotSeries& series : model.series) {
        series.style = styleOf.value(series.group, series.style);
    }
    return model;
}

PlotModel averageChart(std::span<const services::SampleCurves> samples, const std::string& column,
                       const GroupChoice& groups)
{
    std::vector<const services::SampleCurves*> pointers;
    for (const services::SampleCurves& sample : samples) {
        pointers.push_back(&sample);
    }
    const Grouping colours(pointers, groups.colourBy);
    const Grouping styling(pointers, groups.styleBy);
    std::vector<std::string> groupBy;
    for (const Grouping* const grouping : {&colours, &styling}) {
        if (grouping->exists()) {
            groupBy.push_back(grouping->key());
        }
    }
    PlotModel model;
    model.x = {text(QT_TRANSLATE_NOOP("GroupCharts", "Cycle")), Scale::Whole};
    model.left.title = QString::fromStdString(column);
    for (const analysis::GroupAverage& group : services::averageSamples(samples, column, groupBy)) {
        if (group.cycles.empty()) {
            model.leftOut.append(text(QT_TRANSLATE_NOOP("GroupCharts", "%1: %2 is not known of any of its samples"))
                                     .arg(titleOf(group.group), model.left.title));
            continue;
        }
        const std::size_t colour = colours.exists() ? colours.indexOf(group.group.front()) : 0;
        const std::size_t style = styling.exists() ? styling.indexOf(group.group.back()) : 0;
        addGroup(model, group, seriesColour(static_cast<int>(colour)), styles[style % styles.size()]);
    }
    model.note = model.leftOut.join(QLatin1Char('\n'));
    return model;
}

}  // namespace aurora::gui
