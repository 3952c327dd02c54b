#include "gui/made_series.h"

#include "gui/charts/axis_range.h"
#include "gui/charts/colour_maps.h"
#include "gui/charts/series_colours.h"
#include "gui/charts/ticks.h"
#include "support/window_tests.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

struct LowHigh
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    friend bool operator==(const LowHigh&, const LowHigh&) = default;

    void take(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

}  // namespace

class ChartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pyramidFindsTheExtremesOfAnyRun();
    void everyPixelColumnKeepsItsLowestAndHighestPoint();
    void thinnedPointsArePointsOfTheDataAndFew();
    void aGapBeginsANewLine();
    void aCurveThatTurnsBackTouchesTheSamePixels();
    void anOutlierDoesNotHideTheData();
    void dataWithoutOutliersIsSeenWhole();
    void ticksAreRoundNumbersWithTheDigitsOfTheStep();
    void dateTicksStandAtMidnightOfTheProjectsZone();
    void dateTicksStayAtMidnightWhenTheClocksChange();
    void coloursStayWithTheirSample();
    void coloursAreVisibleOnBothGrounds();
};

void ChartsTest::pyramidFindsTheExtremesOfAnyRun()
{
    const PlotSeries series = randomWalk(5000, Gaps::With);
    std::mt19937 random(3);
    for (int attempt = 0; attempt < 2000; ++attempt) {
        std::size_t first = random() % 5000;
        std::size_t last = random() % 5001;
        if (first > last) {
            std::swap(first, last);
        }
        LowHigh expected;
        for (std::size_t row = first; row < last; ++row) {
            if (std::isfinite(series.y[row])) {
                expected.take(series.y[row]);
            }
        }
        const auto found = series.pyramid->extremes(series.y, first, last);
        QCOMPARE(found.has_value(), std::isfinite(expected.low));
        if (found) {
            QCOMPARE(series.y[found->lowest], expected.low);
            QCOMPARE(series.y[found->highest], expected.high);
        }
    }
}

void ChartsTest::everyPixelColumnKeepsItsLowestAndHighestPoint()
{
    const PlotSeries series = randomWalk(300000, Gaps::With);
    const PixelGrid grid{.x = {60000.0, 220000.0}, .y = {-100.0, 100.0}, .columns = 800, .rows = 400};
    const auto columnOf = [&](double x) {
        return static_cast<int>(std::floor((x - grid.x.lower) / grid.x.span() * 800));
    };
    std::vector<LowHigh> expected(800);
    std::vector<LowHigh> drawn(800);
    for (std::size_t row = 0; row < series.x.size(); ++row) {
        const int column = columnOf(series.x[row]);
        if (column >= 0 && column < 800 && std::isfinite(series.y[row])) {
            expected[static_cast<std::size_t>(column)].take(series.y[row]);
        }
    }
    for (const Polyline& one : thinned(series, grid, 100000)) {
        for (const QPointF& point : one) {
            const int column = columnOf(point.x());
            if (column >= 0 && column < 800) {
                drawn[static_cast<std::size_t>(column)].take(point.y());
            }
        }
    }
    QVERIFY(drawn == expected);
}

void ChartsTest::thinnedPointsArePointsOfTheDataAndFew()
{
    const PlotSeries series = randomWalk(100000, Gaps::Without);
    std::set<std::pair<double, double>> data;
    for (std::size_t row = 0; row < series.x.size(); ++row) {
        data.emplace(series.x[row], series.y[row]);
    }
    const PixelGrid grid{.x = {0.0, 100000.0}, .y = {-100.0, 100.0}, .columns = 500, .rows = 400};
    const auto lines = thinned(series, grid, 100000);
    QVERIFY(pointsOf(lines) > 1000);
    QVERIFY(pointsOf(lines) <= 500 * 4 + 2);
    QVERIFY(pointsOf(thinned(series, grid, 400)) <= 402);
    for (const Polyline& one : lines) {
        for (const QPointF& point : one) {
            QVERIFY(data.count({point.x(), point.y()}) == 1);
        }
    }
}

void ChartsTest::aGapBeginsANewLine()
{
    const PlotSeries series = line("gap", {0, 1, 2, 3, 4, 5}, {1, 2, notANumber, notANumber, 3, 4});
    const auto lines = thinned(series, {.x = {-1.0, 6.0}, .y = {0.0, 5.0}}, 1000);
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[0], (Polyline{{0, 1}, {1, 2}}));
    QCOMPARE(lines[1], (Polyline{{4, 3}, {5, 4}}));
}

void ChartsTest::aCurveThatTurnsBackTouchesTheSamePixels()
{
    std::vector<double> x;
    std::vector<double> y;
    for (int i = 0; i < 50000; ++i) {
        x.push_back(std::cos(i / 3000.0));
        y.push_back(std::sin(i / 1700.0));
    }
    const PlotSeries series = line("loop", x, y);
    const PixelGrid grid{.x = {-1.1, 1.1}, .y = {-1.1, 1.1}, .columns = 300, .rows = 300};
    const auto pixel = [](double a, double b) {
        return std::pair(static_cast<int>((a + 1.1) / 2.2 * 300), static_cast<int>((b + 1.1) / 2.2 * 300));
    };
    std::set<std::pair<int, int>> expected;
    for (std::size_t i = 0; i < x.size(); ++i) {
        expected.insert(pixel(x[i], y[i]));
    }
    const auto lines = thinned(series, grid, 100000);
    std::set<std::pair<int, int>> touched;
    for (const Polyline& one : lines) {
        for (const QPointF& point : one) {
            touched.insert(pixel(point.x(), point.y()));
        }
    }
    QVERIFY(touched == expected);
    QVERIFY(pointsOf(lines) < x.size() / 3);
}

void ChartsTest::anOutlierDoesNotHideTheData()
{
    std::vector<double> values(100, 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = 3.0 + 0.01 * static_cast<double>(i);  // 3.00 … 3.99 V
    }
    values[50] = 1e6;
    const auto range = robustRange(values);
    QVERIFY(range.has_value());
    QCOMPARE(range->lower, 3.0);
    QVERIFY(range->upper >= 3.97 && range->upper < 4.0);
}

void ChartsTest::dataWithoutOutliersIsSeenWhole()
{
    std::vector<double> fade;
    for (int cycle = 0; cycle < 100; ++cycle) {
        fade.push_back(cycle < 90 ? 200.0 - cycle : 110.0 - 10.0 * (cycle - 89));  // dies early: still its own data
    }
    const auto range = robustRange(fade);
    QCOMPARE(range->lower, 10.0);
    QCOMPARE(range->upper, 200.0);
    QVERIFY(!robustRange({notANumber, notANumber}).has_value());
}

void ChartsTest::ticksAreRoundNumbersWithTheDigitsOfTheStep()
{
    QStringList labels;
    for (const Tick& tick : ticks(Scale::Linear, {-0.1, 0.43}, 6, "UTC")) {
        labels.append(tick.label);
    }
    QCOMPARE(labels, (QStringList{QStringLiteral("−0.1"), QStringLiteral("0"), QStringLiteral("0.1"),
                                  QStringLiteral("0.2"), QStringLiteral("0.3"), QStringLiteral("0.4")}));
    QCOMPARE(ticks(Scale::Log, {-2.0, 5.0}, 10, "UTC").back().label, QStringLiteral("10⁵"));
    QCOMPARE(ticks(Scale::Linear, {0.0, 4e-6}, 4, "UTC")[2].label, QStringLiteral("2·10⁻⁶"));
    const auto cycles = ticks(Scale::Whole, {0.8, 3.2}, 10, "UTC");
    QCOMPARE(cycles.size(), std::size_t{3});
    QCOMPARE(cycles[2].label, QStringLiteral("3"));
}

void ChartsTest::dateTicksStandAtMidnightOfTheProjectsZone()
{
    // Midnight of 21 June 2024 in Zurich is 22:00 UTC of the day before: 1718920800.
    const auto marks = ticks(Scale::Date, {1718900000.0, 1719100000.0}, 4, "Europe/Zurich");
    QCOMPARE(marks.size(), std::size_t{3});
    QCOMPARE(marks[0].value, 1718920800.0);
    QCOMPARE(marks[0].label, QStringLiteral("2024-06-21"));
    QCOMPARE(marks[2].value, 1719093600.0);
}

void ChartsTest::dateTicksStayAtMidnightWhenTheClocksChange()
{
    // 31 March 2024 has 23 hours in Zurich: midnights at 30 March 23:00 UTC and 31 March 22:00 UTC.
    const auto marks = ticks(Scale::Date, {1711830000.0, 1711925000.0}, 3, "Europe/Zurich");
    QVERIFY(marks.size() >= 2);
    QCOMPARE(marks.front().value, 1711839600.0);
    QCOMPARE(marks.back().value, 1711922400.0);
}

void ChartsTest::coloursStayWithTheirSample()
{
    SeriesColours colours;
    colours.show({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    const QColor a = colours.colour(QStringLiteral("a"));
    const QColor c = colours.colour(QStringLiteral("c"));
    QCOMPARE(a, QColor(0x00, 0x72, 0xB2));  // Okabe and Ito's blue
    colours.show({QStringLiteral("c"), QStringLiteral("d")});
    QCOMPARE(colours.colour(QStringLiteral("c")), c);
    QVERIFY(colours.colour(QStringLiteral("d")) != c);
    QStringList many;
    for (int i = 0; i < 40; ++i) {
        many.append(QString::number(i));
    }
    colours.show(many);
    std::set<QRgb> different;
    for (const QString& name : many) {
        different.insert(colours.colour(name).rgb());
    }
    QCOMPARE(different.size(), std::size_t{40});
}

void ChartsTest::coloursAreVisibleOnBothGrounds()
{
    const auto luminance = [](const QColor& c) { return 0.299 * c.redF() + 0.587 * c.greenF() + 0.114 * c.blueF(); };
    const QColor dark(0x1E, 0x1F, 0x22);
    const QColor blue = seriesColour(0);
    QCOMPARE(visibleOn(Qt::white, blue), blue);
    QCOMPARE(visibleOn(dark, blue), blue);
    for (const ColourMapInfo& info : colourMaps()) {
        double before = -1.0;
        for (int i = 0; i <= 100; ++i) {
            const QColor colour = ColourScale{info.map, MapDirection::Forward}.at(i / 100.0);
            QVERIFY(luminance(visibleOn(Qt::white, colour)) < 0.84);
            QVERIFY(luminance(visibleOn(dark, colour)) > 0.2);
            // Neighbours stay neighbours: no step where the mending begins.
            const double now = luminance(visibleOn(dark, colour));
            QVERIFY(before < 0.0 || std::abs(now - before) < 0.05);
            before = now;
        }
    }
}

AURORA_WINDOW_TESTS(ChartsTest)
#include "charts_test.moc"
