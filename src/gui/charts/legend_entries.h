#pragma once

#include "gui/charts/legend_item.h"

#include <QSet>

namespace aurora::gui {

/// One entry a group, in order of the series, with the look of the group's first series.
[[nodiscard]] QList<LegendItem::Entry> legendEntries(const PlotModel& model, const QSet<QString>& hidden);

}  // namespace aurora::gui
