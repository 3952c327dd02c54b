#include "aurora/analysis/dc_resistance.h"

#include <algorithm>
#include <cmath>

namespace aurora::analysis {

namespace {

constexpr double delay_s = 10;
constexpr double sameTime_s = 1e-6;  // Unix times resolve 0.24 µs

/// Tells rest from discharge in the rows of one cycle.
class Currents
{
public:
    Currents(const MergedSeries& series, std::size_t begin, std::size_t end) : m_series(&series)
    {
        constexpr double restingShare = 0.01;
        for (std::size_t row = begin; row < end; ++row) {
            m_rest_A = std::max(m_rest_A, restingShare * std::abs(double{series.current_A[row]}));
        }
    }

    [[nodiscard]] bool rests(std::size_t row) const { return std::abs(double{m_series->current_A[row]}) < m_rest_A; }

    [[nodiscard]] bool discharges(std::size_t row) const
    {
        return m_series->current_A[row] <= -m_rest_A && m_rest_A > 0;
    }

private:
    const MergedSeries* m_series;
    double m_rest_A = 0;
};

struct Point
{
    double voltage_V;
    double current_A;
};

Point pointAt(const MergedSeries& series, std::size_t row)
{
    return {series.voltage_V[row], series.current_A[row]};
}

/// The point of the discharge that begins with a row, so long after the row before; nothing outside it.
std::optional<Point> pointAfterDelay(const MergedSeries& series, const Currents& currents, std::size_t first,
                                     std::size_t end)
{
    const double start_uts = series.uts[first - 1];
    const auto elapsed_s = [&](std::size_t row) { return series.uts[row] - start_uts; };
    if (elapsed_s(first) > delay_s + sameTime_s) {
        return std::nullopt;
    }
    std::size_t row = first;
    while (row < end && currents.discharges(row) && elapsed_s(row) < delay_s - sameTime_s) {
        ++row;
    }
    if (row == end || !currents.discharges(row)) {
        return std::nullopt;
    }
    const Point after = pointAt(series, row);
    if (row == first) {
        return after;
    }
    const Point before = pointAt(series, row - 1);
    const double share = (delay_s - elapsed_s(row - 1)) / (elapsed_s(row) - elapsed_s(row - 1));
    return Point{std::lerp(before.voltage_V, after.voltage_V, share),
                 std::lerp(before.current_A, after.current_A, share)};
}

}  // namespace

std::optional<double> dcResistance_ohm(const MergedSeries& series, std::size_t begin, std::size_t end)
{
    const Currents currents(series, begin, end);
    std::size_t first = begin + 1;
    while (first < end && !(currents.rests(first - 1) && currents.discharges(first))) {
        ++first;
    }
    if (first >= end) {
        return std::nullopt;
    }
    const Point before = pointAt(series, first - 1);
    const std::optional<Point> after = pointAfterDelay(series, currents, first, end);
    if (!after) {
        return std::nullopt;
    }
    const double resistance_ohm = (after->voltage_V - before.voltage_V) / (after->current_A - before.current_A);
    return std::isfinite(resistance_ohm) ? std::optional{resistance_ohm} : std::nullopt;
}

}  // namespace aurora::analysis
