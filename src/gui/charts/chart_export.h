#pragma once

#include "gui/charts/chart_scene.h"
#include "gui/charts/scene_picture.h"

#include <filesystem>

namespace aurora::gui {

/// Draws a chart as it is seen (view, hidden series) into a file; .png, .svg or .pdf by the ending.
/// @throws UsageError for another ending
/// @throws Error when the file cannot be written; what stood there is then untouched
void savePicture(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                 const std::filesystem::path& file);

/// Writes exactly what is drawn: the points on screen of the series that are shown, as `series,x,y` with the axes'
/// titles as header; a second axis is a column of its own, and so are the standard deviation of means and the value
/// that the hover tells besides.
/// @throws Error when the file cannot be written
void saveDrawnPoints(const ChartScene& chart, const std::filesystem::path& file);

}  // namespace aurora::gui
