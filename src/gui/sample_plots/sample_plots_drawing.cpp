#include "gui/charts/series_colours.h"
#include "gui/sample_plots/cycle_link.h"
#include "gui/sample_plots/sample_plots_private.h"
#include "gui/sample_plots/sample_rows.h"

#include <QTabBar>

#include <algorithm>
#include <utility>

namespace aurora::gui {

PlotSource SamplePlotsPage::Private::source() const
{
    PlotSource source;
    source.samples = store.loaded();
    for (const QString& key : list->ticked()) {
        if (const auto sample = store.loaded(key)) {
            source.colours.insert(sample->label(), colours.colour(key));
        }
    }
    if (project) {
        source.timeZone = project->timeZone();
    }
    return source;
}

void SamplePlotsPage::Private::show(ChartPanel& panel, PlotModel model)
{
    if (model.series.empty() && store.isLoading()) {
        model.note = SamplePlotsPage::tr("Loading…");
    } else if (model.series.empty() && store.loaded().empty() && !store.failures().isEmpty()) {
        // Said once: the other charts only refer to it.
        model.note = &panel == time ? store.failures().join(QLatin1Char('\n'))
                                    : SamplePlotsPage::tr("There is nothing to draw: what was chosen cannot be read.");
    } else {
        QStringList failures;
        for (const QString& key : list->ticked()) {
            const QString failure = store.failure(key);
            if (!failure.isEmpty() && (&panel == time || store.loaded(key))) {
                failures.append(failure);
            }
        }
        model.leftOut = failures + model.leftOut;
    }
    panel.setModel(std::move(model));
}

void SamplePlotsPage::Private::showColours()
{
    for (const QString& key : list->ticked()) {
        const auto sample = store.loaded(key);
        QString words;
        if (sample && !sample->curves().cycles.empty()) {
            words = cyclesText(static_cast<std::int64_t>(sample->curves().cycles.size()));
        } else if (sample) {
            words = sample->curves().note.empty() ? SamplePlotsPage::tr("no cycles") : SamplePlotsPage::tr("no data");
        }
        if (!store.loaded(key) && !store.failure(key).isEmpty()) {
            list->setLook(key, Qt::transparent, SamplePlotsPage::tr("cannot be read"));
            continue;
        }
        list->setLook(key, visibleOn(list->palette().color(QPalette::Base), colours.colour(key)), words);
    }
}

void SamplePlotsPage::Private::drawAll()
{
    redrawSoon.stop();
    drawOthers.stop();
    showColours();
    drawTime();
    drawPerCycle();
    drawOneCycle();
    drawImpedance();
}

/// Many samples have come at once: each chart has a turn of the event loop of its own, for all together would keep the
/// window waiting.
void SamplePlotsPage::Private::drawInTurns()
{
    showColours();
    drawTime();
    m_drawn = 0;
    drawOthers.start();
}

void SamplePlotsPage::Private::drawNext()
{
    static constexpr std::array others{&Private::drawPerCycle, &Private::drawOneCycle, &Private::drawImpedance};
    (this->*others.at(m_drawn))();
    if (++m_drawn < others.size()) {
        drawOthers.start();
    }
}

/// Says that something is being computed, and has it computed, where it is not there yet: the chart is drawn again
/// then.
bool SamplePlotsPage::Private::isPrepared(ChartPanel& panel, const std::vector<RowQuantity>& quantities)
{
    if (store.prepare(quantities)) {
        return true;
    }
    PlotModel model;
    model.note = SamplePlotsPage::tr("Computing…");
    model.isComing = true;
    panel.setModel(std::move(model));
    return false;
}

void SamplePlotsPage::Private::drawTime()
{
    const TimeChoice choice = settings->time();
    if (isPrepared(*time, {choice.y, choice.second.value_or(choice.y)})) {
        show(*time, timeChart(source(), choice));
    }
    markChosen();
}

void SamplePlotsPage::Private::drawPerCycle()
{
    settings->showAutomaticColumn(QString::fromStdString(defaultCycleColumn(store.loaded())));
    show(*perCycle, perCycleChart(source(), settings->perCycle()));
    markChosen();
}

void SamplePlotsPage::Private::markChosen()
{
    markCycles(time->view(), perCycle->view(), source(), settings->time(), settings->oneCycle().cycles);
}

/// Cycles that were chosen for other samples, and none of these has, would leave the chart empty.
void SamplePlotsPage::Private::forgetCyclesOfOthers()
{
    const std::set<std::int32_t> chosen = settings->oneCycle().cycles;
    const LoadedSamples samples = store.loaded();
    if (chosen.empty() || samples.empty() || store.isLoading() || m_cyclesOf == list->ticked()) {
        return;
    }
    const bool any = std::any_of(samples.begin(), samples.end(), [&](const auto& sample) {
        const CycleTable& cycles = sample->curves().cycles;
        return std::any_of(cycles.begin(), cycles.end(),
                           [&](const CycleRow& row) { return chosen.count(row.cycle) > 0; });
    });
    if (!any) {
        settings->forgetCycles();
    }
}

void SamplePlotsPage::Private::drawOneCycle()
{
    forgetCyclesOfOthers();
    settings->showUsualCycles(usualCycles(store.loaded()), store.loaded().size());
    const OneCycleChoice choice = settings->oneCycle();
    markChosen();
    if (isPrepared(*oneCycle, {choice.x, choice.y})) {
        show(*oneCycle, oneCycleChart(source(), choice));
    }
}

void SamplePlotsPage::Private::drawImpedance()
{
    const LoadedSamples samples = store.loaded();
    const bool any = std::any_of(samples.begin(), samples.end(),
                                 [](const auto& sample) { return sample->curves().impedance.size() > 0; });
    tabs->setTabVisible(tabs->indexOf(impedance), any);
    tabs->tabBar()->setVisible(any);  // one tab alone would only repeat the title of its chart
    const bool nothingElse = any && std::all_of(samples.begin(), samples.end(),
                                                [](const auto& sample) { return sample->curves().cycles.empty(); });
    if (std::exchange(m_onlyImpedance, nothingElse) != nothingElse && nothingElse) {
        tabs->setCurrentWidget(impedance);  // its plot at once
    }
    show(*impedance, impedanceChart(source(), settings->impedanceKind(), settings->impedanceCycles()));
}

}  // namespace aurora::gui
