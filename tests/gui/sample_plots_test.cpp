#include "gui/sample_page.h"

#include "gui/sample_plots/sample_list.h"

#include "aurora/core/file.h"
#include "aurora/services/import_samples.h"
#include "support/window_tests.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QStyleOptionComboBox>
#include <QTabWidget>

#include <cmath>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The page Sample plots.
class SamplePlotsTest : public SamplePageTest
{
    Q_OBJECT

private Q_SLOTS:
    void pageDrawsAllChartsOfTheTickedSamples();
    void samplesKeepTheirColourInEveryChart();
    void aSampleWithoutDataSaysWhy();
    void maximisedChartStandsAlone();
    void escapeLeavesAMaximisedChartWhereverTheKeyboardWas();
    void theControlsOfTheTimeSeriesKeepTheirPlaces();
    void settingsComeBackNextTime();
    void impedanceIsDrawnOfTheChosenCycles();
    void theTabImpedanceComesUpWhereNothingElseWasMeasured();
    void everySweepHasAnEntryInTheLegend();
    void samplesAndCyclesComeBackOfEachProject();
    void aSecondAxisThatHasToBeComputedKeepsTheZoom();
    void noTextIsCutInAUsualWindow();
    void theAutomaticColumnSaysWhatItIs();
    void slopesOpenWithoutTheirTails();
    void everyColumnOfTheSeriesIsInTheListsOfTheAxes();
};

void SamplePlotsTest::pageDrawsAllChartsOfTheTickedSamples()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.show();
    page.showCurves({cell("a", 10, 0.5), cell("b", 8, 0.5)});
    QCOMPARE(chartOf(page, "timeChart").chart().model().series.size(), std::size_t{2});
    QCOMPARE(chartOf(page, "perCycleChart").chart().model().series.size(), std::size_t{2});
    QCOMPARE(chartOf(page, "oneCycleChart").chart().model().series.size(), std::size_t{2});
    QCOMPARE(page.findChild<SampleList*>()->ticked(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    // What is on screen: ten points of a, eight of b.
    const auto& perCycle = chartOf(page, "perCycleChart").chart();
    QCOMPARE(perCycle.drawn(0)[0].size(), qsizetype{10});
    QCOMPARE(perCycle.drawn(1)[0].size(), qsizetype{8});
}

void SamplePlotsTest::samplesKeepTheirColourInEveryChart()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.showCurves({cell("a", 5, 0.5), cell("b", 5, 0.5), cell("c", 5, 0.5)});
    const QColor c = chartOf(page, "timeChart").chart().model().series[2].colour;
    QCOMPARE(chartOf(page, "perCycleChart").chart().model().series[2].colour, c);
    QCOMPARE(chartOf(page, "oneCycleChart").chart().model().series[2].colour, c);
    page.showCurves({cell("c", 5, 0.5)});
    QCOMPARE(chartOf(page, "timeChart").chart().model().series[0].colour, c);
}

void SamplePlotsTest::aSampleWithoutDataSaysWhy()
{
    services::SampleCurves empty;
    empty.label = "new";
    empty.note = "no data yet. Import its files with File, Import data files.";
    SamplePlotsPage page;
    page.showCurves({empty});
    QVERIFY(chartOf(page, "timeChart").chart().model().note.contains(QStringLiteral("Import its files")));
    page.showCurves({empty, cell("a", 3, {})});
    QCOMPARE(chartOf(page, "timeChart").chart().model().series.size(), std::size_t{1});
    QVERIFY(chartOf(page, "timeChart").chart().model().leftOut[0].startsWith(QStringLiteral("new")));
}

void SamplePlotsTest::maximisedChartStandsAlone()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.show();
    auto* time = page.findChild<ChartPanel*>(QStringLiteral("timeChart"));
    auto* perCycle = page.findChild<ChartPanel*>(QStringLiteral("perCycleChart"));
    auto* list = page.findChild<SampleList*>();
    Q_EMIT perCycle->maximiseRequested(true);
    QVERIFY(perCycle->isVisible() && !time->isVisible() && !list->isVisible());
    Q_EMIT perCycle->maximiseRequested(false);
    QVERIFY(perCycle->isVisible() && time->isVisible() && list->isVisible());
}

void SamplePlotsTest::escapeLeavesAMaximisedChartWhereverTheKeyboardWas()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.show();
    page.showCurves({cell("a", 10, 0.5)});
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto* list = page.findChild<SampleList*>();
    list->startSearch();  // the list is hidden with the keyboard in it
    auto* panel = page.findChild<ChartPanel*>(QStringLiteral("perCycleChart"));
    panel->toggleMaximised();
    QVERIFY(!list->isVisible());
    QVERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(list->isVisible());
    QVERIFY(page.findChild<ChartPanel*>(QStringLiteral("timeChart"))->isVisible());
}

void SamplePlotsTest::theControlsOfTheTimeSeriesKeepTheirPlaces()
{
    for (const int width : {1110, 1500, 1900}) {  // beside the navigation of a window of 1280, and of wide ones
        SamplePlotsPage page;
        page.resize(width, 740);
        page.show();
        page.showCurves({cell("a", 10, 0.5)});
        auto* panel = page.findChild<ChartPanel*>(QStringLiteral("timeChart"));
        const auto boxes = panel->findChildren<QComboBox*>();
        const auto places = [&] {
            QCoreApplication::sendPostedEvents();
            QList<QRect> all;
            for (const QComboBox* box : boxes) {
                all.append(QRect(box->mapTo(panel, QPoint()), box->size()));
            }
            return all;
        };
        const QList<QRect> before = places();
        QVERIFY(before.size() >= 5);
        for (const QRect& place : before) {
            QCOMPARE(place.center().y(), before.front().center().y());  // in one row
        }
        for (QComboBox* box : boxes) {
            if (box->currentText() == QStringLiteral("none")) {
                box->setCurrentText(QStringLiteral("Specific capacity (mAh/g)"));
            } else if (box->currentText() == QStringLiteral("Voltage (V)")) {
                box->setCurrentText(QStringLiteral("dQ/dV (mAh/V/g)"));
            }
        }
        const QList<QRect> after = places();
        for (QComboBox* box : boxes) {  // the page would remember it
            if (box->currentText() == QStringLiteral("Specific capacity (mAh/g)")) {
                box->setCurrentText(QStringLiteral("none"));
            } else if (box->currentText() == QStringLiteral("dQ/dV (mAh/V/g)")) {
                box->setCurrentText(QStringLiteral("Voltage (V)"));
            }
        }
        QCOMPARE(after, before);
    }
}

void SamplePlotsTest::settingsComeBackNextTime()
{
    {
        SamplePlotsPage page;
        auto* unit = page.findChild<QComboBox*>(QStringLiteral("timeUnit"));
        unit->setCurrentText(QStringLiteral("min"));
    }
    SamplePlotsPage page;
    page.showCurves({cell("a", 10, {})});
    QCOMPARE(chartOf(page, "timeChart").chart().model().x.title, QStringLiteral("Time from start (min)"));
}

void SamplePlotsTest::impedanceIsDrawnOfTheChosenCycles()
{
    services::SampleCurves curves = cell("eis", 3, {});
    for (const int cycle : {1, 3}) {
        for (const float frequency : {1000.0F, 100.0F, 10.0F}) {
            curves.impedance.uts.push_back(0.0);
            curves.impedance.cycle.push_back(cycle);
            curves.impedance.frequency_Hz.push_back(frequency);
            curves.impedance.reZ_ohm.push_back(static_cast<float>(cycle));
            curves.impedance.imZ_ohm.push_back(-1.0F);
        }
    }
    SamplePlotsPage page;
    page.showCurves({curves});
    auto* panel = page.findChild<ChartPanel*>(QStringLiteral("impedanceChart"));
    QCOMPARE(panel->view().chart().model().series.size(), std::size_t{2});
    panel->findChild<QLineEdit*>()->setText(QStringLiteral("2-3"));
    QCOMPARE(panel->view().chart().model().series.size(), std::size_t{1});
    QCOMPARE(panel->view().chart().model().series[0].x[0], 3.0);
}

void SamplePlotsTest::theTabImpedanceComesUpWhereNothingElseWasMeasured()
{
    services::SampleCurves only;
    only.label = "eis";
    for (const float frequency : {1000.0F, 100.0F, 10.0F}) {
        only.impedance.uts.push_back(0.0);
        only.impedance.cycle.push_back(0);
        only.impedance.frequency_Hz.push_back(frequency);
        only.impedance.reZ_ohm.push_back(1.0F);
        only.impedance.imZ_ohm.push_back(-1.0F);
    }
    services::SampleCurves both = cell("both", 3, {});
    both.impedance = only.impedance;
    SamplePlotsPage page;
    const auto* impedance = page.findChild<ChartPanel*>(QStringLiteral("impedanceChart"));
    auto* oneCycle = page.findChild<ChartPanel*>(QStringLiteral("oneCycleChart"));
    auto* tabs = page.findChild<QTabWidget*>();
    page.showCurves({both});
    QCOMPARE(tabs->currentWidget(), oneCycle);
    page.showCurves({only});
    QCOMPARE(tabs->currentWidget(), impedance);
    tabs->setCurrentWidget(oneCycle);
    page.showCurves({only});
    QCOMPARE(tabs->currentWidget(), oneCycle);  // what the user chose stays while nothing else is shown
    page.showCurves({both});
    page.showCurves({only, both});
    QCOMPARE(tabs->currentWidget(), oneCycle);
}

void SamplePlotsTest::everySweepHasAnEntryInTheLegend()
{
    const auto withSweeps = [](int sweeps) {
        services::SampleCurves curves = cell("eis", 20, {});
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            for (const float frequency : {1000.0F, 100.0F, 10.0F}) {
                curves.impedance.uts.push_back(0.0);
                curves.impedance.cycle.push_back(sweep < 2 ? 1 : sweep);  // two of them after the first cycle
                curves.impedance.frequency_Hz.push_back(frequency);
                curves.impedance.reZ_ohm.push_back(1.0F);
                curves.impedance.imZ_ohm.push_back(-1.0F);
            }
        }
        return curves;
    };
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.showCurves({withSweeps(4)});
    ChartScene& chart = chartOf(page, "impedanceChart").chart();
    QStringList entries;
    for (const LegendItem::Entry& entry : chart.legend().entries()) {
        entries.append(entry.group);
    }
    QCOMPARE(entries,
             (QStringList{QStringLiteral("eis, after cycle 1, sweep 1"), QStringLiteral("eis, after cycle 1, sweep 2"),
                          QStringLiteral("eis, after cycle 2"), QStringLiteral("eis, after cycle 3")}));
    chart.setShown(entries[1], false);
    QVERIFY(!chart.drawn(0).empty() && chart.drawn(1).empty() && !chart.drawn(2).empty());
    page.showCurves({withSweeps(13)});
    QCOMPARE(chart.legend().entries().size(), qsizetype{1});
}

void SamplePlotsTest::samplesAndCyclesComeBackOfEachProject()
{
    const auto makeProject = [this](const char* name) {
        const services::Project project = services::initProject(m_userFolder.path() / name);
        const auto file = m_userFolder.path() / "robot.csv";
        replaceFileText(file, "Sample ID;Label\nrun_1;a\nrun_2;b\nrun_3;c\n");
        services::applySampleImport(project, services::planSampleImport(project, file));
        for (const char* sample : {"run_1", "run_2", "run_3"}) {
            std::filesystem::create_directories(project.sampleFolder(SampleId(sample)));
            // What is in it does not matter: damaged data is data.
            replaceFileText(project.sampleFolder(SampleId(sample)) / ("shrunk." + std::string(sample) + ".h5"), "");
        }
        return project;
    };
    const services::Project first = makeProject("first");
    const services::Project second = makeProject("second");
    const auto cyclesOf = [](SamplePlotsPage& page, const char* panel) {
        return page.findChild<ChartPanel*>(QLatin1String(panel))->findChild<QLineEdit*>();
    };
    {
        SamplePlotsPage page;
        page.setProject(first);
        page.showSamples({QStringLiteral("run_1"), QStringLiteral("run_3")});
        cyclesOf(page, "oneCycleChart")->setText(QStringLiteral("2-3"));
        cyclesOf(page, "impedanceChart")->setText(QStringLiteral("7"));
        page.setProject(second);
        QCOMPARE(cyclesOf(page, "oneCycleChart")->text(), QString());
        page.showSamples({QStringLiteral("run_2")});
    }
    std::filesystem::remove(first.sampleFolder(SampleId("run_3")) / "shrunk.run_3.h5");
    constexpr int patience_ms = 20000;
    SamplePlotsPage page;
    page.setProject(first);
    const auto* list = page.findChild<SampleList*>();
    QTRY_COMPARE_WITH_TIMEOUT(list->ticked(), QStringList{QStringLiteral("run_1")}, patience_ms);
    QCOMPARE(cyclesOf(page, "oneCycleChart")->text(), QStringLiteral("2-3"));
    QCOMPARE(cyclesOf(page, "impedanceChart")->text(), QStringLiteral("7"));
    page.setProject(second);
    QTRY_COMPARE_WITH_TIMEOUT(list->ticked(), QStringList{QStringLiteral("run_2")}, patience_ms);
    // What is asked for now goes before what was there last time.
    page.setProject(first);
    page.showSamples({QStringLiteral("run_2")});
    QTRY_VERIFY_WITH_TIMEOUT(list->keys().contains(QStringLiteral("run_1")), patience_ms);
    QCOMPARE(list->ticked(), QStringList{QStringLiteral("run_2")});
}

void SamplePlotsTest::aSecondAxisThatHasToBeComputedKeepsTheZoom()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.show();
    page.showCurves({cell("a", 10, 0.5)});
    ChartView& time = chartOf(page, "timeChart");
    time.showX({2.0, 4.0});
    QComboBox* second = nullptr;
    for (QComboBox* box : page.findChild<ChartPanel*>(QStringLiteral("timeChart"))->findChildren<QComboBox*>()) {
        second = box->currentText() == QStringLiteral("none") ? box : second;
    }
    QVERIFY(second != nullptr);
    second->setCurrentText(QStringLiteral("dV/dQ (V/mAh)"));
    QTRY_COMPARE(time.chart().model().series.size(), std::size_t{2});
    QVERIFY(time.chart().view().x == (Range{2.0, 4.0}));
}

void SamplePlotsTest::noTextIsCutInAUsualWindow()
{
    SamplePlotsPage page;
    page.resize(1420, 800);  // beside the navigation of a window of 1590 pixels
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.showCurves({cell("240620_kigr_gen2_01", 120, 0.5)});
    QTest::qWait(50);  // for the layout
    for (const QComboBox* box : page.findChildren<QComboBox*>()) {
        if (!box->isVisible()) {
            continue;
        }
        QStyleOptionComboBox option;
        option.initFrom(box);
        option.editable = false;
        const QRect field =
            box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
        const int needed = box->fontMetrics().horizontalAdvance(box->currentText());
        QVERIFY2(field.width() - 2 >= needed, qPrintable(box->currentText()));
    }
    const auto* list = page.findChild<SampleList*>()->findChild<QListView*>();
    QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("240620_kigr_gen2_01  ·  120 cycles"));
    QVERIFY(list->sizeHintForColumn(0) <= list->viewport()->width());
}

void SamplePlotsTest::theAutomaticColumnSaysWhatItIs()
{
    SamplePlotsPage page;
    page.showCurves({cell("a", 10, 0.5)});
    const auto* y = page.findChild<ChartPanel*>(QStringLiteral("perCycleChart"))->findChildren<QComboBox*>().front();
    QCOMPARE(y->currentText(), QStringLiteral("automatic: Specific discharge capacity (mAh/g)"));
    page.showCurves({cell("b", 10, {})});
    QCOMPARE(y->currentText(), QStringLiteral("automatic: Discharge capacity (mAh)"));
}

void SamplePlotsTest::slopesOpenWithoutTheirTails()
{
    services::SampleCurves curves = cell("a", 4, {});
    for (std::size_t row = 0; row < curves.uts.size(); row += 25) {
        curves.differentialCapacity_mAhPerV[row] = 1e6;  // 4 % of the rows
    }
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.showCurves({curves});
    auto* panel = page.findChild<ChartPanel*>(QStringLiteral("oneCycleChart"));
    for (QComboBox* box : panel->findChildren<QComboBox*>()) {
        if (box->currentText() == QStringLiteral("Voltage (V)")) {
            box->setCurrentText(QStringLiteral("dQ/dV (mAh/V)"));
        }
    }
    QCOMPARE(panel->view().chart().model().left.title, QStringLiteral("dQ/dV (mAh/V)"));
    QVERIFY(panel->view().chart().view().left.upper < 500.0);
    QVERIFY(panel->view().chart().marksPointsOutside());
}

void SamplePlotsTest::everyColumnOfTheSeriesIsInTheListsOfTheAxes()
{
    SamplePlotsPage page;
    for (const char* panel : {"timeChart", "oneCycleChart"}) {
        int offering = 0;
        for (const QComboBox* box : page.findChild<ChartPanel*>(QLatin1String(panel))->findChildren<QComboBox*>()) {
            offering += box->findText(QStringLiteral("Technique")) >= 0 && box->findText(QStringLiteral("Step")) >= 0 &&
                                box->findText(QStringLiteral("Charge of a row (mAh)")) >= 0
                            ? 1
                            : 0;
        }
        QCOMPARE(offering, 2);
    }
}

AURORA_WINDOW_TESTS(SamplePlotsTest)
#include "sample_plots_test.moc"
