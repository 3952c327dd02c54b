#include "gui/charts/chart_hover.h"

#include "gui/charts/series_colours.h"
#include "gui/charts/ticks.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace aurora::gui {

namespace {

/// The row of a point, where the hover tells more of it than x and y.
std::optional<std::size_t> rowOf(const PlotSeries& series, const QPointF& point)
{
    if (series.value.empty() && series.deviation.empty()) {
        return std::nullopt;
    }
    for (std::size_t row = 0; row < series.x.size(); ++row) {
        if (QPointF(series.x[row], series.y[row]) == point) {
            return row;
        }
    }
    return std::nullopt;
}

/// A mean and its deviation with the digits that the deviation leaves it: two of the deviation, as many places of the
/// mean.
std::pair<QString, QString> meanTexts(const AxisSpec& axis, double mean, double deviation)
{
    if (deviation <= 0.0) {
        return {valueText(axis, mean, {}), QStringLiteral("0")};
    }
    const int places = std::clamp(1 - static_cast<int>(std::floor(std::log10(deviation))), 0, 9);
    return {QString::number(mean, 'f', places).replace(QLatin1Char('-'), QChar(0x2212)),
            QString::number(deviation, 'f', places)};
}

QString text(const char* source)
{
    return QCoreApplication::translate("ChartHover", source);
}

}  // namespace

QString hoverText(const PlotModel& model, const ChartScene::Hit& hit)
{
    const PlotSeries& series = model.series[hit.series];
    const AxisSpec& y = series.side == Side::Right && model.right ? *model.right : model.left;
    const std::optional<std::size_t> row = rowOf(series, hit.value);
    const auto line = [](const QString& title, const QString& value) {
        return text(QT_TRANSLATE_NOOP("ChartHover", "%1: %2")).arg(title, value);
    };
    QString valueY = valueText(y, hit.value.y(), model.timeZone);
    if (row && *row < series.deviation.size() && std::isfinite(series.deviation[*row])) {
        const auto [mean, deviation] = meanTexts(y, hit.value.y(), series.deviation[*row]);
        valueY = text(QT_TRANSLATE_NOOP("ChartHover", "%1 ± %2")).arg(mean, deviation);
    }
    QStringList lines{series.name, line(model.x.title, valueText(model.x, hit.value.x(), model.timeZone)),
                      line(y.title, valueY)};
    if (row && *row < series.value.size()) {
        lines.append(line(series.valueName, valueText({.title = series.valueName}, series.value[*row], {})));
    }
    if (!series.remark.isEmpty()) {
        lines.append(series.remark);
    }
    return lines.join(QLatin1Char('\n'));
}

void drawHover(QPainter& painter, const ChartScene& chart, const ChartScene::Hit& hit, const QPalette& palette)
{
    constexpr double margin_px = 6.0;
    constexpr double distance_px = 12.0;
    const PlotSeries& series = chart.model().series[hit.series];
    const ChartTheme& theme = chart.theme();
    const QPointF at = chart.toScene(hit.value, series.side);
    const QRectF area = chart.plotArea();
    painter.setPen(QPen(theme.faintText, 0.8, Qt::DotLine));
    painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()));
    painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()));
    painter.setPen(QPen(theme.ground, 1.5));
    painter.setBrush(visibleOn(theme.ground, series.colour));
    painter.drawEllipse(at, 5.0, 5.0);

    const QString words = hoverText(chart.model(), hit);
    const QRectF room = painter.boundingRect(QRectF(0, 0, area.width(), area.height()), Qt::AlignLeft, words);
    QRectF box(at + QPointF(distance_px, distance_px),
               QSizeF(room.width() + 2 * margin_px, room.height() + 2 * margin_px));
    if (box.right() > area.right()) {
        box.moveRight(at.x() - distance_px);
    }
    if (box.bottom() > area.bottom()) {
        box.moveBottom(at.y() - distance_px);
    }
    box.moveLeft(std::max(box.left(), 0.0));
    box.moveTop(std::max(box.top(), 0.0));
    painter.setPen(QPen(theme.frame, 1.0));
    painter.setBrush(palette.color(QPalette::ToolTipBase));
    painter.drawRect(box);
    painter.setPen(palette.color(QPalette::ToolTipText));
    painter.drawText(box.adjusted(margin_px, margin_px, 0, 0), Qt::AlignLeft, words);
}

}  // namespace aurora::gui
