#include "gui/charts/legend_entries.h"

#include <algorithm>

namespace aurora::gui {

QList<LegendItem::Entry> legendEntries(const PlotModel& model, const QSet<QString>& hidden)
{
    QList<LegendItem::Entry> entries;
    for (const PlotSeries& series : model.series) {
        const auto same = [&](const LegendItem::Entry& entry) { return entry.group == series.group; };
        if (std::none_of(entries.begin(), entries.end(), same)) {
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
