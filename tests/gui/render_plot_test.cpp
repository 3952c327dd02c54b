#include "gui/made_curves.h"

#include "aurora/core/error.h"
#include "aurora/gui/gui.h"
#include "support/temporary_folder.h"
#include "support/window_tests.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <cstdlib>
#include <utility>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// The same colour but for the smoothing of edges.
bool isNear(const QColor& a, const QColor& b)
{
    constexpr int tolerance = 40;
    return std::abs(a.red() - b.red()) < tolerance && std::abs(a.green() - b.green()) < tolerance &&
           std::abs(a.blue() - b.blue()) < tolerance;
}

services::PlotRequest request(services::PlotRequest::Chart chart, const std::filesystem::path& output)
{
    services::PlotRequest asked;
    asked.chart = chart;
    asked.samples = {cell("a", 10, 0.5), cell("b", 8, 0.5)};
    for (float& voltage_V : asked.samples[1].voltage_V) {
        voltage_V += 0.3F;  // its curves lie beside those of a
    }
    asked.output = output;
    asked.size = {.width_px = 800, .height_px = 500};
    return asked;
}

}  // namespace

class RenderPlotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChartIsDrawnInItsSizeAndColours();
    void withoutASizeAPdfIsForPrint();
    void unknownColumnsAreRefused();
    void theCorrelationMatrixShowsItsSigns();
    void samplesThatDoNotDifferHaveNoCorrelation();
};

void RenderPlotTest::everyChartIsDrawnInItsSizeAndColours()
{
    using Chart = services::PlotRequest::Chart;
    const aurora::test::TemporaryFolder folder;
    for (const Chart chart : {Chart::Time, Chart::Cycles, Chart::OneCycle, Chart::Scatter}) {
        const auto file = folder.path() / ("chart" + std::to_string(static_cast<int>(chart)) + ".png");
        renderPlot(request(chart, file));
        const QImage picture(QString::fromStdString(file.string()));
        QCOMPARE(picture.size(), QSize(800, 500));
        // The first sample is drawn in its colour, on white.
        int blue = 0;
        for (int y = 60; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                blue += isNear(picture.pixelColor(x, y), QColor(0x00, 0x72, 0xB2)) ? 1 : 0;
            }
        }
        QVERIFY2(blue > 5, qPrintable(QStringLiteral("chart %1").arg(static_cast<int>(chart))));
        QCOMPARE(picture.pixelColor(1, picture.height() - 1), QColor(Qt::white));
    }
}

void RenderPlotTest::withoutASizeAPdfIsForPrint()
{
    using Chart = services::PlotRequest::Chart;
    const aurora::test::TemporaryFolder folder;
    const auto pageWidth_pt = [&](std::optional<services::PlotRequest::PixelSize> size) {
        services::PlotRequest asked = request(Chart::Cycles, folder.path() / "chart.pdf");
        asked.size = size;
        renderPlot(asked);
        QFile pdf(QString::fromStdString(asked.output.string()));
        const QRegularExpression box(QStringLiteral(R"(/MediaBox \[0 0 ([0-9.]+))"));
        return pdf.open(QIODevice::ReadOnly) ? box.match(QString::fromLatin1(pdf.readAll())).captured(1).toDouble()
                                             : 0.0;
    };
    QVERIFY(std::abs(pageWidth_pt(std::nullopt) - 170 / 25.4 * 72) < 1);
    QVERIFY(std::abs(pageWidth_pt(services::PlotRequest::PixelSize{.width_px = 800, .height_px = 500}) - 600) < 1);
}

void RenderPlotTest::unknownColumnsAreRefused()
{
    using Chart = services::PlotRequest::Chart;
    const aurora::test::TemporaryFolder folder;
    const auto refused = [&](Chart chart, const std::string& x, std::vector<std::string> y) {
        services::PlotRequest asked = request(chart, folder.path() / "no.png");
        asked.x = x;
        asked.y = std::move(y);
        QVERIFY_EXCEPTION_THROWN(renderPlot(asked), UsageError);
    };
    refused(Chart::Cycles, "", {"Capacity"});
    refused(Chart::Time, "yesterday", {});
    refused(Chart::Time, "", {"T"});
    refused(Chart::OneCycle, "Q", {"V", "I"});
    refused(Chart::Scatter, "Colour", {});
    refused(Chart::Correlation, "Capacity loss (%)", {});
    refused(Chart::Correlation, "", {"Colour"});
    QVERIFY(!std::filesystem::exists(folder.path() / "no.png"));
}

void RenderPlotTest::theCorrelationMatrixShowsItsSigns()
{
    const aurora::test::TemporaryFolder folder;
    services::PlotRequest asked = request(services::PlotRequest::Chart::Correlation, folder.path() / "matrix.png");
    asked.samples.clear();
    for (int i = 0; i < 9; ++i) {
        services::SampleCurves sample;
        sample.summary = Json{{"up", i}, {"down", -i}};
        asked.samples.push_back(std::move(sample));
    }
    renderPlot(asked);
    const QImage picture(QString::fromStdString(asked.output.string()));
    QCOMPARE(picture.size(), QSize(800, 500));
    // Two by two cells: the diagonal is as far in the red as nine samples allow (1 - 1/3), the others in the blue.
    const auto red = [&](double x, double y) {
        const QColor at = picture.pixelColor(static_cast<int>(x * 800), static_cast<int>(y * 500));
        return at.red() - at.blue();
    };
    QVERIFY(red(0.15, 0.10) > 40);
    QVERIFY(red(0.80, 0.10) < -40);
    QVERIFY(red(0.15, 0.75) < -40);
    QVERIFY(red(0.80, 0.75) > 40);
}

void RenderPlotTest::samplesThatDoNotDifferHaveNoCorrelation()
{
    const aurora::test::TemporaryFolder folder;
    services::PlotRequest asked = request(services::PlotRequest::Chart::Correlation, folder.path() / "none.png");
    for (services::SampleCurves& sample : asked.samples) {
        sample.summary = Json{{"up", 1}};
    }
    QVERIFY_EXCEPTION_THROWN(renderPlot(asked), Error);
    QVERIFY(!std::filesystem::exists(asked.output));
}

AURORA_WINDOW_TESTS(RenderPlotTest)
#include "render_plot_test.moc"
