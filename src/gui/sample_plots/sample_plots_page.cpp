#include "gui/sample_plots/sample_plots_page.h"

#include "gui/charts/chart_panel.h"
#include "gui/charts/series_colours.h"
#include "gui/frame/background.h"
#include "gui/frame/settings.h"
#include "gui/sample_plots/chart_settings.h"
#include "gui/sample_plots/curve_store.h"
#include "gui/sample_plots/sample_list.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::gui {

class SamplePlotsPage::Private final : public QObject
{
public:
    explicit Private(SamplePlotsPage& page);

    void wantTicked();
    void drawAll();
    bool isPrepared(ChartPanel& panel, const std::vector<RowQuantity>& quantities);
    void drawTime();
    void drawPerCycle();
    void drawOneCycle();
    void drawImpedance();
    void readSampleList();
    void maximise(ChartPanel* panel, bool maximised);
    void loadAllRows();
    void takeClickedCycle(double cycle);
    void saveState() const;

    SamplePlotsPage& page;
    std::optional<services::Project> project;
    CurveStore store;
    QTimer redrawSoon;
    SeriesColours colours;
    SampleList* list;
    ChartPanel* time;
    ChartPanel* perCycle;
    ChartPanel* oneCycle;
    ChartPanel* impedance;
    ChartSettings* settings;
    QSplitter* sides;
    QSplitter* rows;
    QSplitter* lower;
    QTabWidget* tabs;

private:
    void arrange();
    void connectAll();
    [[nodiscard]] PlotSource source() const;
    void show(ChartPanel& panel, PlotModel model);
    void showColours();
    [[nodiscard]] std::array<std::pair<QString, QSplitter*>, 3> splitters() const;

    quint64 m_listRequest = 0;
};

SamplePlotsPage::Private::Private(SamplePlotsPage& owner)
    : page(owner),
      list(new SampleList),
      time(new ChartPanel(tr("Time series"))),
      perCycle(new ChartPanel(tr("Per cycle"))),
      oneCycle(new ChartPanel(tr("One cycle"))),
      impedance(new ChartPanel(tr("Impedance"))),
      settings(new ChartSettings(*time, *perCycle, *oneCycle, *impedance, this)),
      sides(new QSplitter(Qt::Horizontal, &owner)),
      rows(new QSplitter(Qt::Vertical)),
      lower(new QSplitter(Qt::Horizontal)),
      tabs(new QTabWidget)
{
    time->setObjectName(QStringLiteral("timeChart"));
    perCycle->setObjectName(QStringLiteral("perCycleChart"));
    oneCycle->setObjectName(QStringLiteral("oneCycleChart"));
    impedance->setObjectName(QStringLiteral("impedanceChart"));
    list->setObjectName(QStringLiteral("sampleList"));
    arrange();
    const QSettings remembered(windowStateFile(), QSettings::IniFormat);
    settings->restore(remembered);
    for (const auto& [key, splitter] : splitters()) {
        splitter->restoreState(remembered.value(QStringLiteral("SamplePlots/") + key).toByteArray());
    }
    connectAll();
    drawAll();
}

void SamplePlotsPage::Private::arrange()
{
    tabs->setDocumentMode(true);
    tabs->addTab(oneCycle, SamplePlotsPage::tr("One cycle"));
    tabs->addTab(impedance, SamplePlotsPage::tr("Impedance"));
    lower->addWidget(perCycle);
    lower->addWidget(tabs);
    rows->addWidget(time);
    rows->addWidget(lower);
    sides->addWidget(list);
    sides->addWidget(rows);
    lower->setSizes({500, 500});
    rows->setSizes({500, 500});
    sides->setSizes({288, 912});
    sides->setStretchFactor(0, 0);
    sides->setStretchFactor(1, 1);
    for (QSplitter* splitter : {sides, rows, lower}) {
        splitter->setChildrenCollapsible(false);
    }
    auto* layout = new QHBoxLayout(&page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sides);
}

std::array<std::pair<QString, QSplitter*>, 3> SamplePlotsPage::Private::splitters() const
{
    return {{{QStringLiteral("sides"), sides}, {QStringLiteral("rows"), rows}, {QStringLiteral("lower"), lower}}};
}

void SamplePlotsPage::Private::connectAll()
{
    connect(list, &SampleList::tickedChanged, this, &Private::wantTicked);
    redrawSoon.setSingleShot(true);
    redrawSoon.setInterval(20);  // samples that arrive together are drawn together
    connect(&redrawSoon, &QTimer::timeout, this, &Private::drawAll);
    connect(&store, &CurveStore::changed, &redrawSoon, qOverload<>(&QTimer::start));
    connect(settings, &ChartSettings::timeChanged, this, &Private::drawTime);
    connect(settings, &ChartSettings::perCycleChanged, this, &Private::drawPerCycle);
    connect(settings, &ChartSettings::oneCycleChanged, this, &Private::drawOneCycle);
    connect(settings, &ChartSettings::impedanceChanged, this, &Private::drawImpedance);
    connect(settings, &ChartSettings::detailChanged, this, &Private::wantTicked);
    connect(settings, &ChartSettings::cyclesProblem, oneCycle, &ChartPanel::setMessage);
    connect(settings, &ChartSettings::impedanceCyclesProblem, impedance, &ChartPanel::setMessage);
    connect(&store, &CurveStore::changed, this, &Private::loadAllRows);
    connect(&perCycle->view(), &ChartView::pointClicked, this,
            [this](qsizetype /*series*/, const QPointF& value) { takeClickedCycle(value.x()); });
    for (ChartPanel* panel : {time, perCycle, oneCycle, impedance}) {
        connect(panel, &ChartPanel::maximiseRequested, this,
                [this, panel](bool maximised) { maximise(panel, maximised); });
    }
}

void SamplePlotsPage::Private::wantTicked()
{
    const QStringList ticked = list->ticked();
    colours.show(ticked);
    std::vector<CurveStore::Wanted> wanted;
    for (const QString& key : ticked) {
        wanted.push_back({key, list->isFile(key)});
    }
    store.want(wanted, settings->detail() == DetailChoice::Full ? services::Detail::Full : services::Detail::Thinned);
}

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
        model.note = store.failures().join(QLatin1Char('\n'));
    } else {
        model.leftOut = store.failures() + model.leftOut;
    }
    panel.setModel(std::move(model));
}

void SamplePlotsPage::Private::showColours()
{
    for (const QString& key : list->ticked()) {
        const auto sample = store.loaded(key);
        QString words;
        if (sample && !sample->curves().cycles.empty()) {
            const auto cycles = sample->curves().cycles.size();
            words = cycles == 1 ? SamplePlotsPage::tr("1 cycle") : SamplePlotsPage::tr("%1 cycles").arg(cycles);
        } else if (sample) {
            words = sample->curves().note.empty() ? SamplePlotsPage::tr("no cycles") : SamplePlotsPage::tr("no data");
        }
        list->setLook(key, visibleOn(list->palette().color(QPalette::Base), colours.colour(key)), words);
    }
}

void SamplePlotsPage::Private::drawAll()
{
    redrawSoon.stop();
    showColours();
    drawTime();
    drawPerCycle();
    drawOneCycle();
    drawImpedance();
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
    panel.setModel(std::move(model));
    return false;
}

void SamplePlotsPage::Private::drawTime()
{
    const TimeChoice choice = settings->time();
    if (isPrepared(*time, {choice.y, choice.second.value_or(choice.y)})) {
        show(*time, timeChart(source(), choice));
    }
}

void SamplePlotsPage::Private::drawPerCycle()
{
    show(*perCycle, perCycleChart(source(), settings->perCycle()));
}

void SamplePlotsPage::Private::drawOneCycle()
{
    const OneCycleChoice choice = settings->oneCycle();
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
    show(*impedance, impedanceChart(source(), settings->impedanceKind(), settings->impedanceCycles()));
}

void SamplePlotsPage::Private::readSampleList()
{
    const quint64 request = ++m_listRequest;
    if (!project) {
        list->setSamples({});
        return;
    }
    inBackground(
        this, [opened = *project] { return services::samplesWithData(opened); },
        [this, request](const std::vector<std::string>& ids) {
            if (request != m_listRequest) {
                return;
            }
            QStringList names;
            for (const std::string& id : ids) {
                names.append(QString::fromStdString(id));
            }
            // Ticked samples without data stay in the list: their chart says why there is none.
            for (const QString& key : list->ticked()) {
                if (!list->isFile(key) && !names.contains(key)) {
                    names.append(key);
                }
            }
            list->setSamples(names);
            showColours();
        },
        [this, request](const Failure& failure) {
            if (request == m_listRequest) {
                time->setMessage(failure.message);
            }
        });
}

void SamplePlotsPage::Private::maximise(ChartPanel* panel, bool maximised)
{
    list->setVisible(!maximised);
    time->setVisible(!maximised || panel == time);
    lower->setVisible(!maximised || panel != time);
    perCycle->setVisible(!maximised || panel == perCycle);
    tabs->setVisible(!maximised || panel == oneCycle || panel == impedance);
    panel->setMaximised(maximised);
}

/// The thinned series is there at once; every row follows, so that whatever is zoomed into or drawn as one cycle is
/// exact.
void SamplePlotsPage::Private::loadAllRows()
{
    if (settings->detail() != DetailChoice::Automatic) {
        return;
    }
    for (const QString& key : list->ticked()) {
        if (store.loaded(key)) {
            store.wantFull(key);
        }
    }
}

void SamplePlotsPage::Private::takeClickedCycle(double cycle)
{
    tabs->setCurrentWidget(oneCycle);
    settings->chooseCycle(static_cast<std::int32_t>(std::lround(cycle)));
}

void SamplePlotsPage::Private::saveState() const
{
    QSettings remembered(windowStateFile(), QSettings::IniFormat);
    settings->save(remembered);
    for (const auto& [key, splitter] : splitters()) {
        remembered.setValue(QStringLiteral("SamplePlots/") + key, splitter->saveState());
    }
}

SamplePlotsPage::SamplePlotsPage(QWidget* parent) : QWidget(parent), m(std::make_unique<Private>(*this)) {}

SamplePlotsPage::~SamplePlotsPage()
{
    m->saveState();
}

void SamplePlotsPage::setProject(std::optional<services::Project> project)
{
    m->project = std::move(project);
    m->list->clear();
    m->colours.show({});
    m->store.setProject(m->project);
    m->readSampleList();
}

void SamplePlotsPage::showSamples(const QStringList& ids)
{
    m->list->setTicked(ids);
    m->wantTicked();
}

void SamplePlotsPage::showFiles(const QStringList& files)
{
    m->list->addFiles(files);
    m->list->setTicked(files);
    m->wantTicked();
}

void SamplePlotsPage::showCurves(std::vector<services::SampleCurves> curves)
{
    QStringList keys;
    for (const services::SampleCurves& one : curves) {
        keys.append(QString::fromStdString(one.label));
    }
    m->list->setTicked(keys);
    m->colours.show(keys);
    m->store.want({}, services::Detail::Full);
    for (services::SampleCurves& one : curves) {
        const QString key = QString::fromStdString(one.label);
        m->store.put(key, std::move(one));
    }
    m->drawAll();
}

void SamplePlotsPage::reload()
{
    m->readSampleList();
    m->store.reload();
}

}  // namespace aurora::gui
