#include "gui/made_curves.h"

#include "gui/charts/chart_panel.h"
#include "gui/sample_plots/sample_charts.h"
#include "gui/sample_plots/sample_list.h"
#include "gui/sample_plots/sample_plots_page.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/services/import_samples.h"
#include "support/temporary_folder.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

PlotSource sourceOf(std::vector<services::SampleCurves> all)
{
    PlotSource source;
    for (services::SampleCurves& curves : all) {
        source.samples.push_back(std::make_shared<const LoadedSample>(std::move(curves)));
    }
    return source;
}

ChartView& chartOf(SamplePlotsPage& page, const char* name)
{
    return page.findChild<ChartPanel*>(QLatin1String(name))->view();
}

/// The first and the last y of a series as a user would read them off.
std::pair<double, double> ends(const PlotSeries& series)
{
    return {series.y[0], series.y[series.y.size() - 1]};
}

}  // namespace

class SamplePlotsTest : public QObject
{
    Q_OBJECT

    aurora::test::TemporaryFolder m_userFolder;  ///< the page remembers its settings there, not among the user's

private Q_SLOTS:
    void initTestCase();
    void timeStartsWhereTheUserSays();
    void aFileWithoutStartHasNoDate();
    void perCycleDrawsTheFadeInMilliamperehoursWithoutMass();
    void unknownColumnIsAUsageError();
    void oneCycleDrawsTheRowsOfTheChosenCycles();
    void specificChargeDividesByTheMass();
    void differentialVoltageIsTheSlopeOfVoltageOverCharge();
    void impedanceSweepsAreApartAndPlottedUpwards();
    void pageDrawsAllChartsOfTheTickedSamples();
    void aClickOnACycleShowsThatCycle();
    void samplesKeepTheirColourInEveryChart();
    void aSampleWithoutDataSaysWhy();
    void maximisedChartStandsAlone();
    void settingsComeBackNextTime();
    void searchNarrowsTheList();
    void aWrongCycleRangeSaysSoAndKeepsTheChart();
    void theCycleOfEveryRowIsAColumn();
    void impedanceIsDrawnOfTheChosenCycles();
    void everySweepHasAnEntryInTheLegend();
    void samplesAndCyclesComeBackOfEachProject();
    void aClickedCycleIsMarkedInTheOtherCharts();
    void aZoomedTimeSeriesGoesToTheClickedCycle();
    void aSecondAxisThatHasToBeComputedKeepsTheZoom();
    void everyColumnOfTheSeriesCanBeDrawn();
    void aShiftClickTicksAllInBetween();
    void openedFilesLeaveTheListAgain();
    void noTextIsCutInAUsualWindow();
    void theAutomaticColumnSaysWhatItIs();
    void slopesOpenWithoutTheirTails();
};

void SamplePlotsTest::initTestCase()
{
    qputenv("AURORA_USER_CONFIG", QByteArray::fromStdString((m_userFolder.path() / "config.json").string()));
}

void SamplePlotsTest::timeStartsWhereTheUserSays()
{
    const PlotSource source = sourceOf({cell("a", 10, {})});
    const auto firstX = [&](TimeOrigin origin, TimeUnit unit) {
        return timeChart(source, {.origin = origin, .unit = unit, .y = RowQuantity::Voltage, .second = {}})
            .series[0]
            .x[0];
    };
    QCOMPARE(firstX(TimeOrigin::Date, TimeUnit::Hours), start_uts);
    QCOMPARE(firstX(TimeOrigin::Start, TimeUnit::Hours), 0.0);
    // Three formation cycles of 100 minutes each.
    QCOMPARE(firstX(TimeOrigin::Cycling, TimeUnit::Minutes), -300.0);
    QCOMPARE(firstX(TimeOrigin::Cycling, TimeUnit::Hours), -5.0);
}

void SamplePlotsTest::aFileWithoutStartHasNoDate()
{
    services::SampleCurves curves = cell("bare.mpr", 2, {});
    curves.startKnown = false;
    const PlotSource source = sourceOf({curves});
    const PlotModel model = timeChart(source, {.origin = TimeOrigin::Date, .unit = {}, .second = {}});
    QVERIFY(model.series.empty());
    QVERIFY(model.note.contains(QStringLiteral("does not say when it was started")));
    QCOMPARE(timeChart(source, {.unit = {}, .second = {}}).series.size(), std::size_t{1});
}

void SamplePlotsTest::perCycleDrawsTheFadeInMilliamperehoursWithoutMass()
{
    const PlotModel absolute = perCycleChart(sourceOf({cell("a", 10, {})}), {});
    QCOMPARE(absolute.left.title, QStringLiteral("Discharge capacity (mAh)"));
    QCOMPARE(ends(absolute.series[0]), (std::pair{100.0, 91.0}));
    const PlotModel specific = perCycleChart(sourceOf({cell("a", 10, 0.5)}), {});
    QCOMPARE(specific.left.title, QStringLiteral("Specific discharge capacity (mAh/g)"));
    QCOMPARE(ends(specific.series[0]), (std::pair{200.0, 182.0}));
}

void SamplePlotsTest::unknownColumnIsAUsageError()
{
    QVERIFY_EXCEPTION_THROWN((void)perCycleChart(sourceOf({cell("a", 2, {})}), {"Capacity", ""}), UsageError);
}

void SamplePlotsTest::oneCycleDrawsTheRowsOfTheChosenCycles()
{
    const PlotModel model = oneCycleChart(sourceOf({cell("a", 10, {})}), {.cycles = {2, 5, 40}});
    QCOMPARE(model.series.size(), std::size_t{2});
    QCOMPARE(model.series[1].x.size(), std::size_t{rowsPerCycle});
    QCOMPARE(model.series[1].x[49], 96.0);  // the charge of cycle 5
    QVERIFY(model.series[1].name.contains(QStringLiteral("5")));
    // Without a choice: the first after three formation cycles.
    QCOMPARE(oneCycleChart(sourceOf({cell("a", 10, {})}), {}).series[0].x[49], 97.0);
}

void SamplePlotsTest::specificChargeDividesByTheMass()
{
    const PlotModel model = oneCycleChart(sourceOf({cell("heavy", 2, 0.5), cell("unknown", 2, {})}),
                                          {.cycles = {1}, .x = RowQuantity::SpecificCharge});
    QCOMPARE(model.series.size(), std::size_t{1});
    QVERIFY(std::abs(model.series[0].x[49] - 200.0) < 1e-9);
    QCOMPARE(model.leftOut.size(), qsizetype{1});
    QVERIFY(model.leftOut[0].startsWith(QStringLiteral("unknown")));
}

void SamplePlotsTest::differentialVoltageIsTheSlopeOfVoltageOverCharge()
{
    QVERIFY(rowQuantityNamed(QStringLiteral("dV/dQ (V/mAh)")) == RowQuantity::DifferentialVoltage);
    QVERIFY(rowQuantityNamed(QStringLiteral("Q (mAh/g)")) == RowQuantity::SpecificCharge);
    // The voltage of cycle 2 rises by 1 V over 99 mAh, and falls as far.
    const auto slopeAt = [](const services::SampleCurves& curves, std::size_t row) {
        const PlotModel model =
            oneCycleChart(sourceOf({curves}), {.cycles = {2}, .y = RowQuantity::DifferentialVoltage});
        return model.series.at(0).y[row];
    };
    services::SampleCurves full = cell("a", 3, {});
    QVERIFY(std::abs(slopeAt(full, 25) - 1.0 / 99) < 1e-6);
    QVERIFY(std::abs(slopeAt(full, 75) + 1.0 / 99) < 1e-6);
    services::SampleCurves thinned = full;
    thinned.detail = services::Detail::Thinned;
    QVERIFY(std::abs(slopeAt(thinned, 25) - 1.0 / 99) < 1e-12);
    thinned.differentialCapacity_mAhPerV.clear();
    QVERIFY(oneCycleChart(sourceOf({thinned}), {.y = RowQuantity::DifferentialVoltage}).series.empty());
}

void SamplePlotsTest::impedanceSweepsAreApartAndPlottedUpwards()
{
    services::SampleCurves curves = cell("eis", 1, {});
    for (int sweep = 0; sweep < 2; ++sweep) {
        for (const float frequency : {1000.0F, 100.0F, 10.0F}) {
            curves.impedance.uts.push_back(0.0);
            curves.impedance.cycle.push_back(1);
            curves.impedance.frequency_Hz.push_back(frequency);
            curves.impedance.reZ_ohm.push_back(3.0F);
            curves.impedance.imZ_ohm.push_back(-4.0F);
        }
    }
    const PlotModel nyquist = impedanceChart(sourceOf({curves}), ImpedanceKind::Nyquist, {});
    QCOMPARE(nyquist.series.size(), std::size_t{2});
    QCOMPARE(nyquist.series[0].x.size(), std::size_t{3});
    QCOMPARE(nyquist.series[0].y[0], 4.0);
    QVERIFY(nyquist.aspect == Aspect::Equal);
    const PlotModel bode = impedanceChart(sourceOf({curves}), ImpedanceKind::Bode, {1});
    QCOMPARE(bode.series.size(), std::size_t{4});
    QCOMPARE(bode.series[1].x[0], 3.0);                                 // log10 of 1000 Hz
    QVERIFY(std::abs(bode.series[1].y[0] - std::log10(5.0)) < 1e-12);   // |3 − 4i| = 5
    QVERIFY(std::abs(bode.series[0].y[0] - 53.13010235415598) < 1e-6);  // atan(4/3)
    QVERIFY(impedanceChart(sourceOf({curves}), ImpedanceKind::Nyquist, {7}).series.empty());
}

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

void SamplePlotsTest::aClickOnACycleShowsThatCycle()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.showCurves({cell("a", 10, 0.5)});
    ChartView& perCycle = chartOf(page, "perCycleChart");
    const QPoint place = perCycle.chart().toScene({7.0, 188.0}).toPoint();  // (101 − 7) mAh / 0.5 g
    QTest::mouseClick(perCycle.viewport(), Qt::LeftButton, {}, place);
    const PlotModel& shown = chartOf(page, "oneCycleChart").chart().model();
    QCOMPARE(shown.series.size(), std::size_t{1});
    QCOMPARE(shown.series[0].x[49], 94.0);
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

void SamplePlotsTest::searchNarrowsTheList()
{
    SamplePlotsPage page;
    page.show();
    auto* list = page.findChild<SampleList*>();
    list->setSamples(
        {QStringLiteral("240620_gen2_01"), QStringLiteral("240620_gen2_02"), QStringLiteral("250116_gen6_01")});
    QTest::keyClicks(list->findChild<QLineEdit*>(), QStringLiteral("GEN6"));
    const auto* view = list->findChild<QListView*>();
    QCOMPARE(view->model()->rowCount(), 1);
    QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("250116_gen6_01"));
}

void SamplePlotsTest::aWrongCycleRangeSaysSoAndKeepsTheChart()
{
    SamplePlotsPage page;
    page.show();
    page.showCurves({cell("a", 10, 0.5)});
    auto* oneCycle = page.findChild<ChartPanel*>(QStringLiteral("oneCycleChart"));
    auto* cycles = oneCycle->findChild<QLineEdit*>();
    cycles->setText(QStringLiteral("2-4"));
    QCOMPARE(oneCycle->view().chart().model().series.size(), std::size_t{3});
    cycles->setText(QStringLiteral("2-"));
    QCOMPARE(oneCycle->view().chart().model().series.size(), std::size_t{3});
    const auto labels = oneCycle->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisibleTo(label->parentWidget()) && label->text().contains(QStringLiteral("\"2-\""));
    }));
}

void SamplePlotsTest::theCycleOfEveryRowIsAColumn()
{
    QVERIFY(rowQuantityNamed(QStringLiteral("cycle")) == RowQuantity::Cycle);
    const PlotModel model =
        timeChart(sourceOf({cell("a", 10, {})}), {.unit = {}, .y = RowQuantity::Cycle, .second = RowQuantity::Voltage});
    QCOMPARE(model.left.title, QStringLiteral("Cycle"));
    QVERIFY(model.right->title.startsWith(QStringLiteral("Voltage (V)")));
    QCOMPARE(ends(model.series.back()), (std::pair{1.0, 10.0}));
    QCOMPARE(model.series.back().y[rowsPerCycle], 2.0);
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

void SamplePlotsTest::aClickedCycleIsMarkedInTheOtherCharts()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.findChild<QComboBox*>(QStringLiteral("timeUnit"))->setCurrentText(QStringLiteral("h"));
    page.showCurves({cell("a", 10, 0.5)});
    ChartScene& time = chartOf(page, "timeChart").chart();
    ChartView& perCycle = chartOf(page, "perCycleChart");
    QVERIFY(time.chosen().bands().empty());
    const QPointF point = perCycle.chart().toScene({7.0, 188.0});  // (101 − 7) mAh / 0.5 g
    QTest::mouseClick(perCycle.viewport(), Qt::LeftButton, {}, point.toPoint());
    // A cycle is 100 minutes long; the time axis is in hours here.
    QCOMPARE(time.model().x.title, QStringLiteral("Time from start (h)"));
    QCOMPARE(time.chosen().bands().size(), std::size_t{1});
    const QRectF band = time.chosen().bands()[0].first;
    QVERIFY(std::abs(time.toValue(band.topLeft()).x() - 600.0 / 60) < 0.01);
    QVERIFY(std::abs(time.toValue(band.topRight()).x() - 699.0 / 60) < 0.01);
    QCOMPARE(perCycle.chart().chosen().rings().size(), std::size_t{1});
    QVERIFY((perCycle.chart().chosen().rings()[0] - point).manhattanLength() < 1.0);
    // Cycles in a row are one band; with the sample its marks are hidden.
    page.findChild<ChartPanel*>(QStringLiteral("oneCycleChart"))
        ->findChild<QLineEdit*>()
        ->setText(QStringLiteral("1-3,9"));
    QCOMPARE(time.chosen().bands().size(), std::size_t{2});
    QCOMPARE(perCycle.chart().chosen().rings().size(), std::size_t{4});
    time.setShown(QStringLiteral("a"), false);
    QVERIFY(time.chosen().bands().empty());
}

void SamplePlotsTest::aZoomedTimeSeriesGoesToTheClickedCycle()
{
    SamplePlotsPage page;
    page.resize(1200, 800);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.findChild<QComboBox*>(QStringLiteral("timeUnit"))->setCurrentText(QStringLiteral("h"));
    page.showCurves({cell("a", 10, 0.5)});
    ChartView& time = chartOf(page, "timeChart");
    ChartView& perCycle = chartOf(page, "perCycleChart");
    const auto click = [&](double cycle) {
        const QPointF place = perCycle.chart().toScene({cycle, (101.0 - cycle) / 0.5});
        QTest::mouseClick(perCycle.viewport(), Qt::LeftButton, {}, place.toPoint());
    };
    const Range whole = time.chart().view().x;
    click(7.0);
    QVERIFY(time.chart().view().x == whole);  // all of it is in sight
    time.showX({0.0, 2.0});
    click(1.0);
    QVERIFY(time.chart().view().x == (Range{0.0, 2.0}));
    click(7.0);
    const Range seen = time.chart().view().x;
    QVERIFY(std::abs((seen.lower + seen.upper) / 2 - 649.5 / 60) < 0.01);
    QVERIFY(std::abs(seen.span() - 2.0) < 1e-9);
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

void SamplePlotsTest::everyColumnOfTheSeriesCanBeDrawn()
{
    services::SampleCurves curves = cell("a", 10, 0.5);
    const std::size_t rows = curves.uts.size();
    for (std::size_t row = 0; row < rows; ++row) {
        curves.charge_mAh.push_back(row % 2 == 0 ? 0.25F : -0.25F);
        curves.technique.push_back(row < 50 ? std::int16_t{2} : std::int16_t{33});
        curves.step.push_back(static_cast<std::int32_t>(row / 50) + 1);
    }
    const auto drawn = [](const services::SampleCurves& of, RowQuantity quantity) {
        return timeChart(sourceOf({of}), {.unit = {}, .y = quantity, .second = {}});
    };
    QCOMPARE(drawn(curves, RowQuantity::ChargeOfRow).series.at(0).y[3], -0.25);
    QCOMPARE(ends(drawn(curves, RowQuantity::Technique).series.at(0)), (std::pair{2.0, 33.0}));
    QCOMPARE(ends(drawn(curves, RowQuantity::Step).series.at(0)), (std::pair{1.0, 20.0}));
    QVERIFY(rowQuantityNamed(QStringLiteral("Step")) == RowQuantity::Step);
    QVERIFY(rowQuantityNamed(QStringLiteral("dQ (mAh)")) == RowQuantity::ChargeOfRow);
    curves.detail = services::Detail::Thinned;
    curves.step.clear();
    QVERIFY(drawn(curves, RowQuantity::Step).note.contains(QStringLiteral("choose full")));
    // The user finds them in the lists of the axes.
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

void SamplePlotsTest::aShiftClickTicksAllInBetween()
{
    SampleList list;
    list.setSamples({QStringLiteral("a_1"), QStringLiteral("b_1"), QStringLiteral("a_2"), QStringLiteral("a_3"),
                     QStringLiteral("a_4")});
    list.resize(320, 400);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    list.findChild<QLineEdit*>()->setText(QStringLiteral("a_"));
    auto* view = list.findChild<QListView*>();
    QSignalSpy ticked(&list, &SampleList::tickedChanged);
    const auto click = [&](int row, Qt::KeyboardModifiers keys) {
        const QModelIndex index = view->model()->index(row, 0);
        QStyleOptionViewItem option;
        option.initFrom(view);
        option.rect = view->visualRect(index);
        option.features = QStyleOptionViewItem::HasCheckIndicator;
        const QRect box = view->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, view);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, keys, box.center());
    };
    click(0, Qt::NoModifier);
    QCOMPARE(list.ticked(), QStringList{QStringLiteral("a_1")});
    click(2, Qt::ShiftModifier);  // what the search hides stays as it is
    QCOMPARE(list.ticked(), (QStringList{QStringLiteral("a_1"), QStringLiteral("a_2"), QStringLiteral("a_3")}));
    QCOMPARE(ticked.size(), 2);
    click(1, Qt::ShiftModifier);  // back to the second: unticked, and so is what lies between
    QCOMPARE(list.ticked(), QStringList{QStringLiteral("a_1")});
}

void SamplePlotsTest::openedFilesLeaveTheListAgain()
{
    SampleList list;
    list.setSamples({QStringLiteral("a_1")});
    auto* remove = list.findChild<QToolButton*>(QStringLiteral("removeFiles"));
    QVERIFY(!remove->isVisibleTo(&list));
    list.addFiles({QStringLiteral("/data/x.mpr"), QStringLiteral("/data/y.mpr"), QStringLiteral("/data/z.mpr")});
    QVERIFY(remove->isVisibleTo(&list));
    list.setTicked(list.keys());
    QSignalSpy ticked(&list, &SampleList::tickedChanged);
    auto* view = list.findChild<QListView*>();
    view->setCurrentIndex(view->model()->index(1, 0));
    QTest::keyClick(view, Qt::Key_Delete);
    QCOMPARE(ticked.size(), 1);
    QCOMPARE(list.keys(),
             (QStringList{QStringLiteral("/data/z.mpr"), QStringLiteral("/data/x.mpr"), QStringLiteral("a_1")}));
    view->clearSelection();
    remove->click();
    QCOMPARE(list.ticked(), QStringList{QStringLiteral("a_1")});
    QVERIFY(!remove->isVisibleTo(&list));
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

QTEST_MAIN(SamplePlotsTest)
#include "sample_plots_test.moc"
