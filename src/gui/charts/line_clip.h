#pragma once

#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace aurora::gui {

/// The parts of a line that lie in a rectangle, cut at its edges. What is drawn of them never leaves the plot area,
/// also where a format of pictures knows no clipping, and huge coordinates never reach the painter.
[[nodiscard]] std::vector<QPolygonF> clippedLine(const QPolygonF& line, const QRectF& rect);

}  // namespace aurora::gui
