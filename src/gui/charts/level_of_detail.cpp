#include "gui/charts/level_of_detail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace aurora::gui {

namespace {

constexpr std::size_t pointsPerColumn = 4;
constexpr double narrowestGap_columns = 2.0;

/// Collects points into polylines and begins a new one where the data has a gap that a screen shows.
class Lines
{
public:
    Lines(const PlotSeries& series, double narrowestGap) : m_series(series), m_narrowestGap(narrowestGap) {}

    void gap() { m_gap = true; }

    void add(std::size_t row)
    {
        const QPointF point(m_series.x[row], m_series.y[row]);
        if (!std::isfinite(point.x()) || !std::isfinite(point.y())) {
            gap();
            return;
        }
        if (m_lines.empty() || (m_gap && std::abs(point.x() - m_lines.back().back().x()) >= m_narrowestGap)) {
            m_lines.emplace_back();
        }
        m_gap = false;
        m_lines.back().append(point);
    }

    [[nodiscard]] std::vector<Polyline> take() { return std::move(m_lines); }

private:
    const PlotSeries& m_series;
    double m_narrowestGap;
    bool m_gap = false;
    std::vector<Polyline> m_lines;
};

/// First row in [first, last) whose x is at least `limit`; x never falls.
std::size_t firstRowFrom(const PlotColumn& x, std::size_t first, std::size_t last, double limit)
{
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        if (x[middle] < limit) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return first;
}

bool isPoint(const PlotSeries& series, std::size_t row)
{
    return std::isfinite(series.x[row]) && std::isfinite(series.y[row]);
}

/// The rows of one pixel column: first, lowest, highest and last finite one, in order and each once.
void addColumn(const PlotSeries& series, std::size_t first, std::size_t last, Lines& lines)
{
    const auto extremes = series.pyramid->extremes(series.y, first, last);
    if (!extremes) {
        lines.gap();
        return;
    }
    std::size_t front = first;
    while (!isPoint(series, front)) {
        ++front;
    }
    std::size_t back = last - 1;
    while (!isPoint(series, back)) {
        --back;
    }
    if (front != first) {
        lines.gap();
    }
    std::array rows{front, extremes->lowest, extremes->highest, back};
    std::sort(rows.begin(), rows.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i] != rows[i - 1]) {
            lines.add(rows[i]);
        }
    }
    if (back != last - 1) {
        lines.gap();
    }
}

std::vector<Polyline> thinnedByColumn(const PlotSeries& series, const PixelGrid& grid, std::size_t maxPoints)
{
    const std::size_t rows = std::min(series.x.size(), series.y.size());
    const std::size_t first = firstRowFrom(series.x, 0, rows, grid.x.lower);
    const std::size_t last =
        firstRowFrom(series.x, first, rows, std::nextafter(grid.x.upper, std::numeric_limits<double>::infinity()));
    const std::size_t columns = std::min<std::size_t>(static_cast<std::size_t>(std::max(grid.columns, 1)),
                                                      std::max<std::size_t>(maxPoints / pointsPerColumn, 1));
    const double width = grid.x.span() / static_cast<double>(columns);
    Lines lines(series, last - first <= columns * pointsPerColumn ? 0.0 : width * narrowestGap_columns);
    if (first > 0) {
        lines.add(first - 1);
    }
    if (last - first <= columns * pointsPerColumn) {
        for (std::size_t row = first; row < last; ++row) {
            lines.add(row);
        }
    } else {
        std::size_t from = first;
        for (std::size_t column = 1; column <= columns && from < last; ++column) {
            const double edge = grid.x.lower + static_cast<double>(column) * width;
            const std::size_t to = column == columns ? last : firstRowFrom(series.x, from, last, edge);
            if (to > from) {
                addColumn(series, from, to, lines);
            }
            from = to;
        }
    }
    if (last < rows) {
        lines.add(last);
    }
    return lines.take();
}

/// Keeps the first and the last row of every run within one pixel; for curves that turn back (V against Q, Nyquist).
std::vector<Polyline> thinnedByPixel(const PlotSeries& series, const PixelGrid& grid, double pixel)
{
    const double width = grid.x.span() / std::max(grid.columns, 1) * pixel;
    const double height = grid.y.span() / std::max(grid.rows, 1) * pixel;
    const std::size_t rows = std::min(series.x.size(), series.y.size());
    Lines lines(series, 0.0);
    double cellX = std::numeric_limits<double>::quiet_NaN();
    double cellY = cellX;
    std::size_t kept = rows;
    for (std::size_t row = 0; row < rows; ++row) {
        const double x = std::floor((series.x[row] - grid.x.lower) / width);
        const double y = std::floor((series.y[row] - grid.y.lower) / height);
        if (x == cellX && y == cellY) {
            continue;
        }
        if (row > 0 && kept != row - 1) {
            lines.add(row - 1);
        }
        lines.add(row);
        kept = row;
        cellX = x;
        cellY = y;
    }
    if (rows > 0 && kept != rows - 1) {
        lines.add(rows - 1);
    }
    return lines.take();
}

std::size_t pointCount(const std::vector<Polyline>& lines)
{
    std::size_t count = 0;
    for (const Polyline& line : lines) {
        count += static_cast<std::size_t>(line.size());
    }
    return count;
}

}  // namespace

bool neverFalls(const PlotColumn& x)
{
    double before = -std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < x.size(); ++row) {
        if (!(x[row] >= before)) {  // NaN is not sorted either: binary search would get lost
            return false;
        }
        before = x[row];
    }
    return true;
}

std::vector<Polyline> thinned(const PlotSeries& series, const PixelGrid& grid, std::size_t maxPoints)
{
    if (series.pyramid) {
        return thinnedByColumn(series, grid, maxPoints);
    }
    constexpr double coarsest_pixels = 16.0;
    for (double pixel = 1.0;; pixel *= 2.0) {
        std::vector<Polyline> lines = thinnedByPixel(series, grid, pixel);
        if (pixel >= coarsest_pixels || pointCount(lines) <= maxPoints) {
            return lines;
        }
    }
}

}  // namespace aurora::gui
