#pragma once

#include <QColor>
#include <QPalette>

namespace aurora::gui {

/// The colours of a chart that are not data.
struct ChartTheme
{
    QColor ground;
    QColor text;
    QColor faintText;
    QColor grid;
    QColor frame;
};

[[nodiscard]] ChartTheme lightChartTheme();
[[nodiscard]] ChartTheme darkChartTheme();

/// Light or dark, by the lightness of the palette's base.
[[nodiscard]] ChartTheme chartTheme(const QPalette& palette);

}  // namespace aurora::gui
