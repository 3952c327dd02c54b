#include "gui/charts/level_of_detail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace aurora::gui {

namespace {

constexpr std::size_t pointsPerColumn = 4;
constexpr std::size_t fewPointsPerColumn = 2;  ///< lowest and highest, where four are more than allowed
constexpr double narrowestGap_columns = 2.0;
/// Columns of so many rows may end a few rows early while the picture moves: a tenth of a pixel.
constexpr std::size_t rowsToMove = 10 * MinMaxPyramid::rowsPerBlock;

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

    /// y of the point added last; NaN before the first.
    [[nodiscard]] double lastY() const
    {
        return m_lines.empty() ? std::numeric_limits<double>::quiet_NaN() : m_lines.back().back().y();
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

/// The same where the answer is expected about so many rows on: looks there first, then ever farther away from it.
std::size_t firstRowNear(const PlotColumn& x, std::size_t first, std::size_t last, double limit, std::size_t expected)
{
    std::size_t guess = first + std::min(expected, last - first);
    std::size_t step = std::max<std::size_t>(expected / 16, 1);
    if (guess < last && x[guess] < limit) {
        while (guess < last && x[guess] < limit) {
            first = guess + 1;
            guess = last - guess > step ? guess + step : last;
            step *= 2;
        }
        return firstRowFrom(x, first, guess, limit);
    }
    std::size_t upper = guess;
    while (guess > first && x[guess - 1] >= limit) {
        upper = guess - 1;
        guess = guess - first > step ? guess - step : first;
        step *= 2;
    }
    return firstRowFrom(x, guess, upper, limit);
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

/// The lowest and the highest finite row of one pixel column, the one nearer to the column before first: the line then
/// paints each column once.
void addExtremes(const PlotSeries& series, std::size_t first, std::size_t last, double before, Lines& lines)
{
    const auto extremes = series.pyramid->extremes(series.y, first, last);
    if (!extremes) {
        lines.gap();
        return;
    }
    if (!isPoint(series, first)) {
        lines.gap();
    }
    const bool upwards =
        !(std::abs(series.y[extremes->highest] - before) < std::abs(series.y[extremes->lowest] - before));
    lines.add(upwards ? extremes->lowest : extremes->highest);
    if (extremes->lowest != extremes->highest) {
        lines.add(upwards ? extremes->highest : extremes->lowest);
    }
    if (!isPoint(series, last - 1)) {
        lines.gap();
    }
}

/// The rows [first, last) by pixel columns.
void addColumns(const PlotSeries& series, std::size_t first, std::size_t last, const Range& x, std::size_t columns,
                std::size_t pointsEach, Lines& lines)
{
    const double width = x.span() / static_cast<double>(columns);
    std::size_t from = first;
    for (std::size_t column = 1; column <= columns && from < last; ++column) {
        const double edge = x.lower + static_cast<double>(column) * width;
        const std::size_t expected = (last - from) / (columns - column + 1);
        std::size_t to = column == columns ? last : firstRowNear(series.x, from, last, edge, expected);
        if (pointsEach == fewPointsPerColumn && to != last && to - from >= rowsToMove) {
            to -= to % MinMaxPyramid::rowsPerBlock;
        }
        if (to > from && pointsEach == pointsPerColumn) {
            addColumn(series, from, to, lines);
        } else if (to > from) {
            addExtremes(series, from, to, lines.lastY(), lines);
        }
        from = to;
    }
}

std::vector<Polyline> thinnedByColumn(const PlotSeries& series, const PixelGrid& grid, std::size_t maxPoints)
{
    const std::size_t rows = std::min(series.x.size(), series.y.size());
    const std::size_t first = firstRowFrom(series.x, 0, rows, grid.x.lower);
    const std::size_t last =
        firstRowFrom(series.x, first, rows, std::nextafter(grid.x.upper, std::numeric_limits<double>::infinity()));
    const auto pixels = static_cast<std::size_t>(std::max(grid.columns, 1));
    const std::size_t pointsEach = pixels * pointsPerColumn <= maxPoints ? pointsPerColumn : fewPointsPerColumn;
    const std::size_t columns = std::min(pixels, std::max<std::size_t>(maxPoints / pointsEach, 1));
    const double width = grid.x.span() / static_cast<double>(columns);
    const bool all = last - first <= columns * pointsEach;
    Lines lines(series, all ? 0.0 : width * narrowestGap_columns);
    if (first > 0) {
        lines.add(first - 1);
    }
    if (all) {
        for (std::size_t row = first; row < last; ++row) {
            lines.add(row);
        }
    } else {
        addColumns(series, first, last, grid.x, columns, pointsEach, lines);
    }
    if (last < rows) {
        lines.add(last);
    }
    return lines.take();
}

/// A pixel, or a square of them, that a point lies in.
class Cells
{
public:
    Cells(const PixelGrid& grid, double pixels)
        : m_origin(grid.x.lower, grid.y.lower),
          m_width(grid.x.span() / std::max(grid.columns, 1) * pixels),
          m_height(grid.y.span() / std::max(grid.rows, 1) * pixels)
    {
    }

    /// Not equal to any, nor to itself, for a point that is not finite.
    [[nodiscard]] std::pair<double, double> of(double x, double y) const
    {
        return {std::floor((x - m_origin.x()) / m_width), std::floor((y - m_origin.y()) / m_height)};
    }

private:
    QPointF m_origin;
    double m_width;
    double m_height;
};

/// Tells the first and the last of every run of things within one cell, in order.
template <class CellOf, class Keep>
void keepEndsOfRuns(std::size_t count, CellOf cellOf, Keep keep)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::pair<double, double> cell{none, none};
    std::size_t kept = count;
    for (std::size_t i = 0; i < count; ++i) {
        const std::pair<double, double> now = cellOf(i);
        if (now == cell) {
            continue;
        }
        if (i > 0 && kept != i - 1) {
            keep(i - 1);
        }
        keep(i);
        kept = i;
        cell = now;
    }
    if (count > 0 && kept != count - 1) {
        keep(count - 1);
    }
}

/// The first and the last row of every run within one pixel; for curves that turn back (V against Q, Nyquist).
std::vector<Polyline> thinnedByPixel(const PlotSeries& series, const PixelGrid& grid)
{
    const Cells cells(grid, 1.0);
    Lines lines(series, 0.0);
    keepEndsOfRuns(
        std::min(series.x.size(), series.y.size()),
        [&](std::size_t row) { return cells.of(series.x[row], series.y[row]); },
        [&](std::size_t row) { lines.add(row); });
    return lines.take();
}

/// What is left of lines on a coarser grid. A square of two pixels by two holds runs of its pixels whole: these are the
/// points that all rows would give.
std::vector<Polyline> coarser(const std::vector<Polyline>& lines, const PixelGrid& grid, double pixels)
{
    const Cells cells(grid, pixels);
    std::vector<Polyline> result;
    result.reserve(lines.size());
    for (const Polyline& line : lines) {
        Polyline& kept = result.emplace_back();
        const auto point = [&line](std::size_t i) { return line[static_cast<qsizetype>(i)]; };
        keepEndsOfRuns(
            static_cast<std::size_t>(line.size()), [&](std::size_t i) { return cells.of(point(i).x(), point(i).y()); },
            [&](std::size_t i) { kept.append(point(i)); });
    }
    return result;
}

/// Whether something between two points may be in sight, as far as the points tell.
bool maySee(const PixelGrid& grid, const QPointF& a, const QPointF& b)
{
    const auto overlaps = [](double one, double other, const Range& range) {
        return !(std::max(one, other) < range.lower || std::min(one, other) > range.upper);
    };
    return overlaps(a.x(), b.x(), grid.x) && overlaps(a.y(), b.y(), grid.y);
}

/// About so many rows of those in sight: evenly spaced ones of each stretch of the curve that may be there.
std::vector<Polyline> someInSight(const PlotSeries& series, const PixelGrid& grid, std::size_t looks)
{
    const std::size_t rows = std::min(series.x.size(), series.y.size());
    const std::size_t stretch = rows / looks + 1;
    const auto point = [&](std::size_t row) { return QPointF(series.x[row], series.y[row]); };
    std::vector<std::size_t> seen;
    QPointF begin = point(0);
    for (std::size_t first = 0; first < rows; first += stretch) {
        const QPointF end = point(std::min(first + stretch, rows - 1));
        if (maySee(grid, begin, end)) {
            seen.push_back(first);
        }
        begin = end;
    }
    const std::size_t step = std::max<std::size_t>(seen.size() * stretch / looks, 1);
    Lines lines(series, 0.0);
    std::optional<std::size_t> next;
    for (const std::size_t first : seen) {
        if (next && first != *next) {
            lines.add(*next);
            lines.gap();
        }
        next = first + stretch;
        for (std::size_t row = first; row < std::min(*next, rows); row += step) {
            lines.add(row);
        }
    }
    if (next) {
        lines.add(std::min(*next, rows - 1));
    }
    return lines.take();
}

/// Evenly fewer points of each line; its ends stay.
std::vector<Polyline> fewer(const std::vector<Polyline>& lines, std::size_t maxPoints, std::size_t points)
{
    const auto step = static_cast<qsizetype>(points / std::max<std::size_t>(maxPoints, 1) + 1);
    std::vector<Polyline> result;
    for (const Polyline& line : lines) {
        Polyline& kept = result.emplace_back();
        for (qsizetype i = 0; i + 1 < line.size(); i += step) {
            kept.append(line[i]);
        }
        kept.append(line.back());
    }
    return result;
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

std::vector<Polyline> thinned(const PlotSeries& series, const PixelGrid& grid, std::size_t maxPoints, Care care)
{
    if (series.pyramid) {
        return thinnedByColumn(series, grid, maxPoints);
    }
    constexpr double coarsest_pixels = 16.0;
    constexpr std::size_t looksAPoint = 8;
    const std::size_t looks = std::max<std::size_t>(maxPoints, 1) * looksAPoint;
    const bool some = care == Care::Quick && std::min(series.x.size(), series.y.size()) > looks;
    std::vector<Polyline> lines = some ? someInSight(series, grid, looks) : thinnedByPixel(series, grid);
    for (double pixels = some ? 1.0 : 2.0; pixels <= coarsest_pixels && pointCount(lines) > maxPoints; pixels *= 2.0) {
        lines = coarser(lines, grid, pixels);
    }
    const std::size_t points = pointCount(lines);
    return care == Care::Quick && points > maxPoints ? fewer(lines, maxPoints, points) : lines;
}

}  // namespace aurora::gui
