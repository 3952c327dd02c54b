#include "gui/chart_hand.h"
#include "support/window_tests.h"

#include <QImage>

using namespace aurora::gui;
using namespace aurora::gui::test;

/// Curves that would keep the window waiting are painted in the background; few points stand for them meanwhile.
class DraftCurvesTest : public QObject
{
    Q_OBJECT

    static constexpr int patience_ms = 20000;
    static constexpr int rowCount = 5000;
    static constexpr std::size_t pointsOfDraft = 2000;

    /// Slow waves, one above the other.
    static PlotModel waves(int count)
    {
        std::vector<PlotSeries> series;
        for (int wave = 0; wave < count; ++wave) {
            std::vector<double> x;
            std::vector<double> y;
            for (int row = 0; row < rowCount; ++row) {
                x.push_back(row);
                y.push_back(3.0 * wave + std::sin(row / 400.0 + wave));
            }
            series.push_back(line(("wave " + std::to_string(wave)).c_str(), x, y));
            series.back().pyramid = std::make_shared<const MinMaxPyramid>(series.back().y);
        }
        return modelOf(std::move(series));
    }

    static std::size_t pointsDrawn(const ChartScene& chart)
    {
        std::size_t points = 0;
        for (std::size_t series = 0; series < chart.model().series.size(); ++series) {
            for (const Polyline& part : chart.drawn(series)) {
                points += static_cast<std::size_t>(part.size());
            }
        }
        return points;
    }

    /// Pixels of the plot area that are not alike in two pictures.
    static int differing(const QImage& a, const QImage& b, const QRect& area)
    {
        constexpr int alike = 24;
        int count = 0;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x) {
                const QColor one = a.pixelColor(x, y);
                const QColor other = b.pixelColor(x, y);
                count += std::abs(one.red() - other.red()) > alike || std::abs(one.blue() - other.blue()) > alike;
            }
        }
        return count;
    }

private Q_SLOTS:

    void fewCurvesAreExactAtOnce()
    {
        ChartView view;
        open(view, waves(2));
        QVERIFY(!view.chart().isDraft());
        QVERIFY(pointsDrawn(view.chart()) > 0);
    }

    void manyCurvesAreADraftUntilTheyArePaintedJustAsForAFile()
    {
        ChartView view;
        open(view, waves(40));
        QVERIFY(view.chart().isDraft());
        QVERIFY2(pointsDrawn(view.chart()) <= pointsOfDraft + 2 * 40,
                 qPrintable(QString::number(pointsDrawn(view.chart()))));
        QTRY_VERIFY_WITH_TIMEOUT(!view.chart().isDraft(), patience_ms);
        QVERIFY(pointsDrawn(view.chart()) > 2 * pointsOfDraft);
        const QImage seen = view.viewport()->grab().toImage();

        ChartScene file;
        file.setTheme(view.chart().theme());
        file.setTextFont(view.font());
        file.setSize(view.viewport()->size());
        file.setModel(waves(40));
        QVERIFY(!file.isDraft());
        QImage painted(view.viewport()->size(), QImage::Format_RGB32);
        QPainter painter(&painted);
        painter.setRenderHint(QPainter::Antialiasing);
        file.render(&painter, QRectF(painted.rect()), file.sceneRect());
        painter.end();
        const QRect area = file.plotArea().toRect();
        QCOMPARE(view.chart().plotArea(), file.plotArea());
        const int different = differing(seen, painted, area);
        QVERIFY2(different < area.width() * area.height() / 1000, qPrintable(QString::number(different)));
    }

    void someOfVeryManyCurvesAreTheDraftOfAll()
    {
        constexpr std::size_t count = 500;
        ChartView view;
        open(view, waves(static_cast<int>(count)));
        QVERIFY(view.chart().isDraft());
        const auto curvesDrawn = [&view] {
            std::size_t drawn = 0;
            for (std::size_t series = 0; series < count; ++series) {
                drawn += view.chart().drawn(series).empty() ? 0 : 1;
            }
            return drawn;
        };
        QVERIFY2(curvesDrawn() > 100 && curvesDrawn() <= 200, qPrintable(QString::number(curvesDrawn())));
        QTRY_VERIFY_WITH_TIMEOUT(!view.chart().isDraft(), patience_ms);
        QCOMPARE(curvesDrawn(), count);
    }

    void whatIsShownInPlaceOfADraftIsNotOvertakenByIt()
    {
        ChartView view;
        open(view, waves(40));
        QVERIFY(view.chart().isDraft());
        view.setModel(waves(1));
        QVERIFY(!view.chart().isDraft());
        const std::size_t points = pointsDrawn(view.chart());
        QTest::qWait(300);
        QCOMPARE(pointsDrawn(view.chart()), points);
        view.setModel(waves(40));
        view.chart().setShown(QStringLiteral("wave 3"), false);
        QTRY_VERIFY_WITH_TIMEOUT(!view.chart().isDraft(), patience_ms);
        QVERIFY(view.chart().drawn(3).empty());
        QVERIFY(!view.chart().drawn(4).empty());
    }

    void aViewMayCloseBeforeItsCurvesArePainted()
    {
        {
            ChartView view;
            open(view, waves(40));
            QVERIFY(view.chart().isDraft());
        }
        QTest::qWait(300);
    }
};

AURORA_WINDOW_TESTS(DraftCurvesTest)
#include "draft_curves_test.moc"
