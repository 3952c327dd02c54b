#pragma once

#include "gui/charts/chart_scene.h"

#include <QPainter>
#include <QPalette>

namespace aurora::gui {

/// What is told of a point: its series, x and y with their axes, the deviation of a mean, and what the series says
/// besides; a line each.
[[nodiscard]] QString hoverText(const PlotModel& model, const ChartScene::Hit& hit);

/// The point with its cross of lines, and its text in a box that stays inside the plot area.
void drawHover(QPainter& painter, const ChartScene& chart, const ChartScene::Hit& hit, const QPalette& palette);

}  // namespace aurora::gui
