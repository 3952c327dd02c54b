#include "gui/made_series.h"

#include "gui/charts/chart_scene.h"
#include "support/window_tests.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// Turns round and round, ever smaller: x falls as often as it rises, as charge does in many cycles.
PlotSeries spiral(std::size_t rows)
{
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t row = 0; row < rows; ++row) {
        const double share = 1.0 - 0.5 * static_cast<double>(row) / static_cast<double>(rows);
        const double angle = static_cast<double>(row) * 0.0006283185307179586;  // 10 000 rows a turn
        x.push_back(share * std::cos(angle));
        y.push_back(share * std::sin(angle));
    }
    return line("spiral", std::move(x), std::move(y));
}

PlotModel modelOf(PlotSeries series)
{
    PlotModel model;
    model.x = {QStringLiteral("Charge (mAh)"), Scale::Linear};
    model.left = {QStringLiteral("Voltage (V)"), Scale::Linear};
    model.series = {std::move(series)};
    return model;
}

/// The ends of runs within squares of pixels, looked for in every row.
std::vector<QPointF> endsOfRuns(const PlotSeries& series, const PixelGrid& grid, double pixels)
{
    const double width = grid.x.span() / grid.columns * pixels;
    const double height = grid.y.span() / grid.rows * pixels;
    const auto cell = [&](std::size_t row) {
        return std::pair(std::floor((series.x[row] - grid.x.lower) / width),
                         std::floor((series.y[row] - grid.y.lower) / height));
    };
    std::vector<QPointF> points;
    for (std::size_t row = 0; row < series.x.size(); ++row) {
        const bool first = row == 0 || cell(row - 1) != cell(row);
        const bool last = row + 1 == series.x.size() || cell(row + 1) != cell(row);
        if (first || last) {
            points.emplace_back(series.x[row], series.y[row]);
        }
    }
    return points;
}

template <class Work>
qint64 quickestOfThree_ms(Work work)
{
    qint64 quickest = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 3; ++i) {
        QElapsedTimer time;
        time.start();
        work();
        quickest = std::min(quickest, time.elapsed());
    }
    return quickest;
}

}  // namespace

/// Curves that turn back have no pyramid; ten million rows of them move and are measured all the same.
class TurningCurvesTest : public QObject
{
    Q_OBJECT

    static constexpr std::size_t manyRows = 10'000'000;

private Q_SLOTS:

    void aCoarseGridKeepsWhatEveryRowWouldGive()
    {
        const PlotSeries series = spiral(60'000);
        const PixelGrid grid{.x = {-1.1, 1.1}, .y = {-1.1, 1.1}, .columns = 400, .rows = 300};
        const std::vector<QPointF> wanted = endsOfRuns(series, grid, 4.0);
        QVERIFY(endsOfRuns(series, grid, 2.0).size() > wanted.size());
        const std::vector<Polyline> drawn = thinned(series, grid, wanted.size());
        QCOMPARE(drawn.size(), std::size_t{1});
        QVERIFY(std::equal(drawn[0].begin(), drawn[0].end(), wanted.begin(), wanted.end()));
    }

    void tenMillionRowsMoveAndAreExactAtRest()
    {
        ChartScene scene;
        scene.setSize({800, 500});
        scene.setModel(modelOf(spiral(manyRows)));
        scene.setMotion(ChartScene::Motion::Moving);
        const PlotView home = scene.view();
        double by = 0.0;
        const auto pan = [&] {
            by += 0.01;
            scene.setView({{home.x.lower + by, home.x.upper + by}, home.left, home.right});
        };
        const qint64 took_ms = quickestOfThree_ms(pan);
        QVERIFY2(took_ms < 60, qPrintable(QString::number(took_ms)));
        QVERIFY(pointsOf(scene.drawn(0)) > 500 && pointsOf(scene.drawn(0)) <= 8000);

        // So near that few rows are in sight, they are there while it moves, too.
        scene.setView({{0.9999, 1.0001}, {-0.001, 0.001}, home.right});
        const auto inSight = [&] {
            std::size_t count = 0;
            for (const Polyline& one : scene.drawn(0)) {
                count += static_cast<std::size_t>(std::count_if(one.begin(), one.end(), [&](const QPointF& point) {
                    return scene.view().x.contains(point.x()) && scene.view().left.contains(point.y());
                }));
            }
            return count;
        };
        QVERIFY(inSight() >= 2);
        scene.setMotion(ChartScene::Motion::Still);
        QCOMPARE(inSight(), std::size_t{2});  // the rows 0 and 1: the angle of row 2 is 0.00126
    }

    void axesOfTenMillionRowsAreFoundAtOnce()
    {
        PlotSeries series = spiral(manyRows);
        const PlotModel model = modelOf(std::move(series));
        PlotView view;
        const qint64 took_ms = quickestOfThree_ms([&] { view = robustView(model, {true}); });
        QVERIFY2(took_ms < 400, qPrintable(QString::number(took_ms)));
        // From −1 to 1, and a twentieth of that beside.
        QVERIFY2(std::abs(view.left.lower + 1.1) < 0.01 && std::abs(view.left.upper - 1.1) < 0.01,
                 qPrintable(QStringLiteral("%1 … %2").arg(view.left.lower).arg(view.left.upper)));
    }
};

AURORA_WINDOW_TESTS(TurningCurvesTest)
#include "turning_curves_test.moc"
