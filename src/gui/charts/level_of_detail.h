#pragma once

#include "gui/charts/plot_model.h"

#include <QList>
#include <QPointF>

#include <cstdint>
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

/// How well a curve is looked at: while a picture moves, whatever it costs is too much.
enum class Care : std::uint8_t
{
    Exact,
    Quick
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
/// @param care       Quick: of a series without a pyramid only some rows of what is in sight are looked at, and there
/// may
///                   be points of the data outside of what is drawn
[[nodiscard]] std::vector<Polyline> thinned(const PlotSeries& series, const PixelGrid& grid, std::size_t maxPoints,
                                            Care care = Care::Exact);

}  // namespace aurora::gui
