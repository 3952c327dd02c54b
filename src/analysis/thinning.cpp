#include "analysis/thinning.h"

#include "analysis/row_looks.h"
#include "aurora/analysis/curves.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace aurora::analysis {

namespace {

struct Bounds
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Bucket `index` of `count` that share the positions between the first and the last.
Bounds bucket(std::size_t index, std::size_t count, std::size_t positions)
{
    const std::size_t inner = positions - 2;
    return {.begin = 1 + index * inner / count, .end = 1 + (index + 1) * inner / count};
}

/// Where the lowest and the highest of the values is.
template <typename ValueAt>
Bounds extremes(ValueAt valueAt, Bounds bounds)
{
    Bounds lowestAndHighest{.begin = bounds.begin, .end = bounds.begin};
    for (std::size_t at = bounds.begin; at < bounds.end; ++at) {
        const bool nothingYet = std::isnan(valueAt(lowestAndHighest.begin));
        if (nothingYet || valueAt(at) < valueAt(lowestAndHighest.begin)) {
            lowestAndHighest.begin = at;
        }
        if (nothingYet || valueAt(at) > valueAt(lowestAndHighest.end)) {
            lowestAndHighest.end = at;
        }
    }
    return lowestAndHighest;
}

void removeDuplicates(std::vector<std::size_t>& rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

/// First, last, and the lowest and highest row of each bucket: a few times as many as will be kept, found in one pass,
/// so that the search for triangles need not look at every row.
std::vector<std::size_t> candidates(std::span<const float> values, std::size_t target, RowLooks& looks)
{
    constexpr std::size_t candidatesPerRow = 4;
    std::vector<std::size_t> rows;
    if (values.size() <= candidatesPerRow * target) {
        rows.resize(values.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        return rows;
    }
    const std::size_t buckets = candidatesPerRow * target / 2;
    rows.reserve(2 * buckets + 2);
    rows.push_back(0);
    for (std::size_t index = 0; index < buckets; ++index) {
        const Bounds bounds = bucket(index, buckets, values.size());
        const Bounds found = extremes([&](std::size_t row) { return values[row]; }, bounds);
        looks.worked(bounds.end - bounds.begin);
        rows.push_back(std::min(found.begin, found.end));
        if (found.begin != found.end) {
            rows.push_back(std::max(found.begin, found.end));
        }
    }
    rows.push_back(values.size() - 1);
    return rows;
}

struct Point
{
    double x = 0;
    double y = 0;
};

/// Largest triangle, three buckets, over a selection of rows.
class TriangleSearch
{
public:
    TriangleSearch(std::span<const double> time, std::span<const float> values, std::span<const std::size_t> rows)
        : m_time(time), m_values(values), m_rows(rows)
    {
    }

    [[nodiscard]] std::vector<std::size_t> pick(std::size_t target, RowLooks& looks) const
    {
        const std::size_t buckets = target - 2;
        std::vector<std::size_t> picked{m_rows.front()};
        picked.reserve(target);
        for (std::size_t index = 0; index < buckets; ++index) {
            const Bounds bounds = bucket(index, buckets, m_rows.size());
            const Point before = pointAt(picked.back());
            const Point after =
                index + 1 < buckets ? meanOf(bucket(index + 1, buckets, m_rows.size())) : pointAt(m_rows.back());
            picked.push_back(largestTriangle(bounds, before, after));
            looks.worked(bounds.end - bounds.begin);
        }
        picked.push_back(m_rows.back());
        return picked;
    }

private:
    [[nodiscard]] Point pointAt(std::size_t row) const { return {m_time[row] - m_time.front(), m_values[row]}; }

    [[nodiscard]] Point meanOf(Bounds bounds) const
    {
        Point sum;
        double count = 0;
        for (std::size_t position = bounds.begin; position < bounds.end; ++position) {
            const Point point = pointAt(m_rows[position]);
            if (!std::isnan(point.y)) {
                sum.x += point.x;
                sum.y += point.y;
                ++count;
            }
        }
        return count > 0 ? Point{sum.x / count, sum.y / count} : pointAt(m_rows[bounds.begin]);
    }

    [[nodiscard]] std::size_t largestTriangle(Bounds bounds, Point before, Point after) const
    {
        std::size_t best = m_rows[bounds.begin];
        double largest = -1;
        for (std::size_t position = bounds.begin; position < bounds.end; ++position) {
            const Point point = pointAt(m_rows[position]);
            const double doubleArea =
                std::abs((before.x - after.x) * (point.y - before.y) - (before.x - point.x) * (after.y - before.y));
            if (doubleArea > largest) {
                largest = doubleArea;
                best = m_rows[position];
            }
        }
        return best;
    }

    std::span<const double> m_time;
    std::span<const float> m_values;
    std::span<const std::size_t> m_rows;
};

std::size_t targetFor(std::size_t rows)
{
    constexpr std::size_t oneIn = 20;
    constexpr std::size_t always = 1000;
    constexpr std::size_t most = 50'000;
    return std::min({rows, rows / oneIn + always, most});
}

/// ΔQ since the kept row before. What rounding to 32 bits leaves over goes into the next value, so that the sum up to
/// any row is right to within one rounding.
std::vector<float> chargeBetween(const std::vector<double>& charge_mAh, const std::vector<std::size_t>& rows,
                                 const Progress& progress)
{
    RowLooks looks(progress);
    std::vector<float> steps;
    steps.reserve(rows.size());
    double pending_mAh = 0;
    std::size_t next = 0;
    for (const std::size_t row : rows) {
        looks.worked(row + 1 - next);
        for (; next <= row; ++next) {
            pending_mAh += charge_mAh[next];
        }
        steps.push_back(static_cast<float>(pending_mAh));
        pending_mAh -= double{steps.back()};
    }
    return steps;
}

/// The last row before and the first row after every change of the cycle: with them the charge of a cycle adds up
/// within its own rows.
std::vector<std::size_t> bordersOfCycles(const std::vector<std::int32_t>& cycle)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 1; row < cycle.size(); ++row) {
        if (cycle[row] == cycle[row - 1]) {
            continue;
        }
        if (rows.empty() || rows.back() != row - 1) {
            rows.push_back(row - 1);
        }
        rows.push_back(row);
    }
    return rows;
}

template <typename To, typename From>
std::vector<To> valuesAt(const std::vector<From>& values, const std::vector<std::size_t>& rows)
{
    std::vector<To> result;
    result.reserve(rows.size());
    for (const std::size_t row : rows) {
        result.push_back(static_cast<To>(values[row]));
    }
    return result;
}

}  // namespace

std::vector<std::size_t> rowsThatKeepTheShape(std::span<const double> time, std::span<const float> values,
                                              std::size_t target, const Progress& progress)
{
    constexpr std::size_t fewestForTriangles = 3;
    const std::size_t wanted = std::max(target, fewestForTriangles);
    if (values.size() <= wanted) {
        std::vector<std::size_t> all(values.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        return all;
    }
    RowLooks looks(progress);
    const std::vector<std::size_t> sieved = candidates(values, wanted, looks);
    std::vector<std::size_t> rows = TriangleSearch(time, values, sieved).pick(wanted, looks);
    // The extremes of the whole curve are those of a bucket, or its ends: all of them are candidates.
    const Bounds ends =
        extremes([&](std::size_t at) { return values[sieved[at]]; }, {.begin = 0, .end = sieved.size()});
    rows.push_back(sieved[ends.begin]);
    rows.push_back(sieved[ends.end]);
    removeDuplicates(rows);
    return rows;
}

ThinnedSeries thin(const MergedSeries& series, const std::vector<double>& differentialCapacity_mAhPerV,
                   const Progress& progress)
{
    const std::size_t target = targetFor(series.size());
    const std::vector<std::size_t> byVoltage = rowsThatKeepTheShape(series.uts, series.voltage_V, target, progress);
    const std::vector<std::size_t> byCurrent = rowsThatKeepTheShape(series.uts, series.current_A, target, progress);
    progress.throwIfCancelled();
    std::vector<std::size_t> byShape;
    byShape.reserve(byVoltage.size() + byCurrent.size());
    std::set_union(byVoltage.begin(), byVoltage.end(), byCurrent.begin(), byCurrent.end(), std::back_inserter(byShape));
    const std::vector<std::size_t> borders = bordersOfCycles(series.cycle);
    std::vector<std::size_t> rows;
    rows.reserve(byShape.size() + borders.size());
    std::set_union(byShape.begin(), byShape.end(), borders.begin(), borders.end(), std::back_inserter(rows));
    return {.uts = valuesAt<double>(series.uts, rows),
            .voltage_V = valuesAt<float>(series.voltage_V, rows),
            .current_A = valuesAt<float>(series.current_A, rows),
            .charge_mAh = chargeBetween(series.charge_mAh, rows, progress),
            .differentialCapacity_mAhPerV = valuesAt<float>(differentialCapacity_mAhPerV, rows),
            .cycle = valuesAt<std::int32_t>(series.cycle, rows)};
}

}  // namespace aurora::analysis
