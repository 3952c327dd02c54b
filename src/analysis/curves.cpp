#include "aurora/analysis/curves.h"

#include "analysis/row_looks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace aurora::analysis {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

enum class Direction
{
    Charge,
    Discharge
};

/// The rows of one step in which charge flowed one way, without those that the smoothing must not see. Kept between
/// steps, so that memory is taken once.
struct Branch
{
    std::vector<std::size_t> rows;
    std::vector<double> voltage_V;
    std::vector<double> charge_mAh;  ///< cumulative

    void clear()
    {
        rows.clear();
        voltage_V.clear();
        charge_mAh.clear();
    }
};

bool flows(double step_mAh, Direction direction)
{
    return direction == Direction::Charge ? step_mAh > 0 : step_mAh < 0;
}

struct VoltageWindow
{
    double lowest_V = std::numeric_limits<double>::infinity();
    double highest_V = -std::numeric_limits<double>::infinity();
};

VoltageWindow voltageWindow(const MergedSeries& series, std::size_t begin, std::size_t end, Direction direction,
                            const Progress& progress)
{
    VoltageWindow window;
    inPieces(begin, end, progress, [&](std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            if (flows(series.charge_mAh[row], direction)) {
                window.lowest_V = std::min(window.lowest_V, double{series.voltage_V[row]});
                window.highest_V = std::max(window.highest_V, double{series.voltage_V[row]});
            }
        }
    });
    return window;
}

/// Leaves out the ends of the voltage window, where a cell is held at constant voltage, and rows without charge.
void fill(Branch& branch, const MergedSeries& series, std::size_t begin, std::size_t end, Direction direction,
          const Progress& progress)
{
    constexpr double topShare = 0.999;
    constexpr double bottomShare = 1.001;
    constexpr double leastCharge_mAh = 1e-9;
    const VoltageWindow window = voltageWindow(series, begin, end, direction, progress);
    branch.clear();
    double charge_mAh = 0;
    inPieces(begin, end, progress, [&](std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            const double step_mAh = series.charge_mAh[row];
            if (!flows(step_mAh, direction)) {
                continue;
            }
            charge_mAh += step_mAh;
            const double voltage_V = series.voltage_V[row];
            const bool atTheEnd = voltage_V > topShare * window.highest_V || voltage_V < bottomShare * window.lowest_V;
            if (!atTheEnd && std::abs(step_mAh) >= leastCharge_mAh) {
                branch.rows.push_back(row);
                branch.voltage_V.push_back(voltage_V);
                branch.charge_mAh.push_back(charge_mAh);
            }
        }
    });
}

/// Rows on either side of a row that its moving average takes in.
std::size_t halfWindow(std::size_t rows)
{
    constexpr std::size_t smallestWindow = 5;
    constexpr std::size_t windowsPerBranch = 25;
    return std::max(smallestWindow, rows / windowsPerBranch) / 2;
}

/// The central difference of a centred moving average, times the window: all but four values cancel out.
double smoothedDifference(const std::vector<double>& values, std::size_t at, std::size_t half)
{
    return (values[at + half] - values[at - half - 1]) + (values[at + half + 1] - values[at - half]);
}

/// True when the smoothed charge moves on, in the same direction, from the value before to this and to the next.
bool chargeMovesOn(const std::vector<double>& charge_mAh, std::size_t at, std::size_t half)
{
    const double before = charge_mAh[at + half] - charge_mAh[at - half - 1];
    const double after = charge_mAh[at + half + 1] - charge_mAh[at - half];
    return before * after > 0;
}

enum class Derivative
{
    Capacity,  ///< dQ/dV
    Voltage    ///< dV/dQ
};

/// numerator / denominator of the derivative; undefined where that is a division by zero.
double slope(double charge_mAh, double voltage_V, Derivative derivative)
{
    if (derivative == Derivative::Voltage) {
        return voltage_V / charge_mAh;
    }
    return voltage_V != 0 ? charge_mAh / voltage_V : undefined;
}

void differentiate(const Branch& branch, Direction direction, Derivative derivative, std::vector<double>& result,
                   const Progress& progress)
{
    const std::size_t rows = branch.rows.size();
    const std::size_t half = halfWindow(rows);
    const double sign = direction == Direction::Charge ? 1 : -1;
    if (rows < half + 1) {
        return;
    }
    inPieces(half + 1, rows - half - 1, progress, [&](std::size_t from, std::size_t to) {
        for (std::size_t at = from; at < to; ++at) {
            if (chargeMovesOn(branch.charge_mAh, at, half)) {
                const double charge_mAh = smoothedDifference(branch.charge_mAh, at, half);
                const double voltage_V = smoothedDifference(branch.voltage_V, at, half);
                result[branch.rows[at]] = sign * slope(charge_mAh, voltage_V, derivative);
            }
        }
    });
}

/// Calls use(begin, end) for the rows of every cycle. @throws Cancelled
template <typename Use>
void forEachCycle(const MergedSeries& series, const Progress& progress, Use use)
{
    for (std::size_t begin = 0; begin < series.size();) {
        std::size_t end = begin + 1;
        while (end < series.size() && series.step[end] == series.step[begin]) {
            if (++end % rowsBetweenLooks == 0) {
                progress.throwIfCancelled();
            }
        }
        if (series.cycle[begin] > 0) {
            use(begin, end);
        }
        begin = end;
    }
}

std::vector<double> derivativeOf(const MergedSeries& series, Derivative derivative, const Progress& progress)
{
    std::vector<double> result(series.size(), undefined);
    Branch branch;
    forEachCycle(series, progress, [&](std::size_t begin, std::size_t end) {
        for (const Direction direction : {Direction::Charge, Direction::Discharge}) {
            fill(branch, series, begin, end, direction, progress);
            differentiate(branch, direction, derivative, result, progress);
        }
    });
    return result;
}

}  // namespace

std::vector<double> chargeInCycle(const MergedSeries& series, const Progress& progress)
{
    std::vector<double> charge_mAh(series.size(), undefined);
    forEachCycle(series, progress, [&](std::size_t begin, std::size_t end) {
        double sum_mAh = 0;
        inPieces(begin, end, progress, [&](std::size_t from, std::size_t to) {
            for (std::size_t row = from; row < to; ++row) {
                sum_mAh += series.charge_mAh[row];
                charge_mAh[row] = sum_mAh;
            }
        });
    });
    return charge_mAh;
}

std::vector<double> differentialCapacity(const MergedSeries& series, const Progress& progress)
{
    return derivativeOf(series, Derivative::Capacity, progress);
}

std::vector<double> differentialVoltage(const MergedSeries& series, const Progress& progress)
{
    return derivativeOf(series, Derivative::Voltage, progress);
}

}  // namespace aurora::analysis
