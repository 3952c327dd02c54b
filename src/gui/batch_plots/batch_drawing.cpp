#include "gui/batch_plots/batch_drawing.h"

#include "gui/batch_plots/batch_chooser.h"
#include "gui/batch_plots/batch_settings.h"
#include "gui/batch_plots/correlation_panel.h"
#include "gui/batch_plots/cycle_store.h"
#include "gui/charts/chart_panel.h"
#include "gui/charts/series_colours.h"
#include "gui/frame/message_bar.h"
#include "gui/sample_plots/sample_rows.h"

#include "aurora/core/error.h"

#include <QCoreApplication>
#include <QHash>

#include <utility>

namespace aurora::gui {

namespace {

struct BatchDrawingWords
{
    Q_DECLARE_TR_FUNCTIONS(BatchPlotsPage)
};

// What is computed of less than this takes some milliseconds and is drawn at once; of more, in the background.
constexpr std::size_t fewCycles = 20'000;
constexpr std::size_t fewSamples = 60;
constexpr std::size_t samplesInOneTurn = 10;  ///< of the event loop, for all three charts

/// A model that says why nothing is drawn, where drawing failed.
template <class Make>
PlotModel modelOr(Make&& make)
{
    try {
        return make();
    } catch (const Error& error) {
        PlotModel model;
        model.note = QString::fromUtf8(error.what());
        return model;
    }
}

/// Cycles, and per-sample values, that take no time worth a thread.
bool areFew(const LoadedSamples& samples)
{
    std::size_t cycles = 0;
    for (const auto& sample : samples) {
        cycles += sample->curves().cycles.size();
    }
    return samples.size() <= fewSamples && cycles <= fewCycles;
}

services::CorrelationMatrix correlated(const LoadedSamples& samples)
{
    std::vector<Json> summaries;
    summaries.reserve(samples.size());
    for (const auto& sample : samples) {
        summaries.push_back(sample->curves().summary);
    }
    return services::correlate(summaries);
}

}  // namespace

BatchDrawing::BatchDrawing(const Parts& parts) : m(parts)
{
    for (QTimer* timer : {&m_others, &m_colours}) {
        timer->setSingleShot(true);
        timer->setInterval(0);
    }
    connect(&m_others, &QTimer::timeout, this, &BatchDrawing::drawNext);
    connect(&m_colours, &QTimer::timeout, this, &BatchDrawing::showColours);
}

void BatchDrawing::drawAll()
{
    m.settings.setSampleColumns(sampleColumns(m.store.loaded()));
    drawPerCycle();
    if (m.store.loaded().size() > samplesInOneTurn) {
        m_drawn = 0;
        m_others.start();
        return;
    }
    m_others.stop();
    drawScatter();
    m_matrix.ask();
}

void BatchDrawing::drawNext()
{
    if (m_drawn++ == 0) {
        drawScatter();
        m_others.start();
        return;
    }
    m_matrix.ask();
}

template <class Make, class Show>
void BatchDrawing::draw(RepeatedReading& reading, Make make, Show show)
{
    if (areFew(m.store.loaded())) {
        show(make());
        return;
    }
    reading.read(std::move(make), std::move(show), [this](const Failure& failure) { m.messages.show(failure); });
}

void BatchDrawing::drawPerCycle()
{
    m.settings.showAutomaticColumn(QString::fromStdString(defaultCycleColumn(m.store.loaded())));
    m_perCycle.ask();
}

void BatchDrawing::drawScatter()
{
    m_scatter.ask();
}

std::function<PlotModel()> BatchDrawing::perCycleWork() const
{
    return [from = source(), column = m.settings.cycleColumn(), groups = m.settings.groups(),
            spread = m.settings.averages()] {
        return modelOr([&] {
            if (spread) {
                return averageChart(from, column.empty() ? defaultCycleColumn(from.samples) : column, groups, *spread);
            }
            return groupedCycleChart(from, {column, {}}, groups);
        });
    };
}

std::function<PlotModel()> BatchDrawing::scatterWork() const
{
    return [from = source(), x = m.settings.scatterX(), y = m.settings.scatterY(), groups = m.settings.groups()] {
        return modelOr([&] { return groupedScatterChart(from, x, y, groups); });
    };
}

void BatchDrawing::beginPerCycle()
{
    draw(m_perCycle, perCycleWork(), [this](PlotModel model) { showPerCycle(std::move(model)); });
}

void BatchDrawing::beginScatter()
{
    draw(m_scatter, scatterWork(), [this](PlotModel model) { m.scatter.setModel(withReason(std::move(model))); });
}

void BatchDrawing::beginMatrix()
{
    draw(
        m_matrix, [samples = m.store.loaded()] { return correlated(samples); },
        [this](services::CorrelationMatrix found) {
            const QString note = m.store.loaded().empty() ? withReason({}).note : QString();
            m.matrix.setCorrelation(std::move(found), note);
        });
}

void BatchDrawing::showPerCycle(PlotModel model)
{
    m.perCycle.setModel(withReason(std::move(model)));
    m_colours.start();
    if (!m.store.isLoading() && m.store.missing() > 0 && m.store.failure().isEmpty()) {
        m.perCycle.setMessage(
            BatchDrawingWords::tr("Loading was cancelled: %1 of %2 samples are not drawn. Refresh (F5) loads them.")
                .arg(m.store.missing())
                .arg(m.chooser.ticked().size()));
    }
}

/// The list shows the samples in the colours that they have in the per-cycle chart; means have none of theirs.
void BatchDrawing::showColours()
{
    QHash<QString, QColor> drawn;
    for (const PlotSeries& series : m.perCycle.view().chart().model().series) {
        drawn.insert(series.name, series.colour);
    }
    for (const QString& sample : m.chooser.ticked()) {
        const auto loaded = m.store.loaded(sample);
        QString words;
        if (loaded) {
            words = cyclesText(static_cast<std::int64_t>(loaded->curves().cycles.size()));
        }
        const QColor colour = drawn.value(sample, QColor(Qt::transparent));
        const QColor ground = m.chooser.palette().color(QPalette::Base);
        m.chooser.setLook(sample, colour.alpha() == 0 ? colour : visibleOn(ground, colour), words);
    }
}

PlotSource BatchDrawing::source() const
{
    PlotSource source;
    source.samples = m.store.loaded();
    for (const QString& sample : m.chooser.ticked()) {
        source.colours.insert(sample, m.colours.colour(sample));
    }
    source.timeZone = m_timeZone;
    return source;
}

/// What stands in the place of a chart without curves.
PlotModel BatchDrawing::withReason(PlotModel model) const
{
    if (!model.series.empty()) {
        return model;
    }
    if (m.store.isLoading()) {
        model.note = BatchDrawingWords::tr("Loading…");
    } else if (!m.store.failure().isEmpty()) {
        model.note = m.store.failure();
    } else if (m.store.loaded().empty() && m.store.missing() == 0) {
        model.note = BatchDrawingWords::tr("Choose a batch, or tick samples in the list, to compare them here.");
    }
    return model;
}

}  // namespace aurora::gui
