#include "gui/charts/chart_export.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <cmath>
#include <string>

namespace aurora::gui {

namespace {

std::string quoted(const QString& text)
{
    QString inner = text;
    inner.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return '"' + inner.toStdString() + '"';
}

std::string cell(const AxisSpec& axis, double value, const std::string& timeZone)
{
    if (axis.scale == Scale::Date) {
        return formatIso8601(value, timeZone);
    }
    return formatNumber(axis.scale == Scale::Log ? std::pow(10.0, value) : value);
}

}  // namespace

void savePicture(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                 const std::filesystem::path& file)
{
    ChartScene copy;
    copy.setTheme(theme);
    copy.setDensity(drawnDensity(size, pictureKind(file)));
    copy.setSize(size.size);
    copy.setModel(chart.model());
    for (const PlotSeries& series : chart.model().series) {
        copy.setShown(series.group, chart.isShown(series.group));
    }
    const PlotView& view = chart.view();
    copy.setView(chart.model().aspect == Aspect::Equal
                     ? withEqualAxes(view, copy.plotArea().width(), copy.plotArea().height())
                     : view);
    saveScene(copy, theme.ground, chart.model().left.title, size, file);
}

void saveDrawnPoints(const ChartScene& chart, const std::filesystem::path& file)
{
    const PlotModel& model = chart.model();
    std::string text = "Series," + quoted(model.x.title) + ',' + quoted(model.left.title);
    if (model.right) {
        text += ',' + quoted(model.right->title);
    }
    text += '\n';
    for (std::size_t i = 0; i < model.series.size(); ++i) {
        const PlotSeries& series = model.series[i];
        const bool right = series.side == Side::Right && model.right;
        const Range& y = chart.view().y(series.side);
        for (const Polyline& line : chart.drawn(i)) {
            for (const QPointF& point : line) {
                if (!chart.view().x.contains(point.x()) || !y.contains(point.y())) {
                    continue;
                }
                text += quoted(series.name) + ',' + cell(model.x, point.x(), model.timeZone) + (right ? ",," : ",") +
                        cell(right ? *model.right : model.left, point.y(), model.timeZone) +
                        (model.right && !right ? ",\n" : "\n");
            }
        }
    }
    replaceFileText(file, text);
}

}  // namespace aurora::gui
