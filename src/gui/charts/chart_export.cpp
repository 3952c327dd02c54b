#include "gui/charts/chart_export.h"

#include "gui/charts/csv_text.h"
#include "gui/charts/ticks.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

namespace aurora::gui {

namespace {

std::string cell(const AxisSpec& axis, double value, const std::string& timeZone)
{
    if (axis.scale == Scale::Category) {
        return csvText(valueText(axis, value, timeZone));
    }
    if (axis.scale == Scale::Date) {
        return formatIso8601(value, timeZone);
    }
    return formatNumber(axis.scale == Scale::Log ? std::pow(10.0, value) : value);
}

/// What a chart draws, apart from the chart: copies share its data.
struct Drawn
{
    PlotModel model;
    PlotView view;
    std::vector<std::vector<Polyline>> lines;  ///< a series each
};

/// The points of the drawn lines that are on screen.
std::vector<QPointF> pointsOnScreen(const Drawn& drawn, std::size_t series)
{
    const Range& y = drawn.view.y(drawn.model.series[series].side);
    std::vector<QPointF> points;
    for (const Polyline& line : drawn.lines[series]) {
        std::copy_if(line.begin(), line.end(), std::back_inserter(points),
                     [&](const QPointF& point) { return drawn.view.x.contains(point.x()) && y.contains(point.y()); });
    }
    return points;
}

/// What stands beside x and y in the columns of this name: the deviation of a mean, the further value of a point.
std::string numberBeside(const PlotSeries& series, const PlotColumn& column, const QPointF& point)
{
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (QPointF(series.x[row], series.y[row]) == point) {
            return std::isfinite(column[row]) ? formatNumber(column[row]) : std::string();
        }
    }
    return {};
}

void writePoints(const Drawn& drawn, const std::filesystem::path& file)
{
    const PlotModel& model = drawn.model;
    QString valueName;
    bool spread = false;
    for (const PlotSeries& series : model.series) {
        valueName = series.valueName.isEmpty() ? valueName : series.valueName;
        spread = spread || series.spread != Spread::None;
    }
    std::string text = "Series," + csvText(model.x.title) + ',' + csvText(model.left.title);
    text += model.right ? ',' + csvText(model.right->title) : std::string();
    text += spread ? ",\"Standard deviation\"" : "";
    text += valueName.isEmpty() ? std::string() : ',' + csvText(valueName);
    text += '\n';
    for (std::size_t i = 0; i < model.series.size(); ++i) {
        const PlotSeries& series = model.series[i];
        const bool right = series.side == Side::Right && model.right;
        for (const QPointF& point : pointsOnScreen(drawn, i)) {
            text += csvText(series.name) + ',' + cell(model.x, point.x(), model.timeZone) + (right ? ",," : ",") +
                    cell(right ? *model.right : model.left, point.y(), model.timeZone) +
                    (model.right && !right ? "," : "");
            text += spread ? ',' + numberBeside(series, series.deviation, point) : std::string();
            text += valueName.isEmpty() ? std::string() : ',' + numberBeside(series, series.value, point);
            text += '\n';
        }
    }
    replaceFileText(file, text);
}

}  // namespace

ExportWork pictureWork(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                       const std::filesystem::path& file)
{
    const std::shared_ptr<ChartScene> copy = newPrintScene<ChartScene>();
    copy->setTheme(theme);
    copy->setTextFont(printFont());
    copy->setDensity(drawnDensity(size, pictureKind(file)));
    if (!size.growsWithLegend) {
        copy->legend().unfold();
    }
    copy->setSize(size.size);
    copy->setModel(chart.model());
    for (const PlotSeries& series : chart.model().series) {
        copy->setShown(series.group, chart.isShown(series.group));
    }
    PictureSize grown = size;
    if (size.growsWithLegend) {
        copy->growByLegend();
        grown.size = copy->sceneRect().size();
    }
    const PlotView& view = chart.view();
    copy->setView(chart.model().aspect == Aspect::Equal
                      ? withEqualAxes(view, copy->plotArea().width(), copy->plotArea().height())
                      : view);
    return [copy, ground = theme.ground, title = chart.model().left.title, grown, file] {
        saveScene(*copy, ground, title, grown, file);
    };
}

void savePicture(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                 const std::filesystem::path& file)
{
    pictureWork(chart, theme, size, file)();
}

ExportWork drawnPointsWork(const ChartScene& chart, const std::filesystem::path& file)
{
    Drawn drawn{chart.model(), chart.view(), {}};
    return [drawn = std::move(drawn), points = chart.pointsAtRest(), file]() mutable {
        drawn.lines = points();
        writePoints(drawn, file);
    };
}

void saveDrawnPoints(const ChartScene& chart, const std::filesystem::path& file)
{
    drawnPointsWork(chart, file)();
}

}  // namespace aurora::gui
