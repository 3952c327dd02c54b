#pragma once

#include "gui/charts/level_of_detail.h"

#include <cmath>
#include <limits>
#include <random>
#include <utility>
#include <vector>

namespace aurora::gui::test {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

enum class Gaps
{
    Without,
    With
};

/// A series of an irregular walk, x never falling.
inline PlotSeries randomWalk(std::size_t rows, Gaps gaps)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> step(0.0, 2.0);
    std::vector<double> x;
    std::vector<double> y;
    double place = 0.0;
    double value = 0.0;
    for (std::size_t row = 0; row < rows; ++row) {
        place += step(random);
        value += step(random) - 1.0;
        x.push_back(place);
        y.push_back(gaps == Gaps::With && random() % 97 == 0 ? notANumber : value);
    }
    PlotSeries series{.name = QStringLiteral("walk"), .group = QStringLiteral("walk")};
    series.x = PlotColumn(std::move(x));
    series.y = PlotColumn(std::move(y));
    series.pyramid = std::make_shared<const MinMaxPyramid>(series.y);
    return series;
}

inline PlotSeries line(const char* name, std::vector<double> x, std::vector<double> y,
                       PlotStyle style = PlotStyle::Line)
{
    PlotSeries series{.name = QLatin1String(name), .group = QLatin1String(name), .colour = Qt::blue, .style = style};
    series.x = PlotColumn(std::move(x));
    series.y = PlotColumn(std::move(y));
    return series;
}

inline std::size_t pointsOf(const std::vector<Polyline>& lines)
{
    std::size_t count = 0;
    for (const Polyline& one : lines) {
        count += static_cast<std::size_t>(one.size());
    }
    return count;
}

}  // namespace aurora::gui::test
