#include "gui/batch_page.h"

#include "gui/batch_plots/cycle_store.h"
#include "gui/charts/matrix_panel.h"
#include "gui/sample_plots/sample_list.h"

#include "aurora/services/batches.h"
#include "support/window_tests.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSplitter>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The page Batch plots; its matrix has a test of its own.
class BatchPlotsTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void noChooserIsCutInAWindowOfTheSmallestUsualWidth()
    {
        constexpr QSize beside{1112, 730};  // of a window of 1280 × 800 pixels
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.resize(beside);
        page.show();
        page.showCurves(sixCells());
        choose(page, "scatterX", "Anode mass (mg)");
        QTest::qWait(50);  // for the layout
        for (const char* box : {"scatterX", "scatterY", "cycleY"}) {
            const auto* chooser = page.findChild<QComboBox*>(QLatin1String(box));
            QVERIFY2(chooser->width() >= chooser->sizeHint().width(), box);
            QVERIFY2(chooser->width() > QFontMetrics(chooser->font()).horizontalAdvance(chooser->currentText()), box);
        }
    }

    void everySampleThatTheSearchShowsIsTickedAtOnce()
    {
        SampleList list;
        list.setSamples({QStringLiteral("a_1"), QStringLiteral("a_2"), QStringLiteral("b_1")});
        list.findChild<QLineEdit*>()->setText(QStringLiteral("a_"));
        QSignalSpy ticked(&list, &SampleList::tickedChanged);
        QTest::mouseClick(list.findChild<QToolButton*>(QStringLiteral("tickShown")), Qt::LeftButton);
        QCOMPARE(list.ticked(), (QStringList{QStringLiteral("a_1"), QStringLiteral("a_2")}));
        QCOMPARE(ticked.size(), 1);
    }

    void init() { beginFresh(); }

    void everySampleHasACurveAPointAndAnEntryInTheLegend()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        QCOMPARE(perCycleOf(page).series.size(), std::size_t{6});
        QCOMPARE(chartOf(page, "batchScatter").chart().model().series.size(), std::size_t{6});
        const ChartScene& chart = chartOf(page, "batchPerCycle").chart();
        QCOMPARE(chart.legend().entries().size(), qsizetype{6});
        QCOMPARE(chart.drawn(5)[0].size(), qsizetype{10});
        QCOMPARE(perCycleOf(page).left.title, QStringLiteral("Specific discharge capacity (mAh/g)"));
    }

    void colourByAWordMakesGroupsThatTheLegendHides()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        choose(page, "colourBy", "Label");
        ChartScene& chart = chartOf(page, "batchPerCycle").chart();
        QCOMPARE(chart.legend().entries().size(), qsizetype{2});
        QCOMPARE(chart.legend().entries()[0].group, QStringLiteral("blue"));
        const QPointF place = chart.legend().place(QStringLiteral("red")).center();
        QTest::mouseClick(chartOf(page, "batchPerCycle").viewport(), Qt::LeftButton, {}, place.toPoint());
        QVERIFY(!chart.drawn(0).empty());
        QVERIFY(chart.drawn(3).empty() && chart.drawn(5).empty());
    }

    void colourByANumberHasAScaleBesideThePlotArea()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        const double width = chartOf(page, "batchPerCycle").chart().plotArea().width();
        choose(page, "colourBy", "Anode mass (mg)");
        QVERIFY(perCycleOf(page).colourBar.has_value());
        QVERIFY(perCycleOf(page).colourBar->range == (Range{20.0, 30.0}));
        QTRY_VERIFY(chartOf(page, "batchPerCycle").chart().plotArea().width() < width - 40.0);
        const QColor light = perCycleOf(page).series[5].colour;
        page.findChild<QCheckBox*>(QStringLiteral("reversed"))->click();
        QCOMPARE(perCycleOf(page).series[0].colour, light);
        choose(page, "colourMap", "Turbo");
        QCOMPARE(perCycleOf(page).series[5].colour, QColor(0x30, 0x12, 0x3B));
    }

    void hoverTellsTheColouredValueAndTheDeviation()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        choose(page, "colourBy", "Label");
        ChartView& view = chartOf(page, "batchPerCycle");
        hover(view, {10.0, 182.0});  // only cell_06 got so far
        QCOMPARE(view.hoverText(), QStringLiteral("cell_06\nCycle: 10\nSpecific discharge capacity (mAh/g): 182.0\n"
                                                  "Label: red"));
        choose(page, "averages", "mean ± sd, both");
        QCOMPARE(perCycleOf(page).series.size(), std::size_t{2});
        hover(view, {1.0, 200.0});
        QCOMPARE(view.hoverText(), QStringLiteral("blue, mean\nCycle: 1\nSpecific discharge capacity (mAh/g): "
                                                  "200.0 ± 0\nn: 3"));
    }

    void theMenuActsOnTheChartThatWasUsedLast()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        QVERIFY(!action(*window, "Maximise")->isEnabled());
        action(*window, "Batch plots")->trigger();
        auto* page = window->findChild<BatchPlotsPage*>(QStringLiteral("batchPlotsPage"));
        QVERIFY(page != nullptr && page->isVisible());
        page->showCurves(sixCells());
        QVERIFY(action(*window, "Maximise")->isEnabled() && action(*window, "Find")->isEnabled());
        auto* perCycle = page->findChild<ChartPanel*>(QStringLiteral("batchPerCycle"));
        auto* scatter = page->findChild<ChartPanel*>(QStringLiteral("batchScatter"));
        auto* matrix = page->findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        scatter->view().setFocus();
        action(*window, "Maximise")->trigger();
        QVERIFY(scatter->isVisible() && !perCycle->isVisible() && !matrix->isVisible());
        // The search is in the list, which is seen again.
        action(*window, "Find")->trigger();
        QVERIFY(perCycle->isVisible());
        QVERIFY(page->findChild<SampleList*>()->findChild<QLineEdit*>()->hasFocus());
        perCycle->view().setFocus();
        const PlotView home = perCycle->view().chart().view();
        perCycle->view().showX({2.0, 4.0});
        action(*window, "Whole chart")->trigger();
        QVERIFY(perCycle->view().chart().view() == home);
        auto* y = page->findChild<QComboBox*>(QStringLiteral("cycleY"));
        QVERIFY(y->isVisible());
        action(*window, "Settings")->trigger();
        QVERIFY(!y->isVisible());
        action(*window, "Sample plots")->trigger();
        action(*window, "Find")->trigger();
        const auto* sampleList = window->findChild<SampleList*>(QStringLiteral("sampleList"));
        QVERIFY(sampleList->findChild<QLineEdit*>()->hasFocus());
    }

    void settingsComeBackNextTime()
    {
        Stage stage;
        {
            BatchPlotsPage page(stage.frame);
            open(page);
            choose(page, "colourBy", "Label");
            choose(page, "averages", "mean ± sd, bars");
            choose(page, "scatterX", "Anode mass (mg)");
            page.saveState();
        }
        BatchPlotsPage page(stage.frame);
        open(page);
        QCOMPARE(perCycleOf(page).series.size(), std::size_t{2});
        QVERIFY(perCycleOf(page).series[0].spread == Spread::Bars);
        QCOMPARE(chartOf(page, "batchScatter").chart().model().x.title, QStringLiteral("Anode mass (mg)"));
    }

    void everyDivisionMovesAndOneChartCanBeMaximised()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        QCOMPARE(page.findChildren<QSplitter*>().size(), qsizetype{4});
        auto* scatter = page.findChild<ChartPanel*>(QStringLiteral("batchScatter"));
        auto* perCycle = page.findChild<ChartPanel*>(QStringLiteral("batchPerCycle"));
        auto* list = page.findChild<SampleList*>();
        Q_EMIT scatter->maximiseRequested(true);
        QVERIFY(scatter->isVisible() && !perCycle->isVisible() && !list->isVisible());
        Q_EMIT scatter->maximiseRequested(false);
        QVERIFY(scatter->isVisible() && perCycle->isVisible() && list->isVisible());
    }

    void settingsCollapseAndStayCollapsed()
    {
        Stage stage;
        {
            BatchPlotsPage page(stage.frame);
            open(page);
            auto* colourBy = page.findChild<QComboBox*>(QStringLiteral("colourBy"));
            QVERIFY(colourBy->isVisible());
            page.findChild<QToolButton*>(QStringLiteral("lookToggle"))->click();
            QVERIFY(!colourBy->isVisible());
            page.saveState();
        }
        BatchPlotsPage page(stage.frame);
        open(page);
        QVERIFY(!page.findChild<QComboBox*>(QStringLiteral("colourBy"))->isVisible());
        page.findChild<QToolButton*>(QStringLiteral("lookToggle"))->click();
        QVERIFY(page.findChild<QComboBox*>(QStringLiteral("colourBy"))->isVisible());
    }

    void aSampleWithoutDataSaysWhy()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.resize(1200, 800);
        QVERIFY(perCycleOf(page).note.contains(QStringLiteral("Choose a batch")));
        services::SampleCurves empty;
        empty.label = "new";
        empty.note = "There is no data of new yet. Import its files first.";
        page.showCurves({empty});
        QVERIFY(perCycleOf(page).note.contains(QStringLiteral("Import its files")));
        auto cells = sixCells();
        cells.push_back(empty);
        page.showCurves(cells);
        QCOMPARE(perCycleOf(page).series.size(), std::size_t{6});
        QVERIFY(perCycleOf(page).leftOut.join(QLatin1Char(' ')).contains(QStringLiteral("Import its files")));
    }

    void aBatchOfTheProjectTicksItsSamples()
    {
        const QString folder = makeProject();
        const services::Project project = services::openProject(toPath(folder));
        services::createBatch(project, "two", {"run_a_1", "run_a_10"}, "both of them");
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.setProject(project);
        auto* batch = page.findChild<QComboBox*>(QStringLiteral("batchChoice"));
        QTRY_COMPARE_WITH_TIMEOUT(batch->count(), 2, patience_ms);
        QCOMPARE(batch->itemText(1), QStringLiteral("two (2)"));
        page.showBatch(QStringLiteral("two"));
        QCOMPARE(page.findChild<SampleList*>()->ticked(), list("run_a_1 run_a_10"));
        QTRY_VERIFY_WITH_TIMEOUT(perCycleOf(page).note.contains(QStringLiteral("Import its files")), patience_ms);
        QVERIFY(perCycleOf(page).note.contains(QStringLiteral("run_a_10")));
    }

    void theSamplesOfABatchThatAreViewedFromElsewhereAreThatBatch()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        services::createBatch(project, "two", {"run_a_1", "run_a_10"}, "both of them");
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.setProject(project);
        page.showSamples(list("run_a_10 run_a_1"));  // before anything is read
        auto* batch = page.findChild<QComboBox*>(QStringLiteral("batchChoice"));
        QTRY_COMPARE_WITH_TIMEOUT(batch->currentData().toString(), QStringLiteral("two"), patience_ms);
        page.showSamples(list("run_a_1 run_a_2"));
        QCOMPARE(batch->currentData().toString(), QString());
        QCOMPARE(page.findChild<SampleList*>()->ticked(), list("run_a_1 run_a_2"));
        page.showSamples(list("run_a_1 run_a_10"));
        QCOMPARE(batch->currentData().toString(), QStringLiteral("two"));
    }

    void whatIsComparedComesBackOfEachProject()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        for (const char* sample : {"run_a_1", "run_a_2", "run_a_10"}) {
            std::filesystem::create_directories(project.sampleFolder(SampleId(sample)));
            // What is in it does not matter: damaged data is data.
            replaceFileText(project.sampleFolder(SampleId(sample)) / ("shrunk." + std::string(sample) + ".h5"), "");
        }
        services::createBatch(project, "two", {"run_a_1", "run_a_10"}, "both of them");
        Stage stage;
        const auto leave = [&](const auto& choose) {
            BatchPlotsPage page(stage.frame);
            page.setProject(project);
            choose(page);
            page.saveState();
        };
        const auto comesBack = [&](const QStringList& samples, int batch) {
            BatchPlotsPage page(stage.frame);
            page.setProject(project);
            const auto* ticks = page.findChild<SampleList*>();
            return QTest::qWaitFor([&] { return ticks->ticked() == samples; }, patience_ms) &&
                   page.findChild<QComboBox*>(QStringLiteral("batchChoice"))->currentIndex() == batch;
        };
        leave([](BatchPlotsPage& page) { page.showSamples(list("run_a_2 gone run_a_10")); });
        QVERIFY(comesBack(list("run_a_2 run_a_10"), 0));
        leave([](BatchPlotsPage& page) { page.showBatch(QStringLiteral("two")); });
        QVERIFY(comesBack(list("run_a_1 run_a_10"), 1));
    }

    void severalSamplesOfATableOpenHereAndOneInSamplePlots()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectAll();
        action(*window, "View data")->trigger();
        auto* page = window->findChild<BatchPlotsPage*>(QStringLiteral("batchPlotsPage"));
        QVERIFY(page != nullptr && page->isVisible());
        QCOMPARE(page->findChild<SampleList*>()->ticked().size(), qsizetype{3});
    }

    void cancelledLoadingKeepsWhatIsThere()
    {
        const QString folder = makeProject();
        CycleStore store;
        store.setProject(services::openProject(toPath(folder)));
        store.want(list("run_a_1"));
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
        const auto there = store.loaded(QStringLiteral("run_a_1"));
        QVERIFY(there != nullptr);
        store.want(list("run_a_1 run_a_2 run_a_10"));
        QVERIFY(store.isLoading());
        store.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
        QCOMPARE(store.loaded(QStringLiteral("run_a_1")), there);
        store.reload();
        QTRY_COMPARE_WITH_TIMEOUT(store.missing(), qsizetype{0}, patience_ms);
        QCOMPARE(store.loaded()[1]->label(), QStringLiteral("run_a_2"));
        // The row of the samples table is among the values: anode mass of sample 2 is 21.25 mg.
        QCOMPARE(store.loaded()[1]->curves().summary["Anode mass (mg)"].get<double>(), 21.25);
    }
};

AURORA_WINDOW_TESTS(BatchPlotsTest)
#include "batch_plots_test.moc"
