#include "gui/sample_page.h"
#include "support/window_tests.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <cmath>

using namespace aurora::gui;
using namespace aurora::gui::test;

/// A cycle that is chosen in one chart of the page Sample plots, in the others.
class CycleLinkTest : public SamplePageTest
{
    Q_OBJECT

private Q_SLOTS:
    void aClickOnACycleShowsThatCycle();
    void aWrongCycleRangeSaysSoAndKeepsTheChart();
    void aClickedCycleIsMarkedInTheOtherCharts();
    void aZoomedTimeSeriesGoesToTheClickedCycle();
};

void CycleLinkTest::aClickOnACycleShowsThatCycle()
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

void CycleLinkTest::aWrongCycleRangeSaysSoAndKeepsTheChart()
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

void CycleLinkTest::aClickedCycleIsMarkedInTheOtherCharts()
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
    QVERIFY((perCycle.chart().chosen().rings()[0].first - point).manhattanLength() < 1.0);
    // Cycles in a row are one band; with the sample its marks are hidden.
    page.findChild<ChartPanel*>(QStringLiteral("oneCycleChart"))
        ->findChild<QLineEdit*>()
        ->setText(QStringLiteral("1-3,9"));
    QCOMPARE(time.chosen().bands().size(), std::size_t{2});
    QCOMPARE(perCycle.chart().chosen().rings().size(), std::size_t{4});
    time.setShown(QStringLiteral("a"), false);
    QVERIFY(time.chosen().bands().empty());
}

void CycleLinkTest::aZoomedTimeSeriesGoesToTheClickedCycle()
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

AURORA_WINDOW_TESTS(CycleLinkTest)
#include "cycle_link_test.moc"
