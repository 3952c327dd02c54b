#include "gui/chart_hand.h"

#include "gui/charts/chart_export.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/temporary_folder.h"
#include "support/window_tests.h"

#include <QScreen>

#include <algorithm>
#include <thread>

using namespace aurora::gui;
using namespace aurora::gui::test;

/// A chart under the hands of a user.
class ChartViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wheelZoomsAtTheCursor();
    void wheelWithControlZoomsTimeOnly();
    void rubberBandZoomsIn();
    void middleDragMovesTheData();
    void doubleClickGoesBackToTheWhole();
    void whileItMovesFewPointsAreDrawnAndAllAtRest();
    void pointsOutsideAreMarkedUntilAllAreShown();
    void pointsOutsideAreCountedBesideTheirMarks();
    void aViewOfNothingSaysSoUntilTheDoubleClick();
    void hoverNamesSampleAndValues();
    void aClickOnAPointTellsItsValue();
    void aNewModelWithTheSameAxesKeepsTheZoom();
    void anotherRightAxisKeepsTheZoomOfTheOthers();
    void aZoomWaitsForTheSeriesThatAreComing();
    void hoveringDoesNotDrawTheCurvesAnew();
    void aPictureIsDrawnOnAnotherThreadAsOnThisOne();
    void aModelWithTheSameViewIsPaintedAtOnce();
};

void ChartViewTest::wheelZoomsAtTheCursor()
{
    ChartView view;
    open(view, twoWaves());
    const QPointF place = view.chart().plotArea().center() + QPointF(80, -40);
    const QPointF before = view.chart().toValue(place);
    const double span = view.chart().view().x.span();
    wheel(view, place, 1);
    QVERIFY(near(view.chart().view().x.span(), 0.8 * span));
    QVERIFY(near(view.chart().toValue(place).x(), before.x()));
    QVERIFY(near(view.chart().toValue(place).y(), before.y()));
    wheel(view, place, -1);
    QVERIFY(near(view.chart().view().x.span(), span));
}

void ChartViewTest::wheelWithControlZoomsTimeOnly()
{
    ChartView view;
    open(view, twoWaves());
    const Range y = view.chart().view().left;
    const double span = view.chart().view().x.span();
    wheel(view, view.chart().plotArea().center(), 2, Qt::ControlModifier);
    QVERIFY(near(view.chart().view().x.span(), 0.64 * span));
    QVERIFY(view.chart().view().left == y);
}

void ChartViewTest::rubberBandZoomsIn()
{
    ChartView view;
    open(view, twoWaves());
    const QRectF area = view.chart().plotArea();
    const QPointF from = area.topLeft() + QPointF(area.width() * 0.25, area.height() * 0.2);
    const QPointF to = area.topLeft() + QPointF(area.width() * 0.75, area.height() * 0.6);
    const QPointF upperLeft = view.chart().toValue(from);
    const QPointF lowerRight = view.chart().toValue(to);
    drag(view, from, to, Qt::LeftButton);
    QVERIFY(near(view.chart().view().x.lower, upperLeft.x()));
    QVERIFY(near(view.chart().view().x.upper, lowerRight.x()));
    QVERIFY(near(view.chart().view().left.upper, upperLeft.y()));
    QVERIFY(near(view.chart().view().left.lower, lowerRight.y()));
}

void ChartViewTest::middleDragMovesTheData()
{
    for (const auto& [button, keys] :
         {std::pair<Qt::MouseButton, Qt::KeyboardModifiers>{Qt::MiddleButton, Qt::NoModifier},
          {Qt::LeftButton, Qt::ShiftModifier}})
    {
        ChartView view;
        open(view, twoWaves());
        const QPointF from = view.chart().plotArea().center();
        const QPointF grabbed = view.chart().toValue(from);
        const double span = view.chart().view().x.span();
        drag(view, from, from + QPointF(60, 30), button, keys);
        QVERIFY(near(view.chart().toValue(from + QPointF(60, 30)).x(), grabbed.x(), 1e-3));
        QVERIFY(near(view.chart().toValue(from + QPointF(60, 30)).y(), grabbed.y(), 1e-3));
        QVERIFY(near(view.chart().view().x.span(), span));
    }
}

void ChartViewTest::doubleClickGoesBackToTheWhole()
{
    ChartView view;
    open(view, twoWaves());
    const PlotView whole = view.chart().view();
    wheel(view, view.chart().plotArea().center(), 5);
    QVERIFY(!(view.chart().view() == whole));
    mouse(view, QEvent::MouseButtonDblClick, view.chart().plotArea().center(), Qt::LeftButton);
    QVERIFY(near(view.chart().view().x.lower, whole.x.lower));
    QVERIFY(near(view.chart().view().left.upper, whole.left.upper));
}

void ChartViewTest::whileItMovesFewPointsAreDrawnAndAllAtRest()
{
    ChartView view;
    std::vector<PlotSeries> series;
    for (int i = 0; i < 4; ++i) {
        series.push_back(randomWalk(200000, Gaps::Without));
        series.back().group = QString::number(i);
    }
    open(view, modelOf(series));
    const auto all = [&view] {
        std::size_t count = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            count += pointsOf(view.chart().drawn(i));
        }
        return count;
    };
    wheel(view, view.chart().plotArea().center(), 1);
    QVERIFY(all() > 4000);
    QVERIFY(all() <= 8000 + 8);
    QTRY_VERIFY_WITH_TIMEOUT(all() > 9000, 1000);
}

void ChartViewTest::pointsOutsideAreMarkedUntilAllAreShown()
{
    std::vector<double> x;
    std::vector<double> y;
    for (int i = 0; i < 100; ++i) {
        x.push_back(i);
        y.push_back(i == 40 ? 5000.0 : 3.0 + 0.01 * i);
    }
    ChartView view;
    open(view, modelOf({line("cell", x, y)}));
    QVERIFY(view.chart().view().left.upper < 10.0);
    QVERIFY(view.chart().marksPointsOutside());
    view.showEverything();
    QVERIFY(view.chart().view().left.upper > 5000.0);
    QVERIFY(!view.chart().marksPointsOutside());
}

void ChartViewTest::pointsOutsideAreCountedBesideTheirMarks()
{
    std::vector<double> x;
    std::vector<double> y;
    for (int i = 0; i < 1000; ++i) {
        x.push_back(i);
        const bool above = i == 40 || i == 41 || i == 700;  // two are one mark
        y.push_back(above ? 5000.0 : i == 300 ? -4000.0 : 3.0 + 0.001 * i);
    }
    PlotSeries series = line("cell", x, y);
    for (const bool quick : {false, true}) {
        series.pyramid = quick ? std::make_shared<const MinMaxPyramid>(series.y) : nullptr;
        ChartView view;
        open(view, modelOf({series}));
        QCOMPARE(view.chart().wordsOfOutside(),
                 QStringList({QStringLiteral("3 points above · Shift+F9 shows all"), QStringLiteral("1 point below")}));
        view.showX({0.0, 100.0});
        QCOMPARE(view.chart().wordsOfOutside(), QStringList(QStringLiteral("2 points above · Shift+F9 shows all")));
        view.showEverything();
        QVERIFY(view.chart().wordsOfOutside().isEmpty());
    }
    // A picture for others tells of no keys.
    ChartScene picture;
    picture.setSize({800, 600});
    picture.setModel(modelOf({series}));
    QCOMPARE(picture.wordsOfOutside().value(0), QStringLiteral("3 points above"));
}

void ChartViewTest::aViewOfNothingSaysSoUntilTheDoubleClick()
{
    constexpr int rest_ms = 1000;
    ChartView view;
    open(view, modelOf({line("cell", {0, 1, 2, 3}, {0, 10, 0, 10}, PlotStyle::Markers)}));
    QCOMPARE(view.emptyText(), QString());
    const auto place = [&view](double x, double y) { return view.chart().toScene({x, y}); };
    drag(view, place(1.2, 2.0), place(1.8, 8.0), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(view.emptyText(), QStringLiteral("Nothing here: double-click for the whole chart"),
                              rest_ms);
    mouse(view, QEvent::MouseButtonDblClick, view.chart().plotArea().center(), Qt::LeftButton);
    QCOMPARE(view.emptyText(), QString());
    // A line that leads through is something to see.
    open(view, modelOf({line("cell", {0, 1, 2, 3}, {0, 10, 0, 10})}));
    drag(view, place(1.2, 2.0), place(1.8, 8.0), Qt::LeftButton);
    QTest::qWait(rest_ms / 2);
    QCOMPARE(view.emptyText(), QString());
}

void ChartViewTest::hoverNamesSampleAndValues()
{
    ChartView view;
    open(view, modelOf({line("cell 7", {1, 2, 3}, {150.25, 149.5, 148.0}, PlotStyle::LineAndMarkers)}));
    const QPointF place = view.chart().toScene({2, 149.5}) + QPointF(4, 4);
    mouse(view, QEvent::MouseMove, place, Qt::NoButton);
    QCOMPARE(view.hoverText(), QStringLiteral("cell 7\nCycle: 2\nCapacity (mAh): 149.5"));
    mouse(view, QEvent::MouseMove, view.chart().plotArea().topRight() + QPointF(-5, 5), Qt::NoButton);
    QCOMPARE(view.hoverText(), QString());
}

void ChartViewTest::aClickOnAPointTellsItsValue()
{
    ChartView view;
    open(view, modelOf({line("cell", {1, 2, 3}, {5, 4, 3}, PlotStyle::LineAndMarkers)}));
    QList<QPointF> clicked;
    connect(&view, &ChartView::pointClicked, this, [&](qsizetype, const QPointF& value) { clicked.append(value); });
    const QPointF place = view.chart().toScene({2, 4});
    mouse(view, QEvent::MouseButtonPress, place, Qt::LeftButton);
    mouse(view, QEvent::MouseButtonRelease, place, Qt::LeftButton);
    QCOMPARE(clicked, (QList<QPointF>{{2, 4}}));
}

void ChartViewTest::aNewModelWithTheSameAxesKeepsTheZoom()
{
    ChartView view;
    open(view, twoWaves());
    wheel(view, view.chart().plotArea().center(), 3);
    const PlotView zoomed = view.chart().view();
    view.setModel(twoWaves());
    QVERIFY(view.chart().view() == zoomed);
    PlotModel other = twoWaves();
    other.left.title = QStringLiteral("Energy (mWh)");
    view.setModel(other);
    QVERIFY(view.chart().view().x == zoomed.x);
    QVERIFY(view.chart().view().left == view.chart().home().left);
    other.x.title = QStringLiteral("Time (h)");
    view.setModel(other);
    QVERIFY(view.chart().view() == view.chart().home());
}

void ChartViewTest::anotherRightAxisKeepsTheZoomOfTheOthers()
{
    ChartView view;
    open(view, twoWaves());
    wheel(view, view.chart().plotArea().center(), 3);
    const PlotView zoomed = view.chart().view();
    PlotModel second = twoWaves();
    second.right = AxisSpec{.title = QStringLiteral("Current (mA)")};
    second.series[1].side = Side::Right;
    view.setModel(second);
    QVERIFY(view.chart().view().x == zoomed.x);
    QVERIFY(view.chart().view().left == zoomed.left);
    QVERIFY(view.chart().view().right == view.chart().home().right);
    // The double click goes back to the whole, as after any zoom.
    const QPoint middle = view.chart().plotArea().center().toPoint();
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, middle);
    QVERIFY(view.chart().view() == view.chart().home());
}

void ChartViewTest::aZoomWaitsForTheSeriesThatAreComing()
{
    ChartView view;
    open(view, twoWaves());
    wheel(view, view.chart().plotArea().center(), 3);
    const PlotView zoomed = view.chart().view();
    PlotModel coming;
    coming.note = QStringLiteral("Computing…");
    coming.isComing = true;
    view.setModel(coming);
    view.setModel(coming);
    view.setModel(twoWaves());
    QVERIFY(view.chart().view() == zoomed);
    // Nothing chosen any more is another thing: what comes next is seen whole.
    view.setModel(PlotModel());
    view.setModel(twoWaves());
    QVERIFY(view.chart().view() == view.chart().home());
}

void ChartViewTest::hoveringDoesNotDrawTheCurvesAnew()
{
    ChartView view;
    open(view, modelOf({randomWalk(200000, Gaps::Without)}));
    view.grab();
    const Polyline* const before = view.chart().drawn(0).data();
    const QPointF place = view.chart().toScene(view.chart().drawn(0)[0][500]);
    mouse(view, QEvent::MouseMove, place, Qt::NoButton);
    QVERIFY(view.hoverText().startsWith(QStringLiteral("walk")));
    QCOMPARE(view.chart().drawn(0).data(), before);
}

void ChartViewTest::aPictureIsDrawnOnAnotherThreadAsOnThisOne()
{
    const aurora::test::TemporaryFolder folder;
    ChartScene scene;
    scene.setSize({800, 500});
    scene.setModel(twoWaves());
    const PictureSize size = printSize({800, 500});
    savePicture(scene, lightChartTheme(), size, folder.path() / "here.png");
    const ExportWork work = pictureWork(scene, lightChartTheme(), size, folder.path() / "there.png");
    std::thread(work).join();
    QCOMPARE(aurora::readFile(folder.path() / "there.png"), aurora::readFile(folder.path() / "here.png"));
}

void ChartViewTest::aModelWithTheSameViewIsPaintedAtOnce()
{
    ChartView view;
    open(view, modelOf({line("cell", {0, 1, 2, 3}, {0, 1, 2, 3})}));
    const auto onScreen = [&view] { return view.screen()->grabWindow(view.winId()).toImage(); };
    QTest::qWait(50);
    const PlotView before = view.chart().view();
    const QImage rising = onScreen();
    view.setModel(modelOf({line("cell", {0, 1, 2, 3}, {3, 2, 1, 0})}));
    QVERIFY(view.chart().view() == before);
    QTRY_VERIFY(onScreen() != rising);
    const QImage falling = onScreen();
    ChartView fresh;
    open(fresh, modelOf({line("cell", {0, 1, 2, 3}, {3, 2, 1, 0})}));
    QTRY_COMPARE(fresh.screen()->grabWindow(fresh.winId()).toImage(), falling);
}

AURORA_WINDOW_TESTS(ChartViewTest)
#include "chart_view_test.moc"
