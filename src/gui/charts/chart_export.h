#pragma once

#include "gui/charts/chart_scene.h"

#include <QSizeF>

#include <filesystem>

namespace aurora::gui {

/// How large a picture is.
struct PictureSize
{
    QSizeF size;              ///< in units of the scene: text is as large as on screen
    double density = 1.0;     ///< pixels of a PNG a unit
    int dotsPerMetre = 3780;  ///< written into a PNG, so that it prints at its size
};

/// 170 mm wide, the width of two columns of a journal, as high as the ratio says, 300 dots an inch.
[[nodiscard]] PictureSize printSize(const QSizeF& ratio);

/// Draws a chart as it is seen (view, hidden series) into a file; .png, .svg or .pdf by the ending.
/// @throws UsageError for another ending
/// @throws Error when the file cannot be written; what stood there is then untouched
void savePicture(const ChartScene& chart, const ChartTheme& theme, const PictureSize& size,
                 const std::filesystem::path& file);

/// Writes exactly what is drawn: the points on screen of the series that are shown, as `series,x,y` with the axes'
/// titles as header; a second axis is a column of its own.
/// @throws Error when the file cannot be written
void saveDrawnPoints(const ChartScene& chart, const std::filesystem::path& file);

}  // namespace aurora::gui
