#include "gui/batch_plots/batch_plots_page.h"

#include "gui/batch_plots/batch_chooser.h"
#include "gui/batch_plots/batch_drawing.h"
#include "gui/batch_plots/batch_settings.h"
#include "gui/batch_plots/correlation_panel.h"
#include "gui/batch_plots/cycle_store.h"
#include "gui/batch_plots/fold_box.h"
#include "gui/charts/chart_in_use.h"
#include "gui/charts/chart_panel.h"
#include "gui/charts/export_name.h"
#include "gui/charts/series_colours.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/settings.h"
#include "gui/sample_plots/last_choice.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QTimer>

#include <array>
#include <initializer_list>
#include <utility>

namespace aurora::gui {

namespace {

constexpr int progressEvery_ms = 100;
constexpr int untoldLook_ms = 500;  ///< for changes of what is drawn already; nothing moves for a shorter one

}  // namespace

class BatchPlotsPage::Private final : public QObject
{
public:
    explicit Private(BatchPlotsPage& page);

    void wantTicked();
    void drawAll();
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
    std::unique_ptr<BatchDrawing> drawing;
    ChartInUse* inUse;

private:
    void arrange();
    void connectAll();
    void showLoading();
    void maximise(PlotPanel* panel, bool maximised);
    [[nodiscard]] std::array<std::pair<QString, QSplitter*>, 4> splitters() const;

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
      drawing(std::make_unique<BatchDrawing>(BatchDrawing::Parts{store, colours, *chooser, *settings, *perCycle,
                                                                 *matrix, *scatter, owner.frame().messages})),
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
        drawing->drawPerCycle();
        drawing->drawScatter();
    });
    connect(settings, &BatchSettings::cycleColumnChanged, this, [this] { drawing->drawPerCycle(); });
    connect(settings, &BatchSettings::scatterChanged, this, [this] { drawing->drawScatter(); });
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

void BatchPlotsPage::Private::drawAll()
{
    drawing->drawAll();
    showLoading();
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
    m->drawing->setTimeZone(project ? project->timeZone() : "UTC");
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
