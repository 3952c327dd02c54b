#include "gui/sample_plots/chart_help.h"

#include "gui/charts/series_colours.h"

#include <algorithm>

namespace aurora::gui {

QColor PlotSource::colour(std::size_t sample) const
{
    const auto chosen = colours.constFind(samples[sample]->label());
    return chosen != colours.constEnd() ? *chosen : seriesColour(static_cast<int>(sample));
}

void leaveOut(PlotModel& model, const LoadedSample& sample, const QString& reason)
{
    const QString ownReason = QString::fromStdString(sample.curves().note);
    const QString line = chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1: %2"))
                             .arg(sample.label(), ownReason.isEmpty() ? reason : ownReason);
    if (!model.leftOut.contains(line)) {
        model.leftOut.append(line);
    }
}

QString whyNoCurve(const LoadedSample& sample, RowQuantity quantity)
{
    const bool onlyFull = quantity == RowQuantity::Technique || quantity == RowQuantity::Step;
    return onlyFull && sample.curves().detail == services::Detail::Thinned
               ? chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1 is not in the thinned data; choose full or auto"))
                     .arg(rowQuantityTitle(quantity))
               : chartText(QT_TRANSLATE_NOOP("SampleCharts", "has no %1")).arg(rowQuantityTitle(quantity));
}

PlotModel finished(PlotModel model)
{
    if (model.series.empty()) {
        constexpr qsizetype mostLines = 6;
        model.note =
            model.leftOut.isEmpty()
                ? chartText(QT_TRANSLATE_NOOP("SampleCharts", "Tick samples in the list to see their data here."))
                : model.leftOut.mid(0, mostLines).join(QLatin1Char('\n'));
        if (model.leftOut.size() > mostLines) {
            model.note +=
                QLatin1Char('\n') +
                chartText(QT_TRANSLATE_NOOP("SampleCharts", "… and %1 more")).arg(model.leftOut.size() - mostLines);
        }
        model.leftOut.clear();
    }
    const auto alsoOnTheLeft = [&model](const PlotSeries& series) {
        return series.side == Side::Right &&
               std::any_of(model.series.begin(), model.series.end(), [&](const PlotSeries& other) {
                   return other.side == Side::Left && other.group == series.group;
               });
    };
    // Only a curve of a colour that is drawn on both sides is drawn in another way on the second one.
    if (model.right && (model.series.empty() || std::any_of(model.series.begin(), model.series.end(), alsoOnTheLeft))) {
        const bool markers = !model.series.empty() && model.series.front().style != PlotStyle::Line;
        model.right->title = (markers ? chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, hollow"))
                                      : chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1, pale")))
                                 .arg(model.right->title);
    }
    return model;
}

AxisSpec axisOf(RowQuantity quantity)
{
    const bool slope = quantity == RowQuantity::DifferentialCapacity ||
                       quantity == RowQuantity::SpecificDifferentialCapacity ||
                       quantity == RowQuantity::DifferentialVoltage;
    return {.title = rowQuantityTitle(quantity), .tails = slope ? Tails::Heavy : Tails::Light};
}

QColor shade(const QColor& colour, std::size_t k, std::size_t n)
{
    constexpr double lightest = 0.65;
    if (n < 2) {
        return colour;
    }
    const auto share = static_cast<float>(lightest * static_cast<double>(k) / static_cast<double>(n - 1));
    const auto lighter = [share](float part) { return std::min(part + share * (1.0F - part), 1.0F); };
    return QColor::fromRgbF(lighter(colour.redF()), lighter(colour.greenF()), lighter(colour.blueF()));
}

}  // namespace aurora::gui
