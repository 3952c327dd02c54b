#include "gui/batch_plots/batch_plots_page.h"

#include "gui/batch_plots/batch_chooser.h"
#include "gui/batch_plots/batch_settings.h"
#include "gui/batch_plots/correlation_panel.h"
#include "gui/batch_plots/cycle_store.h"
#include "gui/batch_plots/fold_box.h"
#include "gui/charts/chart_in_use.h"
#include "gui/charts/chart_panel.h"
#include "gui/charts/export_name.h"
#include "gui/charts/series_colours.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/repeated_reading.h"
#include "gui/frame/settings.h"
#include "gui/sample_plots/last_choice.h"

#include "aurora/core/error.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QTimer>

#include <array>
#include <functional>
#include <initializer_list>
#include <utility>

namespace aurora::gui {

namespace {

constexpr int progressEvery_ms = 100;
constexpr int untoldLook_ms = 500;  ///< for changes of what is drawn already; nothing moves for a shorter one
// What is computed of less than this takes some milliseconds and is drawn at once; of more, in the background.
constexpr std::size_t fewCycles = 20'000;
constexpr std::size_t fewSamples = 60;

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

class BatchPlotsPage::Private final : public QObject
{
public:
    explicit Private(BatchPlotsPage& page);

    void wantTicked();
    void drawAll();
    void drawPerCycle();
    void drawScatter();
    void drawMatrix();
    void showAllCharts();
    void saveState() const;

    BatchPlotsPage& page;
    std::optional<services::Project> project;
    CycleStore store;
    SeriesColours colours;
    BatchChooser* chooser;
    ChartPanel* perCycle;
    CorrelationPanel* matrix;
    ChartPanel* scatter;
    BatchSettings* settings;
    ChartInUse* inUse;

private:
    void arrange();
    void connectAll();
    /// Makes and shows what the reading stands for: at once where it takes no time, else in the background.
    template <class Make, class Show>
    void draw(RepeatedReading& reading, Make make, Show show);
    [[nodiscard]] std::function<PlotModel()> perCycleWork() const;
    [[nodiscard]] std::function<PlotModel()> scatterWork() const;
    void beginPerCycle();
    void beginScatter();
    void beginMatrix();
    void showPerCycle(PlotModel model);
    void showMatrix(services::CorrelationMatrix matrix);
    void showLoading();
    void showColours(const PlotModel& model);
    void maximise(PlotPanel* panel, bool maximised);
    [[nodiscard]] PlotSource source() const;
    [[nodiscard]] PlotModel withReason(PlotModel model) const;
    [[nodiscard]] std::array<std::pair<QString, QSplitter*>, 4> splitters() const;

    RepeatedReading m_perCycle{this, [this] { beginPerCycle(); }};
    RepeatedReading m_scatter{this, [this] { beginScatter(); }};
    RepeatedReading m_matrix{this, [this] { beginMatrix(); }};
    FoldBox* m_look;
    QTimer m_ticker;
    QElapsedTimer m_loadingSince;
    QSplitter* m_sides;
    QSplitter* m_left;
    QSplitter* m_rows;
    QSplitter* m_lower;
};

BatchPlotsPage::Private::Private(BatchPlotsPage& owner)
    : page(owner),
      chooser(new BatchChooser),
      perCycle(new ChartPanel(BatchPlotsPage::tr("Per cycle"))),
      matrix(new CorrelationPanel),
      scatter(new ChartPanel(BatchPlotsPage::tr("Scatter"))),
      settings(new BatchSettings(*perCycle, *scatter)),
      inUse(new ChartInUse({perCycle, matrix, scatter}, this)),
      m_look(new FoldBox(BatchPlotsPage::tr("Colours, styles, averages"), settings)),
      m_sides(new QSplitter(Qt::Horizontal, &owner)),
      m_left(new QSplitter(Qt::Vertical)),
      m_rows(new QSplitter(Qt::Vertical)),
      m_lower(new QSplitter(Qt::Horizontal))
{
    perCycle->setObjectName(QStringLiteral("batchPerCycle"));
    matrix->setObjectName(QStringLiteral("batchCorrelation"));
    scatter->setObjectName(QStringLiteral("batchScatter"));
    arrange();
    const QSettings remembered(windowStateFile(), QSettings::IniFormat);
    settings->restore(remembered);
    for (const auto& [key, splitter] : splitters()) {
        splitter->restoreState(remembered.value(QStringLiteral("BatchPlots/") + key).toByteArray());
    }
    m_look->setOpen(remembered.value(QStringLiteral("BatchPlots/look"), true).toBool());
    connectAll();
    drawAll();
}

void BatchPlotsPage::Private::arrange()
{
    m_left->addWidget(chooser);
    m_left->addWidget(m_look);
    m_left->setStretchFactor(0, 1);
    m_left->setStretchFactor(1, 0);
    m_lower->addWidget(matrix);
    m_lower->addWidget(scatter);
    m_rows->addWidget(perCycle);
    m_rows->addWidget(m_lower);
    m_sides->addWidget(m_left);
    m_sides->addWidget(m_rows);
    m_lower->setSizes({500, 500});
    m_rows->setSizes({500, 500});
    const int wide = chooser->sizeHint().width();
    m_sides->setSizes({wide, 1200 - wide});
    m_sides->setStretchFactor(0, 0);
    m_sides->setStretchFactor(1, 1);
    for (const auto& [key, splitter] : splitters()) {
        splitter->setChildrenCollapsible(false);
    }
    auto* layout = new QHBoxLayout(&page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sides);
}

std::array<std::pair<QString, QSplitter*>, 4> BatchPlotsPage::Private::splitters() const
{
    return {{{QStringLiteral("sides"), m_sides},
             {QStringLiteral("left"), m_left},
             {QStringLiteral("rows"), m_rows},
             {QStringLiteral("lower"), m_lower}}};
}

void BatchPlotsPage::Private::connectAll()
{
    connect(chooser, &BatchChooser::tickedChanged, this, &Private::wantTicked);
    chooser->offerWhenEmpty(*page.frame().commands.action(Command::ImportDataFiles));
    connect(chooser, &BatchChooser::cancelRequested, &store, &CycleStore::cancel);
    connect(chooser, &BatchChooser::failed, perCycle, &ChartPanel::setMessage);
    connect(&store, &CycleStore::changed, this, &Private::drawAll);
    connect(&store, &CycleStore::loadingChanged, this, &Private::showLoading);
    connect(settings, &BatchSettings::lookChanged, this, [this] {
        drawPerCycle();
        drawScatter();
    });
    connect(settings, &BatchSettings::cycleColumnChanged, this, &Private::drawPerCycle);
    connect(settings, &BatchSettings::scatterChanged, this, &Private::drawScatter);
    connect(&matrix->view(), &MatrixView::cellClicked, this,
            [this](int row, int column) { settings->setScatter(matrix->column(column), matrix->column(row)); });
    m_ticker.setInterval(progressEvery_ms);
    connect(&m_ticker, &QTimer::timeout, this, &Private::showLoading);
    for (PlotPanel* panel : std::initializer_list<PlotPanel*>{perCycle, matrix, scatter}) {
        connect(panel, &PlotPanel::maximiseRequested, this,
                [this, panel](bool maximised) { maximise(panel, maximised); });
        panel->setTasks(page.frame().tasks);
        panel->setMessages(page.frame().messages);
        panel->setSubject([this] {
            const LastChoice choice = chooser->choice();
            const bool wholeBatch = !choice.batch.isEmpty() && choice.samples.isEmpty();
            return wholeBatch ? choice.batch : subjectOf(chooser->ticked());
        });
    }
    connect(inUse, &ChartInUse::changed, &page, &BatchPlotsPage::commandsChanged);
}

void BatchPlotsPage::Private::wantTicked()
{
    const QStringList ticked = chooser->ticked();
    colours.show(ticked);
    store.want(ticked);
}

PlotSource BatchPlotsPage::Private::source() const
{
    PlotSource source;
    source.samples = store.loaded();
    for (const QString& sample : chooser->ticked()) {
        source.colours.insert(sample, colours.colour(sample));
    }
    if (project) {
        source.timeZone = project->timeZone();
    }
    return source;
}

/// What stands in the place of a chart without curves.
PlotModel BatchPlotsPage::Private::withReason(PlotModel model) const
{
    if (!model.series.empty()) {
        return model;
    }
    if (store.isLoading()) {
        model.note = BatchPlotsPage::tr("Loading…");
    } else if (!store.failure().isEmpty()) {
        model.note = store.failure();
    } else if (store.loaded().empty() && store.missing() == 0) {
        model.note = BatchPlotsPage::tr("Choose a batch, or tick samples in the list, to compare them here.");
    }
    return model;
}

void BatchPlotsPage::Private::drawAll()
{
    settings->setSampleColumns(sampleColumns(store.loaded()));
    drawPerCycle();
    drawScatter();
    drawMatrix();
    showLoading();
}

template <class Make, class Show>
void BatchPlotsPage::Private::draw(RepeatedReading& reading, Make make, Show show)
{
    if (areFew(store.loaded())) {
        show(make());
        return;
    }
    reading.read(std::move(make), std::move(show),
                 [this](const Failure& failure) { page.frame().messages.show(failure); });
}

void BatchPlotsPage::Private::drawPerCycle()
{
    settings->showAutomaticColumn(QString::fromStdString(defaultCycleColumn(store.loaded())));
    m_perCycle.ask();
}

void BatchPlotsPage::Private::drawScatter()
{
    m_scatter.ask();
}

void BatchPlotsPage::Private::drawMatrix()
{
    m_matrix.ask();
}

std::function<PlotModel()> BatchPlotsPage::Private::perCycleWork() const
{
    return [from = source(), column = settings->cycleColumn(), groups = settings->groups(),
            spread = settings->averages()] {
        return modelOr([&] {
            if (spread) {
                return averageChart(from, column.empty() ? defaultCycleColumn(from.samples) : column, groups, *spread);
            }
            return groupedCycleChart(from, {column, {}}, groups);
        });
    };
}

std::function<PlotModel()> BatchPlotsPage::Private::scatterWork() const
{
    return [from = source(), x = settings->scatterX(), y = settings->scatterY(), groups = settings->groups()] {
        return modelOr([&] { return groupedScatterChart(from, x, y, groups); });
    };
}

void BatchPlotsPage::Private::beginPerCycle()
{
    draw(m_perCycle, perCycleWork(), [this](PlotModel model) { showPerCycle(std::move(model)); });
}

void BatchPlotsPage::Private::beginScatter()
{
    draw(m_scatter, scatterWork(), [this](PlotModel model) { scatter->setModel(withReason(std::move(model))); });
}

void BatchPlotsPage::Private::beginMatrix()
{
    draw(
        m_matrix, [samples = store.loaded()] { return correlated(samples); },
        [this](services::CorrelationMatrix found) { showMatrix(std::move(found)); });
}

void BatchPlotsPage::Private::showPerCycle(PlotModel model)
{
    showColours(model);
    perCycle->setModel(withReason(std::move(model)));
    if (!store.isLoading() && store.missing() > 0 && store.failure().isEmpty()) {
        perCycle->setMessage(
            BatchPlotsPage::tr("Loading was cancelled: %1 of %2 samples are not drawn. Refresh (F5) loads them.")
                .arg(store.missing())
                .arg(chooser->ticked().size()));
    }
}

void BatchPlotsPage::Private::showMatrix(services::CorrelationMatrix found)
{
    const QString note = store.loaded().empty() ? withReason({}).note : QString();
    matrix->setCorrelation(std::move(found), note);
}

/// The list shows the samples in the colours that they have in the per-cycle chart; means have none of theirs.
void BatchPlotsPage::Private::showColours(const PlotModel& model)
{
    QHash<QString, QColor> drawn;
    for (const PlotSeries& series : model.series) {
        drawn.insert(series.name, series.colour);
    }
    for (const QString& sample : chooser->ticked()) {
        const auto loaded = store.loaded(sample);
        QString words;
        if (loaded) {
            const auto cycles = loaded->curves().cycles.size();
            words = cycles == 0   ? BatchPlotsPage::tr("no data")
                    : cycles == 1 ? BatchPlotsPage::tr("1 cycle")
                                  : BatchPlotsPage::tr("%1 cycles").arg(cycles);
        }
        const QColor colour = drawn.value(sample, QColor(Qt::transparent));
        const QColor ground = chooser->palette().color(QPalette::Base);
        chooser->setLook(sample, colour.alpha() == 0 ? colour : visibleOn(ground, colour), words);
    }
}

void BatchPlotsPage::Private::showLoading()
{
    const bool loading = store.isLoading();
    if (loading && !m_ticker.isActive()) {
        m_ticker.start();
        m_loadingSince.start();
    } else if (!loading) {
        m_ticker.stop();
    }
    const bool isTold = loading && (store.missing() > 0 || m_loadingSince.hasExpired(untoldLook_ms));
    chooser->showLoading(isTold ? std::optional(store.progress()) : std::nullopt);
}

void BatchPlotsPage::Private::maximise(PlotPanel* panel, bool maximised)
{
    m_left->setVisible(!maximised);
    perCycle->setVisible(!maximised || panel == perCycle);
    m_lower->setVisible(!maximised || panel != perCycle);
    matrix->setVisible(!maximised || panel == matrix);
    scatter->setVisible(!maximised || panel == scatter);
    panel->setMaximised(maximised);
}

void BatchPlotsPage::Private::showAllCharts()
{
    for (PlotPanel* panel : std::initializer_list<PlotPanel*>{perCycle, matrix, scatter}) {
        maximise(panel, false);
    }
}

void BatchPlotsPage::Private::saveState() const
{
    QSettings remembered(windowStateFile(), QSettings::IniFormat);
    settings->save(remembered);
    for (const auto& [key, splitter] : splitters()) {
        remembered.setValue(QStringLiteral("BatchPlots/") + key, splitter->saveState());
    }
    remembered.setValue(QStringLiteral("BatchPlots/look"), m_look->isOpen());
}

BatchPlotsPage::BatchPlotsPage(Frame& frame, QWidget* parent) : Page(frame, parent), m(std::make_unique<Private>(*this))
{
    setObjectName(QStringLiteral("batchPlotsPage"));
}

BatchPlotsPage::~BatchPlotsPage() = default;

void BatchPlotsPage::setProject(const std::optional<services::Project>& project)
{
    rememberChoice(m->project, objectName(), m->chooser->choice());
    m->project = project;
    recallColours(project ? projectStateGroup(*project) : QString());
    m->colours.show({});
    m->store.setProject(project);
    m->chooser->setProject(project, lastChoice(project, objectName()));
}

void BatchPlotsPage::reload()
{
    m->chooser->reload();
    m->store.reload();
}

void BatchPlotsPage::showSamples(const QStringList& ids)
{
    m->chooser->setTicked(ids);
    m->wantTicked();
}

void BatchPlotsPage::showBatch(const QString& name)
{
    m->chooser->chooseBatch(name);
}

void BatchPlotsPage::showCurves(std::vector<services::SampleCurves> curves)
{
    QStringList labels;
    for (const services::SampleCurves& one : curves) {
        labels.append(QString::fromStdString(one.label));
    }
    m->chooser->setTicked(labels);
    m->colours.show(labels);
    m->store.put(std::move(curves));
}

QString BatchPlotsPage::whyNot(Command command) const
{
    if (ChartInUse::concerns(command)) {
        return m->inUse->whyNot(command);
    }
    return command == Command::Refresh || command == Command::Find ? QString() : Page::whyNot(command);
}

void BatchPlotsPage::perform(Command command)
{
    if (command == Command::Refresh) {
        reload();
    } else if (command == Command::Find) {
        m->showAllCharts();  // a maximised chart covers the list
        m->chooser->startSearch();
    } else {
        m->inUse->perform(command);
    }
}

void BatchPlotsPage::saveState()
{
    m->saveState();
    rememberColours();
    rememberChoice(m->project, objectName(), m->chooser->choice());
}

}  // namespace aurora::gui
