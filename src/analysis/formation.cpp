#include "aurora/analysis/formation.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace aurora::analysis {

namespace {

constexpr std::int32_t defaultFormationCycles = 3;
constexpr std::int32_t cyclesToLookAt = 10;

struct Weighted
{
    float current_A;
    double charge_mAh;
};

/// The current at which half of the charge is reached; nothing without charge.
std::optional<double> weightedMedian(std::vector<Weighted>& rows)
{
    std::sort(rows.begin(), rows.end(), [](const Weighted& a, const Weighted& b) { return a.current_A < b.current_A; });
    double total_mAh = 0;
    for (const Weighted& row : rows) {
        total_mAh += row.charge_mAh;
    }
    double below_mAh = 0;
    for (const Weighted& row : rows) {
        below_mAh += row.charge_mAh;
        if (2 * below_mAh >= total_mAh) {
            return row.current_A;
        }
    }
    return std::nullopt;
}

/// Median charge currents of cycles 1 to 10, as far as there are that many.
std::vector<std::optional<double>> chargeCurrents(const MergedSeries& series)
{
    std::vector<std::optional<double>> medians;
    std::vector<Weighted> rows;
    std::int32_t cycle = 0;
    const auto finishCycle = [&] {
        if (cycle > 0) {
            medians.push_back(weightedMedian(rows));
            rows.clear();
        }
    };
    for (std::size_t row = 0; row < series.size() && series.cycle[row] <= cyclesToLookAt; ++row) {
        if (series.cycle[row] > cycle) {
            finishCycle();
            cycle = series.cycle[row];
        }
        if (series.cycle[row] > 0 && series.current_A[row] > 0 && series.charge_mAh[row] > 0) {
            rows.push_back({series.current_A[row], series.charge_mAh[row]});
        }
    }
    finishCycle();
    return medians;
}

bool differs(std::optional<double> current_A, double first_A)
{
    constexpr double tolerance = 0.05;
    return current_A && std::abs(*current_A - first_A) > tolerance * first_A;
}

}  // namespace

std::int32_t formationCyclesFromCurrent(const MergedSeries& series)
{
    constexpr std::size_t leastCycles = 3;
    const std::vector<std::optional<double>> currents = chargeCurrents(series);
    if (currents.size() < leastCycles || !currents.front()) {
        return defaultFormationCycles;
    }
    const auto first = std::find_if(currents.begin(), currents.end(), [&](std::optional<double> current_A) {
        return differs(current_A, *currents.front());
    });
    return first == currents.end() ? defaultFormationCycles : static_cast<std::int32_t>(first - currents.begin());
}

}  // namespace aurora::analysis
