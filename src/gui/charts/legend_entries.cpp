#include "gui/charts/legend_entries.h"

namespace aurora::gui {

QList<LegendItem::Entry> legendEntries(const PlotModel& model, const QSet<QString>& hidden)
{
    QList<LegendItem::Entry> entries;
    QSet<QString> known;
    for (const PlotSeries& series : model.series) {
        if (!known.contains(series.group)) {
            known.insert(series.group);
            entries.append({.group = series.group,
                            .colour = series.legendColour.isValid() ? series.legendColour : series.colour,
                            .style = series.style,
                            .shown = !hidden.contains(series.group),
                            .marker = series.marker,
                            .stroke = series.stroke,
                            .text = series.legendText});
        }
    }
    return entries;
}

}  // namespace aurora::gui
