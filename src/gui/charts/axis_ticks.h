#pragma once

#include "gui/charts/plot_model.h"
#include "gui/charts/ticks.h"

#include <QFont>
#include <Qt>

#include <string_view>
#include <vector>

namespace aurora::gui {

/// The marks of an axis that have room on so many pixels: labels side by side never touch. The words of categories are
/// shortened to their room; where even that is too small, every second or third of them stands.
[[nodiscard]] std::vector<Tick> axisTicks(const AxisSpec& axis, Qt::Orientation orientation, const Range& range,
                                          double length_px, const QFont& font, std::string_view timeZone);

}  // namespace aurora::gui
