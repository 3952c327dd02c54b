#include "gui/made_curves.h"
#include "gui/window_test.h"

#include "gui/batch_plots/batch_plots_page.h"
#include "gui/batch_plots/cycle_store.h"
#include "gui/charts/chart_panel.h"
#include "gui/charts/matrix_panel.h"
#include "gui/frame/page.h"
#include "gui/sample_plots/sample_list.h"

#include "aurora/core/error.h"
#include "aurora/services/batches.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QToolButton>
#include <QWheelEvent>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// What a page needs of its window.
struct Stage
{
    TaskRunner tasks;
    ProjectSession session;
    CommandSet commands;
    MessageBar messages;
    Frame frame{tasks, session, commands, messages};
};

/// Six cells: two labels, a mass that differs from cell to cell, cycles from 5 to 10.
std::vector<services::SampleCurves> sixCells()
{
    std::vector<services::SampleCurves> cells;
    for (int i = 0; i < 6; ++i) {
        cells.push_back(cell("cell_0" + std::to_string(i + 1), 5 + i, 0.5));
        cells.back().summary["Label"] = i < 3 ? "blue" : "red";
        cells.back().summary["Anode mass (mg)"] = 20.0 + 2.0 * i;
    }
    return cells;
}

ChartView& chartOf(BatchPlotsPage& page, const char* name)
{
    return page.findChild<ChartPanel*>(QLatin1String(name))->view();
}

const PlotModel& perCycleOf(BatchPlotsPage& page)
{
    return chartOf(page, "batchPerCycle").chart().model();
}

void choose(BatchPlotsPage& page, const char* box, const char* entry)
{
    auto* combo = page.findChild<QComboBox*>(QLatin1String(box));
    const int index = combo->findText(QString::fromUtf8(entry));
    QVERIFY2(index >= 0, entry);
    combo->setCurrentIndex(index);
}

/// Moves the mouse over a point of the chart.
void hover(ChartView& view, const QPointF& value)
{
    const QPointF place = view.chart().toScene(value);
    QMouseEvent event(QEvent::MouseMove, place, view.viewport()->mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
}

void open(BatchPlotsPage& page)
{
    page.resize(1200, 800);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.showCurves(sixCells());
}

}  // namespace

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
        QCOMPARE(view.hoverText(), QStringLiteral("cell_06\nCycle: 10\nSpecific discharge capacity (mAh/g): 182\n"
                                                  "Label: red"));
        choose(page, "averages", "mean ± sd, both");
        QCOMPARE(perCycleOf(page).series.size(), std::size_t{2});
        hover(view, {1.0, 200.0});
        QCOMPARE(view.hoverText(), QStringLiteral("blue, mean of 3\nCycle: 1\nSpecific discharge capacity (mAh/g): "
                                                  "200 ± 0\nn: 3"));
    }

    void clickingACellOfTheMatrixSetsTheScattersAxes()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        auto* panel = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        const MatrixScene& matrix = panel->view().matrix();
        const auto row = static_cast<int>(matrix.model().labels.indexOf(QStringLiteral("Capacity loss (%)")));
        const auto column = static_cast<int>(matrix.model().labels.indexOf(QStringLiteral("Anode mass (mg)")));
        QVERIFY(row >= 0 && column >= 0);
        const QPoint place = matrix.cellPlace(row, column).center().toPoint();
        QTest::mouseClick(panel->view().viewport(), Qt::LeftButton, {}, place);
        const PlotModel& scatter = chartOf(page, "batchScatter").chart().model();
        QCOMPARE(scatter.x.title, QStringLiteral("Anode mass (mg)"));
        QCOMPARE(scatter.left.title, QStringLiteral("Capacity loss (%)"));
        QCOMPARE(scatter.series[2].x[0], 24.0);
        QCOMPARE(scatter.series[2].y[0], 93.0);  // seven cycles
    }

    void columnsThatAreNotTickedAreNotCorrelatedAlsoNextTime()
    {
        Stage stage;
        const QString masses = QStringLiteral("Anode mass (mg)");
        const auto labels = [](BatchPlotsPage& page) {
            return page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"))->view().matrix().model().labels;
        };
        {
            BatchPlotsPage page(stage.frame);
            open(page);
            const QStringList all = labels(page);
            QVERIFY(all.contains(masses));
            QTest::mouseClick(page.findChild<QToolButton*>(QStringLiteral("columnTicks")), Qt::LeftButton);
            auto* list = page.findChild<QFrame*>(QStringLiteral("columnTicksList"))->findChild<QListWidget*>();
            list->findItems(masses, Qt::MatchExactly).front()->setCheckState(Qt::Unchecked);
            QStringList rest = all;
            rest.removeAll(masses);
            QCOMPARE(labels(page), rest);
        }
        BatchPlotsPage page(stage.frame);
        open(page);
        QVERIFY(!labels(page).contains(masses));
        QVERIFY(labels(page).size() > 1);
    }

    void theMatrixBeginsWithFewColumnsAndNoneThatSaysTheSame()
    {
        std::vector<services::SampleCurves> cells = sixCells();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            Json& summary = cells[i].summary;
            summary["Rack position"] = i * i;
            summary["Timestamp step 1"] = 17.0 * static_cast<double>(i % 4);
            summary["Anode active material mass (mg)"] = 0.9 * summary["Anode mass (mg)"].get<double>();
            for (int extra = 0; extra < 20; ++extra) {
                summary["Extra " + std::to_string(extra)] = (i * 7 + static_cast<std::size_t>(extra) * i * i) % 11;
            }
        }
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.resize(1430, 830);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.showCurves(cells);
        auto* panel = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        const QStringList labels = panel->view().matrix().model().labels;
        QCOMPARE(labels.size(), qsizetype{14});
        QVERIFY(labels.contains(QStringLiteral("Capacity loss (%)")));
        QVERIFY(labels.contains(QStringLiteral("Anode mass (mg)")));
        QVERIFY(!labels.contains(QStringLiteral("Anode active material mass (mg)")));
        QVERIFY(!labels.contains(QStringLiteral("Rack position")) &&
                !labels.contains(QStringLiteral("Timestamp step 1")));
        // One that is missing is ticked by hand, and comes back to the usual ones.
        auto* ticks = page.findChild<QToolButton*>(QStringLiteral("columnTicks"));
        QTest::mouseClick(ticks, Qt::LeftButton);
        auto* box = page.findChild<QFrame*>(QStringLiteral("columnTicksList"));
        box->findChild<QListWidget*>()
            ->findItems(QStringLiteral("Rack position"), Qt::MatchExactly)
            .front()
            ->setCheckState(Qt::Checked);
        QCOMPARE(panel->view().matrix().model().labels.size(), qsizetype{15});
        for (QPushButton* button : box->findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("&Usual ones")) {
                button->click();
            }
        }
        QCOMPARE(panel->view().matrix().model().labels, labels);
    }

    void theMatrixZoomsAtTheCursorMovesAndGoesBack()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        MatrixView& view = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"))->view();
        const MatrixScene& matrix = view.matrix();
        QVERIFY(matrix.model().labels.size() >= 3);
        const QRectF whole(0.0, 0.0, 1.0, 1.0);
        const QRectF before = matrix.cellPlace(1, 1);
        const QPointF place = before.center();
        QWheelEvent turn(place, view.viewport()->mapToGlobal(place), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &turn);
        QVERIFY(matrix.cellPlace(1, 1).width() > 1.2 * before.width());
        QVERIFY((matrix.cellPlace(1, 1).center() - place).manhattanLength() < 1e-6);
        const auto mouse = [&](QEvent::Type type, const QPointF& at, Qt::MouseButton button) {
            QMouseEvent event(
                type, at, view.viewport()->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button,
                type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button), Qt::NoModifier);
            QApplication::sendEvent(view.viewport(), &event);
        };
        QSignalSpy clicked(&view, &MatrixView::cellClicked);
        mouse(QEvent::MouseButtonPress, place, Qt::MiddleButton);
        mouse(QEvent::MouseMove, place + QPointF(5, 4), Qt::MiddleButton);
        mouse(QEvent::MouseButtonRelease, place + QPointF(5, 4), Qt::MiddleButton);
        QVERIFY((matrix.cellPlace(1, 1).center() - place - QPointF(5, 4)).manhattanLength() < 1e-6);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, place.toPoint());
        QVERIFY(matrix.seen() == whole);
        // A rubber band over two cells fills the room with them, and no cell counts as clicked.
        mouse(QEvent::MouseButtonPress, matrix.cellPlace(0, 0).topLeft() + QPointF(1, 1), Qt::LeftButton);
        mouse(QEvent::MouseMove, matrix.cellPlace(1, 1).center(), Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, matrix.cellPlace(1, 1).bottomRight(), Qt::LeftButton);
        QVERIFY(matrix.cellPlace(1, 1).bottomRight().x() > matrix.cellsArea().right() - 3.0);
        QCOMPARE(clicked.size(), 0);
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(matrix.seen() == whole);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place.toPoint());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0][0].toInt(), 1);
    }

    void aPanelWithoutSettingsHasNoButtonForThem()
    {
        const auto settingsButton = [](PlotPanel& panel) {
            for (QToolButton* button : panel.findChildren<QToolButton*>()) {
                if (button->accessibleName().contains(QStringLiteral("settings"))) {
                    return button->isVisibleTo(&panel);
                }
            }
            return false;
        };
        MatrixPanel bare(QStringLiteral("Bare"));
        QVERIFY(!settingsButton(bare));
        bare.addSetting({}, new QCheckBox);
        QVERIFY(settingsButton(bare));
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
        store.want(list("run_a_1 run_a_2 run_a_10"));
        QVERIFY(store.isLoading());
        store.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
        QCOMPARE(static_cast<qsizetype>(store.loaded().size()) + store.missing(), qsizetype{3});
        store.reload();
        QTRY_COMPARE_WITH_TIMEOUT(store.missing(), qsizetype{0}, patience_ms);
        QCOMPARE(store.loaded()[1]->label(), QStringLiteral("run_a_2"));
        // The row of the samples table is among the values: anode mass of sample 2 is 21.25 mg.
        QCOMPARE(store.loaded()[1]->curves().summary["Anode mass (mg)"].get<double>(), 21.25);
    }

    void theMatrixIsExportedAsPictureAndNumbers()
    {
        const MatrixModel model{.labels = {QStringLiteral("a"), QStringLiteral("b \"x\"")},
                                .cells = {{1.0, 9}, {-0.5, 8}, {-0.5, 8}, {{}, 1}}};
        saveMatrixNumbers(model, m_folder->path() / "matrix.csv");
        QCOMPARE(QString::fromStdString(readFile(m_folder->path() / "matrix.csv")),
                 QStringLiteral("Row,Column,Value,n\n\"a\",\"a\",1,9\n\"a\",\"b \"\"x\"\"\",-0.5,8\n"
                                "\"b \"\"x\"\"\",\"a\",-0.5,8\n\"b \"\"x\"\"\",\"b \"\"x\"\"\",,1\n"));
        saveMatrixPicture(model, {800, 500}, m_folder->path() / "matrix.png");
        const QImage picture(QString::fromStdString((m_folder->path() / "matrix.png").string()));
        QCOMPARE(picture.width(), 2008);  // 170 mm at 300 dots an inch
    }
};

QTEST_MAIN(BatchPlotsTest)
#include "batch_plots_test.moc"
