#include "aurora/services/tables.h"
#include "gui/charts/export_name.h"
#include "gui/charts/series_colours.h"
#include "gui/frame/background.h"
#include "gui/frame/settings.h"
#include "gui/sample_plots/cycle_link.h"
#include "gui/sample_plots/last_choice.h"
#include "gui/sample_plots/sample_plots_private.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QSet>
#include <QSettings>

#include <cmath>
#include <utility>

namespace aurora::gui {

namespace {

/// The samples of a project, as they are found in the background.
struct FoundSamples
{
    QStringList withData;
    QStringList withoutData;
    std::map<std::string, std::int64_t> cycles;
};

FoundSamples findSamples(const services::Project& project)
{
    FoundSamples found{.withData = {}, .withoutData = {}, .cycles = services::analysedCycles(project)};
    for (const std::string& id : services::samplesWithData(project)) {
        found.withData.append(QString::fromStdString(id));
    }
    const QSet<QString> withData(found.withData.begin(), found.withData.end());
    for (const std::string& id : services::sampleIds(project)) {
        if (const QString name = QString::fromStdString(id); !withData.contains(name)) {
            found.withoutData.append(name);
        }
    }
    return found;
}

}  // namespace

SamplePlotsPage::Private::Private(SamplePlotsPage& owner)
    : page(owner),
      list(new SampleList),
      time(new ChartPanel(tr("Time series"))),
      perCycle(new ChartPanel(tr("Per cycle"))),
      oneCycle(new ChartPanel(tr("One cycle"))),
      impedance(new ChartPanel(tr("Impedance"))),
      settings(new ChartSettings(*time, *perCycle, *oneCycle, *impedance, this)),
      inUse(new ChartInUse({time, perCycle, oneCycle, impedance}, this)),
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
    const int wide = list->sizeHint().width();
    sides->setSizes({wide, 1200 - wide});
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
    connect(&redrawSoon, &QTimer::timeout, this, &Private::drawInTurns);
    drawOthers.setSingleShot(true);
    drawOthers.setInterval(0);
    connect(&drawOthers, &QTimer::timeout, this, &Private::drawNext);
    connect(&store, &CurveStore::changed, &redrawSoon, qOverload<>(&QTimer::start));
    connect(settings, &ChartSettings::timeChanged, this, &Private::drawTime);
    connect(settings, &ChartSettings::perCycleChanged, this, &Private::drawPerCycle);
    connect(settings, &ChartSettings::cyclesChosen, this, [this] { m_cyclesOf = list->ticked(); });
    connect(settings, &ChartSettings::oneCycleChanged, this, &Private::drawOneCycle);
    connect(settings, &ChartSettings::impedanceChanged, this, &Private::drawImpedance);
    connect(settings, &ChartSettings::detailChanged, this, &Private::wantTicked);
    connect(settings, &ChartSettings::cyclesProblem, oneCycle, &ChartPanel::setProblem);
    connect(settings, &ChartSettings::impedanceCyclesProblem, impedance, &ChartPanel::setProblem);
    connect(&store, &CurveStore::changed, this, &Private::loadAllRows);
    connect(&perCycle->view(), &ChartView::pointClicked, this,
            [this](qsizetype series, const QPointF& value) { takeClickedCycle(series, value.x()); });
    for (ChartPanel* panel : {time, perCycle, oneCycle, impedance}) {
        connect(panel, &ChartPanel::maximiseRequested, this,
                [this, panel](bool maximised) { maximise(panel, maximised); });
        panel->setSubject([this] { return subject(); });
    }
    connect(inUse, &ChartInUse::changed, &page, &SamplePlotsPage::commandsChanged);
}

/// What the charts show, in the names of their files; of an opened file its name.
QString SamplePlotsPage::Private::subject() const
{
    QStringList names;
    for (const QString& key : list->ticked()) {
        if (store.loaded(key)) {
            names.append(list->isFile(key) ? QFileInfo(key).completeBaseName() : key);
        }
    }
    return subjectOf(names);
}

void SamplePlotsPage::Private::wantTicked()
{
    forgetChoice();
    const QStringList ticked = list->ticked();
    colours.show(ticked);
    std::vector<CurveStore::Wanted> wanted;
    for (const QString& key : ticked) {
        const bool isFile = list->isFile(key);
        wanted.push_back({key, isFile, isFile ? list->name(key) : QString()});
    }
    store.want(wanted, settings->detail() == DetailChoice::Full ? services::Detail::Full : services::Detail::Thinned);
}

void SamplePlotsPage::Private::readSampleList()
{
    const quint64 request = ++m_listRequest;
    if (!project) {
        list->setSamples({});
        list->setWithoutData({});
        return;
    }
    inBackground(
        this, [opened = *project] { return findSamples(opened); },
        [this, request](const FoundSamples& found) {
            if (request != m_listRequest) {
                return;
            }
            QStringList names = found.withData;
            // Ticked samples without data stay in the list: their chart says why there is none.
            const QSet<QString> withData(names.begin(), names.end());
            for (const QString& key : list->ticked()) {
                if (!list->isFile(key) && !withData.contains(key)) {
                    names.append(key);
                }
            }
            list->setSamples(names);
            list->setWithoutData(found.withoutData);
            list->setCycles(found.cycles);
            showColours();
            tickAsLastTime(names);
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

void SamplePlotsPage::Private::showAllCharts()
{
    for (ChartPanel* panel : {time, perCycle, oneCycle, impedance}) {
        maximise(panel, false);
    }
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

void SamplePlotsPage::Private::takeClickedCycle(qsizetype series, double cycle)
{
    const QString sample = perCycle->view().chart().model().series[static_cast<std::size_t>(series)].group;
    const auto number = static_cast<std::int32_t>(std::lround(cycle));
    tabs->setCurrentWidget(oneCycle);
    settings->chooseCycle(number);
    bringIntoSight(time->view(), source(), settings->time(), sample, number);
}

void SamplePlotsPage::Private::saveState() const
{
    QSettings remembered(windowStateFile(), QSettings::IniFormat);
    settings->save(remembered);
    for (const auto& [key, splitter] : splitters()) {
        remembered.setValue(QStringLiteral("SamplePlots/") + key, splitter->saveState());
    }
}

/// Samples and cycles are remembered of each project; opened files are not.
void SamplePlotsPage::Private::saveChoice() const
{
    if (!project) {
        return;
    }
    QStringList ticked = m_tickedLastTime;
    for (const QString& key : list->ticked()) {
        if (!list->isFile(key)) {
            ticked.append(key);
        }
    }
    rememberChoice(project, QStringLiteral("SamplePlots"), {{}, ticked});
    rememberColours();
    QSettings remembered(windowStateFile(), QSettings::IniFormat);
    settings->saveCycles(remembered, projectStateGroup(*project));
}

void SamplePlotsPage::Private::restoreChoice()
{
    m_tickedLastTime = lastChoice(project, QStringLiteral("SamplePlots")).samples;
    if (project) {
        settings->restoreCycles(QSettings(windowStateFile(), QSettings::IniFormat), projectStateGroup(*project));
    }
}

void SamplePlotsPage::Private::tickAsLastTime(const QStringList& names)
{
    QStringList ticked;
    const QSet<QString> present(names.begin(), names.end());
    for (const QString& sample : m_tickedLastTime) {
        if (present.contains(sample)) {
            ticked.append(sample);
        }
    }
    if (!ticked.isEmpty()) {
        list->setTicked(ticked);
        wantTicked();
    }
    forgetChoice();
}

SamplePlotsPage::SamplePlotsPage(QWidget* parent) : QWidget(parent), m(std::make_unique<Private>(*this)) {}

SamplePlotsPage::~SamplePlotsPage()
{
    m->saveState();
    m->saveChoice();
}

void SamplePlotsPage::setProject(std::optional<services::Project> project)
{
    m->saveChoice();
    m->project = std::move(project);
    m->list->clear();
    recallColours(m->project ? projectStateGroup(*m->project) : QString());
    m->colours.show({});
    m->store.setProject(m->project);
    m->restoreChoice();
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
    m->forgetChoice();
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

void SamplePlotsPage::offerWhenEmpty(QAction& fills)
{
    m->list->offerWhenEmpty(fills);
}

bool SamplePlotsPage::concerns(Command command)
{
    return command == Command::Refresh || command == Command::Find || ChartInUse::concerns(command);
}

QString SamplePlotsPage::whyNot(Command command) const
{
    return m->inUse->whyNot(command);
}

void SamplePlotsPage::perform(Command command)
{
    if (command == Command::Refresh) {
        reload();
    } else if (command == Command::Find) {
        m->showAllCharts();  // a maximised chart covers the list
        m->list->startSearch();
    } else {
        m->inUse->perform(command);
    }
}

}  // namespace aurora::gui
