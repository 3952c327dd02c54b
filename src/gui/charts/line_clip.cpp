#include "gui/charts/line_clip.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace aurora::gui {

namespace {

/// The part of a segment in the rectangle (Liang and Barsky): the shares of its length where it enters and leaves.
std::optional<std::pair<double, double>> inside(const QPointF& from, const QPointF& to, const QRectF& rect)
{
    const double dx = to.x() - from.x();
    const double dy = to.y() - from.y();
    const std::array<std::pair<double, double>, 4> edges{{{-dx, from.x() - rect.left()},
                                                          {dx, rect.right() - from.x()},
                                                          {-dy, from.y() - rect.top()},
                                                          {dy, rect.bottom() - from.y()}}};
    double enters = 0.0;
    double leaves = 1.0;
    for (const auto& [towards, distance] : edges) {
        if (towards == 0.0) {
            if (distance < 0.0) {
                return std::nullopt;
            }
            continue;
        }
        const double share = distance / towards;
        if (towards < 0.0) {
            enters = std::max(enters, share);
        } else {
            leaves = std::min(leaves, share);
        }
    }
    if (enters > leaves) {
        return std::nullopt;
    }
    return std::pair(enters, leaves);
}

}  // namespace

std::vector<QPolygonF> clippedLine(const QPolygonF& line, const QRectF& rect)
{
    std::vector<QPolygonF> parts;
    bool open = false;
    bool fromInside = !line.isEmpty() && rect.contains(line.front());
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF& from = line[i - 1];
        const QPointF& to = line[i];
        const bool toInside = rect.contains(to);
        QPointF begin = from;
        QPointF end = to;
        if (!fromInside || !toInside) {
            const auto part = inside(from, to, rect);
            if (!part) {
                open = false;
                fromInside = toInside;
                continue;
            }
            begin = fromInside ? from : from + part->first * (to - from);
            end = toInside ? to : from + part->second * (to - from);
        }
        if (!open) {
            parts.emplace_back();
            parts.back().append(begin);
        }
        parts.back().append(end);
        open = toInside;
        fromInside = toInside;
    }
    return parts;
}

}  // namespace aurora::gui
