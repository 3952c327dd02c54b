#pragma once

#include "gui/charts/chart_scene.h"
#include "gui/charts/scene_picture.h"

#include <filesystem>
#include <functional>

namespace aurora::gui {

/// Draws a chart as it is seen (view, hidden series) into a file; .png, .svg or .pdf by the ending.
/// @throws UsageError for another ending
/// @throws Error when the file cannot be written; what stood there is then untouched
void savePicture(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                 const std::filesystem::path& file);

/// What is left to do of an export, on any thread, once nothing is wanted of the chart on screen any more. Throws as
/// the export does.
using ExportWork = std::function<void()>;

/// savePicture in two parts: this one lays out the picture, on the window's thread; the work draws and writes it.
[[nodiscard]] ExportWork pictureWork(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                                     const std::filesystem::path& file);

/// Writes exactly what is drawn: the points on screen of the series that are shown, as `series,x,y` with the axes'
/// titles as header; a second axis is a column of its own, and so are the standard deviation of means and the value
/// that the hover tells besides.
/// @throws Error when the file cannot be written
void saveDrawnPoints(const ChartScene& chart, const std::filesystem::path& file);

/// saveDrawnPoints of the points that are drawn now.
[[nodiscard]] ExportWork drawnPointsWork(const ChartScene& chart, const std::filesystem::path& file);

}  // namespace aurora::gui
