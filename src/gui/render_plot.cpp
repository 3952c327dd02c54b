#include "gui/batch_plots/correlation_chart.h"
#include "gui/batch_plots/group_charts.h"
#include "gui/charts/chart_export.h"
#include "gui/sample_plots/sample_charts.h"

#include "aurora/core/error.h"
#include "aurora/gui/gui.h"
#include "aurora/services/correlation.h"

#include <QApplication>

#include <algorithm>
#include <array>
#include <clocale>
#include <memory>
#include <utility>

namespace aurora::gui {

namespace {

using Chart = services::PlotRequest::Chart;

constexpr std::array timeOriginTable{
    std::pair{"unix", TimeOrigin::UnixTime},   std::pair{"date", TimeOrigin::Date},
    std::pair{"start", TimeOrigin::Start},     std::pair{"formation", TimeOrigin::Formation},
    std::pair{"cycling", TimeOrigin::Cycling},
};

RowQuantity quantityOf(const std::string& name)
{
    if (const auto quantity = rowQuantityNamed(QString::fromStdString(name))) {
        return *quantity;
    }
    std::string choices;
    for (const RowQuantityInfo& info : rowQuantities()) {
        choices += (choices.empty() ? "" : ", ") + std::string(info.key);
    }
    throw UsageError("\"" + name + "\" is not a column of the time series. Choose one of: " + choices + ".");
}

TimeOrigin originOf(const std::string& name)
{
    std::string choices;
    for (const auto& [word, origin] : timeOriginTable) {
        if (name == word) {
            return origin;
        }
        choices += (choices.empty() ? "" : ", ") + std::string(word);
    }
    throw UsageError("\"" + name + "\" is not a time axis. Choose one of: " + choices + ".");
}

/// The n-th of the asked columns, or nothing. @throws UsageError when more were asked than the chart has axes
const std::string* asked(const services::PlotRequest& request, std::size_t n, std::size_t most)
{
    if (request.y.size() > most) {
        throw UsageError("This chart has " + std::to_string(most) + " y axis/axes, but " +
                         std::to_string(request.y.size()) + " columns were given with --y. Give fewer.");
    }
    return n < request.y.size() ? &request.y[n] : nullptr;
}

PlotModel timeModel(const services::PlotRequest& request, const PlotSource& source)
{
    TimeChoice choice;
    choice.origin = request.x.empty() ? TimeOrigin::Start : originOf(request.x);
    if (const std::string* y = asked(request, 0, 2)) {
        choice.y = quantityOf(*y);
    }
    if (const std::string* second = asked(request, 1, 2)) {
        choice.second = quantityOf(*second);
    }
    return timeChart(source, choice);
}

PlotModel perCycleModel(const services::PlotRequest& request, const PlotSource& source)
{
    if (!request.x.empty() && request.x != "Cycle") {
        throw UsageError("\"" + request.x + "\" is not an x axis of this chart: it is always Cycle. Leave --x out.");
    }
    const std::string* y = asked(request, 0, 2);
    const std::string* second = asked(request, 1, 2);
    const GroupChoice groups{.colourBy = request.colourBy, .styleBy = request.styleBy};
    if (request.average) {
        const std::string column = y != nullptr ? *y : defaultCycleColumn(source.samples);
        (void)asked(request, 0, 1);
        return averageChart(source, column, groups);
    }
    if (!groups.colourBy.empty() || !groups.styleBy.empty()) {
        return groupedCycleChart(source, {y != nullptr ? *y : "", second != nullptr ? *second : ""}, groups);
    }
    return perCycleChart(source, {y != nullptr ? *y : "", second != nullptr ? *second : ""});
}

PlotModel oneCycleModel(const services::PlotRequest& request, const PlotSource& source)
{
    OneCycleChoice choice;
    choice.cycles = request.cycles;
    choice.x = request.x.empty() ? choice.x : quantityOf(request.x);
    if (const std::string* y = asked(request, 0, 1)) {
        choice.y = quantityOf(*y);
    }
    return oneCycleChart(source, choice);
}

PlotModel impedanceModel(const services::PlotRequest& request, const PlotSource& source)
{
    if (request.x.empty() || request.x == "nyquist" || request.x == "bode") {
        return impedanceChart(source, request.x == "bode" ? ImpedanceKind::Bode : ImpedanceKind::Nyquist,
                              request.cycles);
    }
    throw UsageError("\"" + request.x + "\" is not an impedance chart. Choose nyquist or bode, or leave --x out.");
}

PlotModel scatterModel(const services::PlotRequest& request, const PlotSource& source)
{
    const std::string* y = asked(request, 0, 1);
    return scatterChart(source, request.x.empty() ? "Initial specific discharge capacity (mAh/g)" : request.x,
                        y != nullptr ? *y : "Capacity loss (%)");
}

PlotModel modelOf(const services::PlotRequest& request, const PlotSource& source)
{
    switch (request.chart) {
    case Chart::Time:
        return timeModel(request, source);
    case Chart::Cycles:
        return perCycleModel(request, source);
    case Chart::OneCycle:
        return oneCycleModel(request, source);
    case Chart::Impedance:
        return impedanceModel(request, source);
    case Chart::Scatter:
        return scatterModel(request, source);
    case Chart::Correlation:
        break;  // no curves: see saveCorrelation
    }
    throw Error("This chart has no curves.");
}

/// The size in units of the scene. Where pixels are asked for: text as large in proportion as in a chart of 1000 × 560.
PictureSize pictureSize(const services::PlotRequest& request)
{
    const services::PlotRequest::PixelSize pixels = request.size.value_or(services::PlotRequest::PixelSize());
    if (!request.size && pictureKind(request.output) != PictureKind::Png) {
        return printSize(QSizeF(pixels.width_px, pixels.height_px));
    }
    constexpr double usualWidth = 1000.0;
    constexpr double usualHeight = 560.0;
    const double density = std::max(1.0, std::min(pixels.width_px / usualWidth, pixels.height_px / usualHeight));
    return {.size = QSizeF(pixels.width_px, pixels.height_px) / density, .density = density};
}

ChartTheme themeOf(const services::PlotRequest& request)
{
    return request.theme == services::PlotRequest::Theme::Dark ? darkChartTheme() : lightChartTheme();
}

void saveCorrelation(const services::PlotRequest& request)
{
    if (!request.x.empty()) {
        throw UsageError("The correlation matrix has the same columns both ways. Choose them with --y, leave --x out.");
    }
    std::vector<Json> summaries;
    for (const services::SampleCurves& curves : request.samples) {
        summaries.push_back(curves.summary);
    }
    MatrixModel model = correlationChart(services::correlate(summaries, request.y));
    if (model.labels.isEmpty()) {
        throw Error("There is nothing to draw. " + model.note.toStdString());
    }
    MatrixScene scene;
    const PictureSize size = pictureSize(request);
    const ChartTheme theme = themeOf(request);
    scene.setTheme(theme);
    scene.setTextFont(printFont());
    scene.setSize(size.size);
    const QString title = model.caption;
    scene.setModel(std::move(model));
    saveScene(scene, theme.ground, title, size, request.output);
}

void saveCurves(const services::PlotRequest& request)
{
    PlotSource source;
    source.timeZone = request.timeZone;
    for (const services::SampleCurves& curves : request.samples) {
        source.samples.push_back(std::make_shared<const LoadedSample>(curves));
    }
    PlotModel model = modelOf(request, source);
    if (model.series.empty()) {
        throw Error("There is nothing to draw. " + model.note.toStdString());
    }
    ChartScene scene;
    const PictureSize size = pictureSize(request);
    scene.setSize(size.size);
    scene.setModel(std::move(model));
    savePicture(scene, themeOf(request), size, request.output);
}

/// Charts need fonts, and those an application; headless it draws into memory only.
std::unique_ptr<QApplication> applicationIfMissing()
{
    if (QCoreApplication::instance() != nullptr) {
        return nullptr;
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    static int count = 1;
    static std::array<char, 8> name{"aurora"};
    static std::array<char*, 2> arguments{name.data(), nullptr};
    auto application = std::make_unique<QApplication>(count, arguments.data());
    std::setlocale(LC_NUMERIC, "C");  // QApplication takes the user's, which other libraries then write numbers with
    return application;
}

}  // namespace

void renderPlot(const services::PlotRequest& request)
{
    const auto application = applicationIfMissing();
    if (request.chart == Chart::Correlation) {
        saveCorrelation(request);
    } else {
        saveCurves(request);
    }
}

}  // namespace aurora::gui
