#include "gui/chart_hand.h"

#include "gui/charts/axis_ticks.h"
#include "gui/charts/chart_export.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/temporary_folder.h"
#include "support/window_tests.h"

#include <QFontMetricsF>
#include <QImage>

using namespace aurora::gui;
using namespace aurora::gui::test;

/// What stands in a chart, its legend, and the files that are written of it.
class ChartLookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickInTheLegendHidesASeries();
    void theKeyboardHidesASeriesToo();
    void legendStandsOutsideThePlotArea();
    void equalAxesHaveTheSameScale();
    void picturesHaveTheirSizeAndFormat();
    void otherEndingsAreRefused();
    void csvHoldsTheDrawnPointsOfShownSeries();
    void csvHoldsTheDeviationOfMeans();
    void slopesOpenWithTheirMiddleAndMarks();
    void picturesStayInsideThePlotArea();
    void fillsAndBarsShowTheDeviation();
    void categoriesAreWordsThatDoNotOverlap();
    void aLowChartHasMoreThanOneNumberBesideIt();
};

void ChartLookTest::aClickInTheLegendHidesASeries()
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

void ChartLookTest::theKeyboardHidesASeriesToo()
{
    ChartView view;
    open(view, twoWaves());
    QTest::keyClick(&view, Qt::Key_Space);  // nothing is marked yet
    QVERIFY(view.chart().isShown(QStringLiteral("small")) && view.chart().isShown(QStringLiteral("large")));
    QTest::keyClick(&view, Qt::Key_L);
    QTest::keyClick(&view, Qt::Key_L);
    QTest::keyClick(&view, Qt::Key_Space);
    QVERIFY(view.chart().isShown(QStringLiteral("small")));
    QVERIFY(!view.chart().isShown(QStringLiteral("large")));
    QTest::keyClick(&view, Qt::Key_L, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Space);
    QVERIFY(!view.chart().isShown(QStringLiteral("small")));
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::keyClick(&view, Qt::Key_Space);
    QVERIFY(!view.chart().isShown(QStringLiteral("small")));
}

void ChartLookTest::legendStandsOutsideThePlotArea()
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

void ChartLookTest::equalAxesHaveTheSameScale()
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

void ChartLookTest::picturesHaveTheirSizeAndFormat()
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

void ChartLookTest::otherEndingsAreRefused()
{
    const aurora::test::TemporaryFolder folder;
    ChartScene scene;
    scene.setModel(twoWaves());
    QVERIFY_EXCEPTION_THROWN(savePicture(scene, lightChartTheme(), printSize({8, 5}), folder.path() / "fade.bmp"),
                             aurora::UsageError);
    QVERIFY(!std::filesystem::exists(folder.path() / "fade.bmp"));
}

void ChartLookTest::csvHoldsTheDrawnPointsOfShownSeries()
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

void ChartLookTest::csvHoldsTheDeviationOfMeans()
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

void ChartLookTest::slopesOpenWithTheirMiddleAndMarks()
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

void ChartLookTest::picturesStayInsideThePlotArea()
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

void ChartLookTest::fillsAndBarsShowTheDeviation()
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

void ChartLookTest::aLowChartHasMoreThanOneNumberBesideIt()
{
    const AxisSpec current{QStringLiteral("Current (mA)"), Scale::Linear};
    const auto numbers =
        axisTicks(current, Qt::Vertical, {-1.7, 1.7}, 6.0 * QFontMetricsF(QFont()).height(), QFont(), "UTC");
    QVERIFY2(numbers.size() > 1, qPrintable(QString::number(numbers.size())));
}

void ChartLookTest::categoriesAreWordsThatDoNotOverlap()
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

AURORA_WINDOW_TESTS(ChartLookTest)
#include "chart_look_test.moc"
