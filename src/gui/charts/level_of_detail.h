#pragma once

#include "gui/charts/plot_model.h"

#include <QList>
#include <QPointF>

#include <vector>

namespace aurora::gui {

/// Points joined by lines; a gap in the data begins a new one.
using Polyline = QList<QPointF>;

/// The grid of pixels that a curve is thinned to.
struct PixelGrid
{
    Range x;
    Range y;
    int columns = 1000;
    int rows = 600;
};

/// True when no finite x is smaller than the one before.
[[nodiscard]] bool neverFalls(const PlotColumn& x);

/// The points of a series that a screen can tell apart: all of them where there is room, else of each pixel column the
/// first, lowest, highest and last (series whose x never falls), or of each run of rows within one pixel the first and
/// the last. Every point is a point of the data. One point beyond each edge is kept, so that lines leave the picture.
///
/// Gaps narrower than two columns are bridged: no screen shows them.
///
/// @param maxPoints  about as many at most: where the pixels ask for more, a column keeps only its lowest and highest
///                   point, and then the grid is coarser
[[nodiscard]] std::vector<Polyline> thinned(const PlotSeries& series, const PixelGrid& grid, std::size_t maxPoints);

}  // namespace aurora::gui
