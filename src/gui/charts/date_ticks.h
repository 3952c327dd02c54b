#pragma once

#include "gui/charts/ticks.h"

namespace aurora::gui {

/// Marks of a date axis (Unix seconds) at round times of the zone's clock; the axis of Qt Charts knows only the zone of
/// the process. A label says the day where it changes.
[[nodiscard]] std::vector<Tick> dateTicks(Range range, int most, std::string_view timeZone);

}  // namespace aurora::gui
