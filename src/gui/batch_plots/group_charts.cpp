#include "gui/batch_plots/group_charts.h"

#include "gui/batch_plots/sample_groups.h"
#include "gui/charts/series_colours.h"
#include "gui/sample_plots/chart_help.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace aurora::gui {

namespace {

constexpr std::array strokes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
constexpr std::array markers{Marker::Circle, Marker::Square, Marker::Triangle, Marker::Diamond, Marker::Cross};

QString text(const char* source)
{
    return QCoreApplication::translate("GroupCharts", source);
}

std::vector<const services::SampleCurves*> curvesOf(const LoadedSamples& samples)
{
    std::vector<const services::SampleCurves*> curves;
    curves.reserve(samples.size());
    for (const auto& sample : samples) {
        curves.push_back(&sample->curves());
    }
    return curves;
}

/// The looks that the groups of samples have.
class Looks
{
public:
    Looks(const LoadedSamples& samples, const GroupChoice& choice)
        : m_choice(choice), m_colours(curvesOf(samples), choice.colourBy), m_styles(curvesOf(samples), choice.styleBy)
    {
        if (!isContinuous()) {
            return;
        }
        Range range = m_colours.range();
        if (range.span() <= 0.0) {
            range = {range.lower - 0.5, range.upper + 0.5};
        }
        if (choice.scale.isDiverging() && range.lower < 0.0 && range.upper > 0.0) {
            const double farthest = std::max(-range.lower, range.upper);
            range = {-farthest, farthest};
        }
        m_bar = ColourBar{m_colours.title(), range, choice.scale,
                          m_colours.someMissing() ? text(QT_TRANSLATE_NOOP("GroupCharts", "unknown")) : QString()};
    }

    [[nodiscard]] const SampleGroups& colours() const noexcept { return m_colours; }

    [[nodiscard]] const SampleGroups& styles() const noexcept { return m_styles; }

    [[nodiscard]] const std::optional<ColourBar>& bar() const noexcept { return m_bar; }

    [[nodiscard]] bool isContinuous() const
    {
        return m_colours.exist() && m_colours.isNumeric() && m_choice.colours != ColourKind::Categories;
    }

    /// The colour of a group; without groups, the first of all.
    [[nodiscard]] QColor groupColour(const std::string& name) const
    {
        if (!m_colours.exist()) {
            return seriesColour(0);
        }
        if (name.empty()) {
            return missingColour();
        }
        if (m_bar) {
            return m_bar->colour(m_colours.middleOf(name).value_or(m_bar->range.lower));
        }
        const std::size_t index = m_colours.indexOf(name);
        if (m_choice.colours != ColourKind::Map) {
            return seriesColour(static_cast<int>(index));
        }
        const auto last = static_cast<double>(std::max<std::size_t>(m_colours.known(), 2) - 1);
        return m_choice.scale.at(static_cast<double>(index) / last);
    }

    [[nodiscard]] QColor colour(const services::SampleCurves& sample) const
    {
        if (const auto number = m_colours.number(sample); m_bar && number) {
            return m_bar->colour(*number);
        }
        return groupColour(m_colours.nameOf(sample));
    }

    void applyStyle(PlotSeries& series, const std::string& name) const
    {
        series.style = m_choice.draw;
        if (m_styles.exist()) {
            const std::size_t index = m_styles.indexOf(name);
            series.stroke = strokes.at(index % strokes.size());
            series.marker = markers.at(index % markers.size());
        }
    }

    /// What the legend calls a group: its name in each grouping that the legend has to tell.
    [[nodiscard]] QString title(const std::string& colour, const std::string& style) const
    {
        QStringList names;
        const auto add = [&names](const SampleGroups& groups, const std::string& name) {
            names.append(groups.shownName(name));
        };
        if (m_colours.exist()) {
            add(m_colours, colour);
        }
        if (m_styles.exist() && !(m_colours.exist() && m_colours.key() == m_styles.key())) {
            add(m_styles, style);
        }
        return names.isEmpty() ? text(QT_TRANSLATE_NOOP("GroupCharts", "all samples"))
                               : names.join(QStringLiteral(", "));
    }

private:
    GroupChoice m_choice;
    SampleGroups m_colours;
    SampleGroups m_styles;
    std::optional<ColourBar> m_bar;
};

/// Gives one curve of a sample the look of its groups.
void applyLook(PlotSeries& series, const services::SampleCurves& sample, const Looks& looks)
{
    const SampleGroups& colours = looks.colours();
    const SampleGroups& styles = looks.styles();
    QStringList remarks;
    if (colours.exist()) {
        series.colour = looks.colour(sample);
        remarks.append(colours.remark(sample));
    }
    if (styles.exist() && styles.key() != colours.key()) {
        remarks.append(styles.remark(sample));
    }
    series.remark = remarks.join(QLatin1Char('\n'));
    looks.applyStyle(series, styles.nameOf(sample));
    // The scale tells the colours of numbers; the legend, the groups there are besides.
    if (looks.isContinuous() && styles.exist()) {
        constexpr QRgb neutral = 0xFF808080;
        series.group = styles.shownName(styles.nameOf(sample));
        series.legendColour = QColor::fromRgb(neutral);
    } else if (!looks.isContinuous() && (colours.exist() || styles.exist())) {
        series.group = looks.title(colours.nameOf(sample), styles.nameOf(sample));
    }
    if (styles.exist() && !colours.exist()) {
        series.legendColour = QColor::fromRgb(0xFF808080);
    }
}

/// The curves of samples, named by them, in the look of their groups; groups in order.
void applyLooks(PlotModel& model, const PlotSource& source, const Looks& looks)
{
    QHash<QString, const services::SampleCurves*> byName;
    for (const auto& sample : source.samples) {
        byName.insert(sample->label(), &sample->curves());
    }
    for (PlotSeries& series : model.series) {
        if (const services::SampleCurves* sample = byName.value(series.name)) {
            applyLook(series, *sample, looks);
        }
    }
    const auto place = [&](const PlotSeries& series) {
        const services::SampleCurves* sample = byName.value(series.name);
        return sample == nullptr || looks.isContinuous()
                   ? std::pair<std::size_t, std::size_t>{0, 0}
                   : std::pair{looks.colours().indexOf(looks.colours().nameOf(*sample)),
                               looks.styles().indexOf(looks.styles().nameOf(*sample))};
    };
    std::stable_sort(model.series.begin(), model.series.end(), [&](const PlotSeries& a, const PlotSeries& b) {
        return a.side != b.side ? a.side == Side::Right : place(a) < place(b);
    });
    model.colourBar = looks.bar();
}

/// The mean of a group with what lies around it.
PlotSeries meanOf(const analysis::GroupAverage& group, const QString& name)
{
    std::vector<double> cycles;
    std::vector<double> means;
    std::vector<double> deviations;
    std::vector<double> samples;
    std::size_t fewest = group.samples;
    std::size_t most = 0;
    for (const analysis::CycleAverage& cycle : group.cycles) {
        cycles.push_back(cycle.cycle);
        means.push_back(cycle.mean);
        deviations.push_back(cycle.deviation.value_or(std::numeric_limits<double>::quiet_NaN()));
        samples.push_back(static_cast<double>(cycle.samples));
        fewest = std::min<std::size_t>(fewest, cycle.samples);
        most = std::max<std::size_t>(most, cycle.samples);
    }
    PlotSeries series{.name = text(QT_TRANSLATE_NOOP("GroupCharts", "%1, mean")).arg(name), .group = name};
    series.legendText =
        text(QT_TRANSLATE_NOOP("GroupCharts", "%1 (n = %2)"))
            .arg(name, fewest == most ? QString::number(most) : QStringLiteral("%1–%2").arg(fewest).arg(most));
    series.x = PlotColumn(std::move(cycles));
    series.y = PlotColumn(std::move(means));
    series.deviation = PlotColumn(std::move(deviations));
    series.valueName = QStringLiteral("n");
    series.value = PlotColumn(std::move(samples));
    return series;
}

}  // namespace

PlotModel groupedCycleChart(const PlotSource& source, const PerCycleChoice& choice, const GroupChoice& groups)
{
    const Looks looks(source.samples, groups);
    PlotModel model = perCycleChart(source, choice);
    applyLooks(model, source, looks);
    return model;
}

PlotModel groupedScatterChart(const PlotSource& source, const std::string& x, const std::string& y,
                              const GroupChoice& groups)
{
    const Looks looks(source.samples, groups);
    PlotModel model = scatterChart(source, x, y);
    applyLooks(model, source, looks);
    for (PlotSeries& series : model.series) {
        series.style = PlotStyle::Markers;
    }
    return model;
}

PlotModel averageChart(const PlotSource& source, const std::string& column, const GroupChoice& choice, Spread spread)
{
    const Looks looks(source.samples, choice);
    const SampleGroups& colours = looks.colours();
    const SampleGroups& styles = looks.styles();
    std::vector<std::string> groupBy;
    for (const SampleGroups* const groups : {&colours, &styles}) {
        if (groups->exist() && std::find(groupBy.begin(), groupBy.end(), groups->key()) == groupBy.end()) {
            groupBy.push_back(groups->key());
        }
    }
    const auto naming = [&](const std::string& key, const Json& value) {
        return (key == colours.key() ? colours : styles).nameOf(value);
    };
    std::vector<analysis::GroupAverage> averages =
        services::averageSamples(curvesOf(source.samples), column, groupBy, naming);
    std::stable_sort(averages.begin(), averages.end(), [&](const auto& a, const auto& b) {
        const auto place = [&](const analysis::GroupName& group) {
            return group.empty() ? std::pair<std::size_t, std::size_t>{0, 0}
                                 : std::pair{(colours.exist() ? colours : styles).indexOf(group.front()),
                                             (styles.exist() ? styles : colours).indexOf(group.back())};
        };
        return place(a.group) < place(b.group);
    });
    PlotModel model;
    model.x = {.title = text(QT_TRANSLATE_NOOP("GroupCharts", "Cycle")), .scale = Scale::Whole};
    model.left.title = QString::fromStdString(column);
    for (const analysis::GroupAverage& group : averages) {
        const std::string colour = group.group.empty() || !colours.exist() ? std::string() : group.group.front();
        const std::string style = group.group.empty() || !styles.exist() ? std::string() : group.group.back();
        const QString name = looks.title(colour, style);
        if (group.cycles.empty()) {
            continue;  // each of its samples is left out below
        }
        PlotSeries series = meanOf(group, name);
        series.colour = looks.groupColour(colour);
        series.spread = spread;
        looks.applyStyle(series, style);
        model.series.push_back(std::move(series));
    }
    if (!model.series.empty()) {
        model.legendNote = spread == Spread::None ? text(QT_TRANSLATE_NOOP("GroupCharts", "mean"))
                                                  : text(QT_TRANSLATE_NOOP("GroupCharts", "mean ± sd"));
    }
    for (const auto& sample : source.samples) {
        if (const QString why = whyNoValue(*sample, *findCycleColumn(column)); !why.isEmpty()) {
            leaveOut(model, *sample, why);
        }
    }
    model.colourBar = looks.bar();
    return finished(std::move(model));
}

}  // namespace aurora::gui
