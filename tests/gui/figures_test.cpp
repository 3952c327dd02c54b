#include "gui/made_series.h"

#include "gui/charts/chart_export.h"
#include "gui/charts/matrix_panel.h"

#include "aurora/core/file.h"
#include "support/temporary_folder.h"
#include "support/window_tests.h"

#include <QApplication>
#include <QHelpEvent>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace aurora::gui::test {

namespace {

const QString capacity = QStringLiteral("Specific discharge capacity (mAh/g)");

PlotModel figureModel(std::vector<PlotSeries> series)
{
    PlotModel model;
    model.x = {QStringLiteral("Cycle"), Scale::Linear};
    model.left = {capacity, Scale::Linear};
    model.series = std::move(series);
    return model;
}

std::vector<double> counted(int count)
{
    std::vector<double> numbers;
    for (int i = 0; i < count; ++i) {
        numbers.push_back(i);
    }
    return numbers;
}

/// What the scene draws on a screen with so many pixels a unit.
QImage seen(QGraphicsScene& scene, double ratio)
{
    QImage image((scene.sceneRect().size() * ratio).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    scene.render(&painter, QRectF(image.rect()), scene.sceneRect());
    return image;
}

bool isInk(const QColor& colour)
{
    return colour.lightness() < 160;
}

/// The heights of the stretches of rows with ink, from the lower end up.
std::vector<int> inkFromBelow(const QImage& image)
{
    std::vector<int> heights;
    bool before = false;
    for (int y = image.height() - 1; y >= 0; --y) {
        bool ink = false;
        for (int x = 0; x < image.width() && !ink; ++x) {
            ink = isInk(image.pixelColor(x, y));
        }
        if (ink) {
            if (!before) {
                heights.push_back(0);
            }
            ++heights.back();
        }
        before = ink;
    }
    return heights;
}

/// The texts of an SVG, each as it was drawn.
QStringList textsOf(const std::filesystem::path& svg)
{
    static const QRegularExpression text(QStringLiteral("<text[^>]*>([^<]*)</text>"));
    QStringList texts;
    const QString file = QString::fromStdString(readFile(svg));
    for (auto match = text.globalMatch(file); match.hasNext();) {
        texts.append(match.next().captured(1).trimmed());
    }
    return texts;
}

/// The columns of the matrix of a usual batch.
MatrixModel fourteenColumns()
{
    MatrixModel model;
    model.labels = {QStringLiteral("Cycle max voltage (V)"),
                    QStringLiteral("Number of cycles"),
                    QStringLiteral("First formation efficiency (%)"),
                    QStringLiteral("First formation specific discharge capacity (mAh/g)"),
                    QStringLiteral("Initial specific discharge capacity (mAh/g)"),
                    QStringLiteral("Initial efficiency (%)"),
                    QStringLiteral("Initial delta V (V)"),
                    QStringLiteral("Capacity loss (%)"),
                    QStringLiteral("Last specific discharge capacity (mAh/g)"),
                    QStringLiteral("Last efficiency (%)"),
                    QStringLiteral("Cycles to 80% capacity"),
                    QStringLiteral("Actual N:P ratio"),
                    QStringLiteral("Anode active material mass (mg)"),
                    QStringLiteral("Cathode active material mass (mg)")};
    model.cells.assign(14U * 14U, {-0.52, 13});
    model.caption = QStringLiteral("r: Pearson's between numbers, the correlation ratio with a category, Cramér's V "
                                   "between categories; n = 13");
    model.quantity = QStringLiteral("r · (1 − 1/√n)");
    return model;
}

}  // namespace

/// What a figure in a paper needs, and a screen.
class FiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void textInAPngIsAsLargeAsInThePage()
    {
        ChartScene scene;
        scene.setModel(figureModel({line("a", {1, 2, 3}, {1, 3, 2})}));
        savePicture(scene, lightChartTheme(), printSize({800, 500}), file("fade.png"));
        const QImage png(QString::fromStdString(file("fade.png").string()));
        const std::vector<int> heights = inkFromBelow(png);
        // "Cycle" in 9 points has from the top of the C to the foot of the y 9 to 12 units of 300/96 pixels.
        QVERIFY(heights.size() > 2);
        QVERIFY2(heights[0] >= 24 && heights[0] <= 40, qPrintable(QString::number(heights[0])));
    }

    void aStripOnScreenBecomesAFigure()
    {
        const PictureSize strip = printSize({1000, 300});
        QVERIFY(strip.size.width() <= 1.61 * strip.size.height());
        const PictureSize column = printSize({200, 1000});
        QVERIFY(column.size.height() <= 1.31 * column.size.width());
        const PictureSize square = printSize({500, 500});
        QCOMPARE(square.size.width(), square.size.height());
    }

    void aLongTitleIsBrokenNotCut()
    {
        for (const Side side : {Side::Left, Side::Right}) {
            PlotModel model = figureModel({line("a", {1, 2, 3}, {1, 3, 2})});
            if (side == Side::Right) {
                model.left.title = QStringLiteral("V");
                model.right = AxisSpec{capacity, Scale::Linear};
            }
            ChartScene scene;
            scene.setSize({500, 210});
            scene.setModel(model);
            saveScene(scene, Qt::white, {}, {.size = {500, 210}}, file("low.svg"));
            const QStringList texts = textsOf(file("low.svg"));
            QVERIFY2(texts.contains(QStringLiteral("Specific discharge")), qPrintable(texts.join(u'|')));
            QVERIFY2(texts.contains(QStringLiteral("capacity (mAh/g)")), qPrintable(texts.join(u'|')));
        }
        ChartScene narrow;
        PlotModel model = figureModel({line("a", {1, 2, 3}, {1, 3, 2})});
        model.x.title = QStringLiteral("Initial specific discharge capacity (mAh/g)");
        narrow.setSize({260, 400});
        narrow.setModel(model);
        saveScene(narrow, Qt::white, {}, {.size = {260, 400}}, file("narrow.svg"));
        const QString all = textsOf(file("narrow.svg")).join(u' ');
        QVERIFY2(all.contains(model.x.title) && !all.contains(u'…'), qPrintable(all));
    }

    void smallEqualAxesHaveMoreThanOneNumber()
    {
        PlotModel model = figureModel({line("a", {4, 30, 60, 97}, {0, 20, 28, 20})});
        model.aspect = Aspect::Equal;
        model.x.title = QStringLiteral("Re(Z) (Ω)");
        ChartScene scene;
        scene.setSize({390, 260});
        scene.setModel(model);
        saveScene(scene, Qt::white, {}, {.size = {390, 260}}, file("nyquist.svg"));
        const QStringList texts = textsOf(file("nyquist.svg"));
        QVERIFY2(texts.contains(QStringLiteral("40")) && texts.contains(QStringLiteral("80")),
                 qPrintable(texts.join(u'|')));
    }

    void theLegendSaysOnceWhatAllEntriesShare()
    {
        std::vector<PlotSeries> sweeps;
        for (int sweep = 1; sweep <= 4; ++sweep) {
            sweeps.push_back(line("", {1, 2, 3}, {1, 2, 3}));
            sweeps.back().group = QStringLiteral("240620_kigr_gen2_05, after cycle 43, sweep %1").arg(sweep);
        }
        ChartScene scene;
        scene.setSize({390, 260});
        scene.setModel(figureModel(sweeps));
        QCOMPARE(scene.legend().texts(),
                 QStringList({QStringLiteral("240620_kigr_gen2_05, after cycle 43:"), QStringLiteral("sweep 1"),
                              QStringLiteral("sweep 2"), QStringLiteral("sweep 3"), QStringLiteral("sweep 4")}));
        QVERIFY(scene.legend().boundingRect().height() < 0.25 * 260);
    }

    void longCurvesAreSmoothAndAsWideAsOthers()
    {
        // At the left so many turns that the whole is very long, at the right one slope that can be looked at.
        std::vector<double> x = counted(400);
        std::vector<double> y;
        for (int i = 0; i < 400; ++i) {
            y.push_back(i % 2);
        }
        x.insert(x.end(), {450, 1200});
        y.insert(y.end(), {0.4, 0.6});
        ChartScene scene;
        scene.keepPicture();
        scene.setSize({900, 400});
        scene.setModel(figureModel({line("a", x, y)}));
        for (const int ratio : {1, 2}) {
            scene.setDensity(ratio);
            const QImage image = seen(scene, ratio);
            const QPointF middle = scene.toScene({800, (800.0 - 450) / 750 * 0.2 + 0.4}) * ratio;
            const auto x_px = static_cast<int>(middle.x());
            double width = 0.0;
            QSet<int> shades;
            for (int row = static_cast<int>(middle.y()) - 8 * ratio; row < middle.y() + 8 * ratio; ++row) {
                const QColor pixel = image.pixelColor(x_px, row);
                if (pixel.blue() > pixel.red() + 8) {  // neither ground nor grid
                    width += (255.0 - pixel.red()) / 255.0;
                    shades.insert(pixel.red());
                }
            }
            QVERIFY2(width > 1.2 * ratio && width < 2.0 * ratio, qPrintable(QString::number(width)));
            QVERIFY(shades.size() >= 2);  // a stair would have one
        }
    }

    void crowdedMarkersLeaveTheCurvesApart()
    {
        // Two samples 8 units apart on screen, a point every 4.5 units: as 7 wide dots they would touch.
        const std::vector<double> x = counted(123);
        ChartScene scene;
        scene.setSize({640, 400});
        PlotModel model = figureModel({line("a", x, std::vector<double>(123, 100.0), PlotStyle::LineAndMarkers),
                                       line("b", x, std::vector<double>(123, 102.0), PlotStyle::LineAndMarkers),
                                       line("c", x, std::vector<double>(123, 200.0), PlotStyle::LineAndMarkers)});
        scene.setModel(model);
        const QImage image = seen(scene, 1.0);
        const QPointF upper = scene.toScene({60, 102});
        const QPointF lower = scene.toScene({60, 100});
        QVERIFY(lower.y() - upper.y() > 4.0 && lower.y() - upper.y() < 8.0);
        // Between them is the ground: nearer to it than to the colour of the curves.
        const int curve = model.series.at(0).colour.lightness();
        QVERIFY(image.pixelColor(((upper + lower) / 2).toPoint()).lightness() > (curve + 255) / 2);
        // Few of them are as large as ever.
        model.series = {line("a", {0, 50, 100}, {1, 1, 1}, PlotStyle::LineAndMarkers),
                        line("b", {0, 50, 100}, {2, 2, 2}, PlotStyle::LineAndMarkers)};
        scene.setModel(model);
        const QPoint above = (scene.toScene({50, 1}) - QPointF(0.0, 2.5)).toPoint();
        QVERIFY(seen(scene, 1.0).pixelColor(above).lightness() < 160);
    }

    void theLegendHasNoMarkerThatTheCurveHasLeftOut()
    {
        const auto sign = [](int count) {
            const std::vector<double> x = counted(count);
            ChartScene scene;
            scene.setSize({640, 400});
            scene.setModel(figureModel({line("a", x, std::vector<double>(x.size(), 1.0), PlotStyle::LineAndMarkers),
                                        line("b", x, std::vector<double>(x.size(), 2.0), PlotStyle::LineAndMarkers)}));
            const QImage image = seen(scene, 1.0);
            const QRectF entry = scene.legend().mapRectToScene(scene.legend().place(QStringLiteral("a")));
            const QPoint middle(qRound(entry.left()) + 10, qRound(entry.center().y()));
            return std::pair(isInk(image.pixelColor(middle)), isInk(image.pixelColor(middle - QPoint(0, 3))));
        };
        QVERIFY(sign(20) == std::pair(true, true));    // a line with a marker
        QVERIFY(sign(600) == std::pair(true, false));  // a point a pixel: the line alone
    }

    void theRingLiesAboveTheCurves()
    {
        const std::vector<double> x = counted(60);
        ChartScene scene;
        scene.setSize({640, 400});
        scene.setModel(figureModel({line("a", x, std::vector<double>(60, 1.0), PlotStyle::LineAndMarkers),
                                    line("b", x, std::vector<double>(60, 2.0), PlotStyle::LineAndMarkers)}));
        scene.setChosen({}, {{{30, 1.0}, Side::Left, QStringLiteral("a")}});
        const QPointF ring = scene.chosen().rings().at(0).first + QPointF(5.5, 0.0);
        const QColor there = seen(scene, 4.0).pixelColor((4.0 * ring).toPoint());
        QVERIFY2(there.lightness() < 100 && there.blue() < there.red() + 40, qPrintable(there.name()));
    }

    void aCurveHasTheColourThatTheLegendSays()
    {
        PlotModel model = figureModel({line("Voltage", {0, 1, 2}, {3, 3, 9}), line("Current", {0, 1, 2}, {5, 5, 5})});
        model.right = AxisSpec{QStringLiteral("Current (mA)"), Scale::Linear};
        model.series[0].colour = seriesColourOf(0);
        model.series[1].colour = seriesColourOf(1);
        model.series[1].side = Side::Right;
        ChartScene scene;
        scene.setSize({640, 400});
        scene.setModel(model);
        const QImage image = seen(scene, 1.0);
        const QRectF entry = scene.legend().mapRectToScene(scene.legend().place(QStringLiteral("Current")));
        const QColor sign = image.pixelColor(QPoint(qRound(entry.left()) + 10, qRound(entry.center().y())));
        const QPointF place = scene.toScene({1.3, 5.0}, Side::Right);
        QColor curve = Qt::white;
        for (int dy = -2; dy <= 2; ++dy) {
            const QColor pixel = image.pixelColor(place.toPoint() + QPoint(0, dy));
            curve = pixel.saturation() > curve.saturation() ? pixel : curve;
        }
        QVERIFY2(std::abs(curve.green() - sign.green()) < 40 && std::abs(curve.blue() - sign.blue()) < 40,
                 qPrintable(curve.name() + sign.name()));
    }

    void aPrintedMatrixSaysAllOfIt()
    {
        MatrixScene matrix;
        matrix.setModel(fourteenColumns());
        saveMatrixPicture(matrix, {390, 345}, file("matrix.svg"));
        const QStringList texts = textsOf(file("matrix.svg"));
        const QString all = texts.join(u' ');
        QVERIFY2(!all.contains(u'…'), qPrintable(all));
        QCOMPARE(texts.count(QStringLiteral("−0.52")), qsizetype{14 * 14});
        QCOMPARE(texts.count(QStringLiteral("n 13")), qsizetype{14 * 14});
        QVERIFY(all.contains(QStringLiteral("Cramér's V between")) && all.contains(QStringLiteral("n = 13")));
        QVERIFY(texts.contains(QStringLiteral("r · (1 − 1/√n)")));
        QCOMPARE(all.count(QStringLiteral("Capacity loss")), qsizetype{2});
    }

    void aSmallMatrixLabelsEveryColumn()
    {
        MatrixScene matrix;
        matrix.setSize({390, 345});
        matrix.setModel(fourteenColumns());
        saveScene(matrix, Qt::white, {}, {.size = {390, 345}}, file("small.svg"));
        const QStringList texts = textsOf(file("small.svg"));
        const auto losses = std::count_if(texts.begin(), texts.end(),
                                          [](const QString& text) { return text.contains(QStringLiteral("loss")); });
        QCOMPARE(static_cast<int>(losses), 2);
        for (const char* word : {"Cycle ", "Number", "efficiency", "delta", "80%", "N:P", "Anode", "Cathode"}) {
            QVERIFY2(texts.join(u' ').count(QLatin1String(word)) >= 2, word);
        }
    }

    void theTipOfACellStaysWhileTheMouseRests()
    {
        MatrixView view;
        view.resize(600, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.setModel(fourteenColumns());
        const QPoint place = view.matrix().cellPlace(2, 3).center().toPoint();
        const QPoint global = view.viewport()->mapToGlobal(place);
        QMouseEvent move(QEvent::MouseMove, QPointF(place), QPointF(global), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(view.viewport(), &move);
        QHelpEvent rests(QEvent::ToolTip, place, global);
        QApplication::sendEvent(view.viewport(), &rests);
        QTest::qWait(400);  // a tip that is taken away fades first
        QVERIFY(QToolTip::isVisible());
        QVERIFY2(QToolTip::text().contains(QStringLiteral("First formation efficiency (%)")) &&
                     QToolTip::text().contains(QStringLiteral("n = 13")),
                 qPrintable(QToolTip::text()));
    }

private:
    [[nodiscard]] static QColor seriesColourOf(int index) { return index == 0 ? QColor(0x0072B2) : QColor(0xD55E00); }

    [[nodiscard]] std::filesystem::path file(const char* name) const { return m_folder.path() / name; }

    aurora::test::TemporaryFolder m_folder;
};

AURORA_WINDOW_TESTS(FiguresTest)

}  // namespace aurora::gui::test

#include "figures_test.moc"
