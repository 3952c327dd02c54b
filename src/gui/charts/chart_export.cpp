#include "gui/charts/chart_export.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>
#include <string>
#include <string_view>

namespace aurora::gui {

namespace {

constexpr double screen_dpi = 96.0;
constexpr double print_dpi = 300.0;
constexpr double millimetresPerInch = 25.4;
constexpr double printWidth_mm = 170.0;
constexpr double pointsPerInch = 72.0;

QByteArray png(ChartScene& chart, const PictureSize& size)
{
    QImage image((size.size * size.density).toSize(), QImage::Format_RGB32);
    if (image.isNull()) {
        throw Error("The picture was not drawn: its size is not possible. Choose a smaller one.");
    }
    image.setDotsPerMeterX(size.dotsPerMetre);
    image.setDotsPerMeterY(size.dotsPerMetre);
    image.fill(chart.theme().ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    chart.render(&painter, QRectF(image.rect()), chart.sceneRect());
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray svg(ChartScene& chart, const PictureSize& size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(static_cast<int>(screen_dpi));
    generator.setSize(size.size.toSize());
    generator.setViewBox(QRectF(QPointF(), size.size));
    generator.setTitle(chart.model().left.title);
    QPainter painter(&generator);
    chart.render(&painter, QRectF(QPointF(), size.size), chart.sceneRect());
    painter.end();
    return bytes;
}

QByteArray pdf(ChartScene& chart, const PictureSize& size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(
        QPageSize(size.size * pointsPerInch / screen_dpi, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setResolution(static_cast<int>(screen_dpi));
    writer.setTitle(chart.model().left.title);
    QPainter painter(&writer);
    chart.render(&painter, QRectF(QPointF(), size.size), chart.sceneRect());
    painter.end();
    return bytes;
}

void save(const QByteArray& bytes, const std::filesystem::path& file)
{
    replaceFileText(file, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

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

PictureSize printSize(const QSizeF& ratio)
{
    const double width = printWidth_mm / millimetresPerInch * screen_dpi;
    const double height = ratio.width() > 0.0 ? width * ratio.height() / ratio.width() : width / 1.6;
    return {.size = {width, height},
            .density = print_dpi / screen_dpi,
            .dotsPerMetre = static_cast<int>(std::lround(print_dpi / millimetresPerInch * 1000.0))};
}

void savePicture(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                 const std::filesystem::path& file)
{
    const std::string ending = lowerCase(file.extension().string());
    const bool vector = ending == ".svg" || ending == ".pdf";
    if (!vector && ending != ".png") {
        throw UsageError(pathText(file) + ": pictures are .png, .svg or .pdf. Choose one of these endings.");
    }
    ChartScene copy;
    copy.setTheme(theme);
    copy.setDensity(vector ? print_dpi / screen_dpi : size.density);
    copy.setSize(size.size);
    copy.setModel(chart.model());
    for (const PlotSeries& series : chart.model().series) {
        copy.setShown(series.group, chart.isShown(series.group));
    }
    const PlotView& view = chart.view();
    copy.setView(chart.model().aspect == Aspect::Equal
                     ? withEqualAxes(view, copy.plotArea().width(), copy.plotArea().height())
                     : view);
    save(ending == ".png" ? png(copy, size) : ending == ".svg" ? svg(copy, size) : pdf(copy, size), file);
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
