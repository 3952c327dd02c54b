#include "gui/charts/chart_theme.h"

namespace aurora::gui {

ChartTheme lightChartTheme()
{
    return {.ground = QColor(0xFFFFFF),
            .text = QColor(0x1A1A1A),
            .faintText = QColor(0x6A6A6A),
            .grid = QColor(0xE6E6E6),
            .frame = QColor(0x8A8A8A)};
}

ChartTheme darkChartTheme()
{
    return {.ground = QColor(0x1E1F22),
            .text = QColor(0xE3E3E3),
            .faintText = QColor(0x9A9A9A),
            .grid = QColor(0x35373B),
            .frame = QColor(0x75777C)};
}

ChartTheme chartTheme(const QPalette& palette)
{
    constexpr int middle = 128;
    ChartTheme theme = palette.color(QPalette::Base).lightness() < middle ? darkChartTheme() : lightChartTheme();
    theme.ground = palette.color(QPalette::Base);
    return theme;
}

}  // namespace aurora::gui
