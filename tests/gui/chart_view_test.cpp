#include "gui/made_series.h"

#include "gui/charts/axis_ticks.h"
#include "gui/charts/chart_export.h"
#include "gui/charts/chart_view.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/temporary_folder.h"

#include <QFontMetricsF>
#include <QImage>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

PlotModel modelOf(std::vector<PlotSeries> series)
{
    PlotModel model;
    model.x = {QStringLiteral("Cycle"), Scale::Linear};
    model.left = {QStringLiteral("Capacity (mAh)"), Scale::Linear};
    model.series = std::move(series);
    return model;
}

/// 0 … 100 against a wave and its double.
PlotModel twoWaves()
{
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> twice;
    for (int i = 0; i <= 100; ++i) {
        x.push_back(i);
        y.push_back(std::sin(i / 10.0));
        twice.push_back(2.0 * std::sin(i / 10.0));
    }
    return modelOf({line("small", x, y), line("large", x, twice)});
}

void wheel(ChartView& view, const QPointF& place, int steps, Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    QWheelEvent event(place, view.viewport()->mapToGlobal(place), {}, QPoint(0, 120 * steps), Qt::NoButton, keys,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &event);
}

void mouse(ChartView& view, QEvent::Type type, const QPointF& place, Qt::MouseButton button,
           Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    const bool down = type != QEvent::MouseButtonRelease;
    QMouseEvent event(type, place, view.viewport()->mapToGlobal(place),
                      type == QEvent::MouseMove ? Qt::NoButton : button, down ? Qt::MouseButtons(button) : Qt::NoButton,
                      keys);
    QApplication::sendEvent(view.viewport(), &event);
}

void drag(ChartView& view, const QPointF& from, const QPointF& to, Qt::MouseButton button,
          Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    mouse(view, QEvent::MouseButtonPress, from, button, keys);
    mouse(view, QEvent::MouseMove, (from + to) / 2, button, keys);
    mouse(view, QEvent::MouseMove, to, button, keys);
    mouse(view, QEvent::MouseButtonRelease, to, button, keys);
}

bool near(double a, double b, double tolerance = 1e-6)
{
    return std::abs(a - b) <= tolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

void open(ChartView& view, PlotModel model)
{
    view.resize(800, 500);
    view.setModel(std::move(model));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

}  // namespace

class ChartViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wheelZoomsAtTheCursor();
    void wheelWithControlZoomsTimeOnly();
    void rubberBandZoomsIn();
    void middleDragMovesTheData();
    void doubleClickGoesBackToTheWhole();
    void aClickInTheLegendHidesASeries();
    void legendStandsOutsideThePlotArea();
    void whileItMovesFewPointsAreDrawnAndAllAtRest();
    void pointsOutsideAreMarkedUntilAllAreShown();
    void hoverNamesSampleAndValues();
    void aClickOnAPointTellsItsValue();
    void linkedChartsShowTheSameX();
    void aNewModelWithTheSameAxesKeepsTheZoom();
    void equalAxesHaveTheSameScale();
    void picturesHaveTheirSizeAndFormat();
    void otherEndingsAreRefused();
    void csvHoldsTheDrawnPointsOfShownSeries();
    void csvHoldsTheDeviationOfMeans();
    void slopesOpenWithTheirMiddleAndMarks();
    void picturesStayInsideThePlotArea();
    void fillsAndBarsShowTheDeviation();
    void categoriesAreWordsThatDoNotOverlap();
    void hoveringDoesNotDrawTheCurvesAnew();
    void aPictureIsDrawnOnAnotherThreadAsOnThisOne();
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

void ChartViewTest::aClickInTheLegendHidesASeries()
{
    ChartView view;
    open(view, twoWaves());
    QVERIFY(view.chart().view().left.upper > 1.9);
    const QPointF entry = view.chart().legend().place(QStringLiteral("large")).center();
    mouse(view, QEvent::MouseButtonPress, entry, Qt::LeftButton);
    mouse(view, QEvent::MouseButtonRelease, entry, Qt::LeftButton);
    QVERIFY(!view.chart().isShown(QStringLiteral("large")));
    QCOMPARE(pointsOf(view.chart().drawn(1)), std::size_t{0});
    QCOMPARE(pointsOf(view.chart().drawn(0)), std::size_t{101});
    QVERIFY(view.chart().view().left.upper < 1.2);  // the axis fits what is left
    mouse(view, QEvent::MouseButtonPress, entry, Qt::LeftButton);
    mouse(view, QEvent::MouseButtonRelease, entry, Qt::LeftButton);
    QCOMPARE(pointsOf(view.chart().drawn(1)), std::size_t{101});
}

void ChartViewTest::legendStandsOutsideThePlotArea()
{
    std::vector<PlotSeries> series;
    for (int i = 0; i < 60; ++i) {
        series.push_back(line(qPrintable(QStringLiteral("240620_kigr_gen2_%1").arg(i)), {1, 2}, {1, 2}));
    }
    ChartView view;
    open(view, modelOf(series));
    const LegendItem& legend = view.chart().legend();
    QVERIFY(legend.mapRectToScene(legend.boundingRect()).bottom() <= view.chart().plotArea().top());
    QVERIFY(view.chart().plotArea().height() > 250.0);
    QVERIFY(legend.place(QStringLiteral("240620_kigr_gen2_59")).isEmpty());  // behind "+ n more"
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

void ChartViewTest::linkedChartsShowTheSameX()
{
    ChartView upper;
    ChartView lower;
    open(upper, twoWaves());
    open(lower, twoWaves());
    connect(&upper, &ChartView::xChangedByUser, &lower, &ChartView::showX);
    const Range y = lower.chart().view().left;
    wheel(upper, upper.chart().plotArea().center() + QPointF(50, 0), 3);
    QVERIFY(lower.chart().view().x == upper.chart().view().x);
    QVERIFY(lower.chart().view().left == y);
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
    QVERIFY(!(view.chart().view() == zoomed));
}

void ChartViewTest::equalAxesHaveTheSameScale()
{
    PlotModel model = modelOf({line("nyquist", {10, 20, 30, 40}, {0, 5, 6, 2})});
    model.aspect = Aspect::Equal;
    ChartView view;
    open(view, model);
    const auto perPixel = [&view] {
        const QRectF area = view.chart().plotArea();
        return std::pair(view.chart().view().x.span() / area.width(), view.chart().view().left.span() / area.height());
    };
    QVERIFY(near(perPixel().first, perPixel().second, 1e-3));
    wheel(view, view.chart().plotArea().center(), 2, Qt::ControlModifier);
    QVERIFY(near(perPixel().first, perPixel().second, 1e-3));
    view.resize(500, 480);
    QCoreApplication::processEvents();
    QVERIFY(near(perPixel().first, perPixel().second, 1e-3));
}

void ChartViewTest::picturesHaveTheirSizeAndFormat()
{
    const aurora::test::TemporaryFolder folder;
    ChartScene scene;
    scene.setModel(twoWaves());
    savePicture(scene, lightChartTheme(), printSize({800, 500}), folder.path() / "fade.png");
    const QImage png(QString::fromStdString((folder.path() / "fade.png").string()));
    QCOMPARE(png.width(), 2008);  // 170 mm at 300 dots an inch
    QCOMPARE(png.height(), 1255);
    QCOMPARE(png.dotsPerMeterX(), 11811);
    savePicture(scene, lightChartTheme(), printSize({800, 500}), folder.path() / "fade.svg");
    const std::string svg = aurora::readFile(folder.path() / "fade.svg");
    QVERIFY(svg.find("<svg") != std::string::npos);
    QVERIFY(svg.find("Capacity (mAh)") != std::string::npos);  // text stays text
    savePicture(scene, darkChartTheme(), printSize({800, 500}), folder.path() / "fade.pdf");
    QVERIFY(aurora::readFile(folder.path() / "fade.pdf").substr(0, 5) == "%PDF-");
}

void ChartViewTest::otherEndingsAreRefused()
{
    const aurora::test::TemporaryFolder folder;
    ChartScene scene;
    scene.setModel(twoWaves());
    QVERIFY_EXCEPTION_THROWN(savePicture(scene, lightChartTheme(), printSize({8, 5}), folder.path() / "fade.bmp"),
                             aurora::UsageError);
    QVERIFY(!std::filesystem::exists(folder.path() / "fade.bmp"));
}

void ChartViewTest::csvHoldsTheDrawnPointsOfShownSeries()
{
    const aurora::test::TemporaryFolder folder;
    PlotModel model = modelOf({line("a \"one\"", {1, 2, 3}, {10.5, 11, 12}), line("b", {1, 2, 3}, {1, 2, 3}),
                               line("c", {1, 2, 3}, {7, 8, 9})});
    model.right = AxisSpec{QStringLiteral("Efficiency (%)"), Scale::Linear};
    model.series[2].side = Side::Right;
    ChartScene scene;
    scene.setSize({800, 500});
    scene.setModel(model);
    scene.setShown(QStringLiteral("b"), false);
    PlotView view = scene.view();
    view.x = {1.5, 3.5};
    scene.setView(view);
    saveDrawnPoints(scene, folder.path() / "points.csv");
    QCOMPARE(QString::fromStdString(aurora::readFile(folder.path() / "points.csv")),
             QStringLiteral("Series,\"Cycle\",\"Capacity (mAh)\",\"Efficiency (%)\"\n"
                            "\"a \"\"one\"\"\",2,11,\n\"a \"\"one\"\"\",3,12,\n\"c\",2,,8\n\"c\",3,,9\n"));
}

void ChartViewTest::csvHoldsTheDeviationOfMeans()
{
    const aurora::test::TemporaryFolder folder;
    PlotSeries mean = line("mean", {1, 2}, {10, 11});
    mean.spread = Spread::Bars;
    mean.deviation = PlotColumn(std::vector{0.5, notANumber});
    mean.valueName = QStringLiteral("n");
    mean.value = PlotColumn(std::vector{3.0, 1.0});
    ChartScene scene;
    scene.setSize({800, 500});
    scene.setModel(modelOf({mean}));
    saveDrawnPoints(scene, folder.path() / "means.csv");
    QCOMPARE(QString::fromStdString(aurora::readFile(folder.path() / "means.csv")),
             QStringLiteral("Series,\"Cycle\",\"Capacity (mAh)\",\"Standard deviation\",\"n\"\n"
                            "\"mean\",1,10,0.5,3\n\"mean\",2,11,,1\n"));
}

void ChartViewTest::slopesOpenWithTheirMiddleAndMarks()
{
    // A slope between 1 and 2 that runs off to thousands at both ends of a tenth of its rows.
    std::vector<double> x;
    std::vector<double> y;
    for (int i = 0; i < 1000; ++i) {
        x.push_back(i);
        y.push_back(i < 40 ? -1e3 * (40 - i) : i >= 960 ? 1e3 * (i - 959) : 1.0 + i / 1000.0);
    }
    PlotModel model = modelOf({line("slope", x, y)});
    model.left.tails = Tails::Heavy;
    ChartView view;
    open(view, model);
    QVERIFY(view.chart().view().left.lower > -3.0 && view.chart().view().left.lower < 1.0);
    QVERIFY(view.chart().view().left.upper < 5.0 && view.chart().view().left.upper > 1.9);
    QVERIFY(view.chart().marksPointsOutside());
    view.showEverything();
    QVERIFY(view.chart().view().left.upper > 40000.0);
    mouse(view, QEvent::MouseButtonDblClick, view.chart().plotArea().center(), Qt::LeftButton);
    QVERIFY(view.chart().view().left.upper < 5.0);
}

void ChartViewTest::picturesStayInsideThePlotArea()
{
    ChartView view;
    open(view, modelOf({line("wave", {0, 1, 2, 3}, {0, 100, -100, 0})}));
    PlotView closer = view.chart().view();
    closer.left = {-1.0, 1.0};
    closer.x = {0.0, 3.0};
    view.chart().setView(closer);
    QCoreApplication::processEvents();
    const QImage seen = view.grab().toImage();
    const QRectF area = view.chart().plotArea();
    int inside = 0;
    for (int y = 0; y < seen.height(); ++y) {
        for (int x = 0; x < seen.width(); ++x) {
            const QColor colour = seen.pixelColor(x, y);
            if (colour.blue() > 150 && colour.red() < 100) {
                const bool within = area.adjusted(-3, -3, 3, 3).contains(QPointF(x, y));
                const bool legend = y < area.top() - 3;
                QVERIFY2(within || legend, qPrintable(QStringLiteral("%1 %2").arg(x).arg(y)));
                inside += within ? 1 : 0;
            }
        }
    }
    QVERIFY(inside > 300);  // three lines through the whole height
}

void ChartViewTest::fillsAndBarsShowTheDeviation()
{
    const auto coloured = [](Spread spread) {
        PlotSeries mean = line("mean", {1, 2, 3}, {10, 10, 10});
        mean.spread = spread;
        mean.deviation = PlotColumn(std::vector{5.0, 5.0, 5.0});
        ChartView view;
        open(view, modelOf({mean}));
        const QImage seen = view.grab().toImage();
        const QPointF at = view.chart().toScene({1.5, 13.0});
        const QPointF bar = view.chart().toScene({2.0, 13.0});
        const auto isBlue = [&](const QPointF& place) {
            const QColor colour = seen.pixelColor(place.toPoint());
            return colour.blue() > colour.red() + 20;
        };
        return std::pair(isBlue(at), isBlue(bar) || isBlue(bar + QPointF(1, 0)) || isBlue(bar - QPointF(1, 0)));
    };
    QCOMPARE(coloured(Spread::None), (std::pair{false, false}));
    QCOMPARE(coloured(Spread::Fill), (std::pair{true, true}));
    QCOMPARE(coloured(Spread::Bars), (std::pair{false, true}));
}

void ChartViewTest::categoriesAreWordsThatDoNotOverlap()
{
    AxisSpec spec{.title = QStringLiteral("Electrolyte"), .scale = Scale::Category};
    for (int i = 0; i < 30; ++i) {
        spec.categories.append(QStringLiteral("a long name of an electrolyte, number %1").arg(i));
    }
    const QFont font;
    const auto words = axisTicks(spec, Qt::Horizontal, {-0.5, 29.5}, 600.0, font, "UTC");
    QVERIFY(words.size() >= 5);
    for (std::size_t i = 1; i < words.size(); ++i) {
        const double distance = (words[i].value - words[i - 1].value) * 20.0;  // 600 pixels for 30 words
        QVERIFY(QFontMetricsF(font).horizontalAdvance(words[i].label) < distance);
    }
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

QTEST_MAIN(ChartViewTest)
#include "chart_view_test.moc"
