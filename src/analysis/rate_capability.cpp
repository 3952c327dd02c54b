#include "aurora/analysis/rate_capability.h"

#include "aurora/core/c_rate.h"

#include <algorithm>
#include <functional>
#include <span>

namespace aurora::analysis {

namespace {

std::optional<double> roundedRate(const CycleRow& row)
{
    return row.dischargeRate_C ? std::optional{roundCRate(*row.dischargeRate_C)} : std::nullopt;
}

/// Nothing unless every cycle of the run knows the value.
std::optional<double> mean(std::span<const CycleRow> run, std::optional<double> CycleRow::*value)
{
    double sum = 0;
    for (const CycleRow& row : run) {
        const std::optional<double> known = std::invoke(value, row);
        if (!known) {
            return std::nullopt;
        }
        sum += *known;
    }
    return sum / static_cast<double>(run.size());
}

RateCapability describe(std::span<const CycleRow> run, double rate_C)
{
    RateCapability entry;
    entry.rate_C = rate_C;
    for (const CycleRow& row : run) {
        entry.cycles.push_back(row.cycle);
    }
    entry.specificDischargeCapacity_mAhPerG = mean(run, &CycleRow::specificDischargeCapacity_mAhPerG);
    entry.dischargeCapacity_mAh = mean(run, &CycleRow::dischargeCapacity_mAh);
    return entry;
}

}  // namespace

std::vector<RateCapability> rateCapability(const CycleTable& cycles, std::int32_t formationCycles)
{
    constexpr std::size_t leastCycles = 2;
    std::vector<RateCapability> entries;
    for (auto begin = static_cast<std::size_t>(std::max(formationCycles, 0)); begin < cycles.size();) {
        const std::optional<double> rate_C = roundedRate(cycles[begin]);
        std::size_t end = begin + 1;
        while (end < cycles.size() && roundedRate(cycles[end]) == rate_C) {
            ++end;
        }
        if (rate_C && end - begin >= leastCycles) {
            entries.push_back(describe(std::span(cycles).subspan(begin, end - begin), *rate_C));
        }
        begin = end;
    }
    return entries;
}

}  // namespace aurora::analysis
