#include "aurora/analysis/group_averages.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace aurora::analysis {

namespace {

/// Natural order of the values one after the other, unknown ones last.
struct NaturalOrder
{
    bool operator()(const GroupName& a, const GroupName& b) const
    {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
    }

    static bool before(const std::string& a, const std::string& b)
    {
        if (a.empty() || b.empty()) {
            return !a.empty() && b.empty();
        }
        const int order = compareNatural(a, b);
        return order != 0 ? order < 0 : a < b;
    }
};

struct Group
{
    std::size_t samples = 0;
    std::map<std::int32_t, std::vector<double>> valuesOfCycle;
};

CycleAverage averageOf(std::int32_t cycle, const std::vector<double>& values)
{
    const auto count = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    CycleAverage average{.cycle = cycle, .mean = sum / count, .deviation = {}, .samples = values.size()};
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values) {
            squares += (value - average.mean) * (value - average.mean);
        }
        average.deviation = std::sqrt(squares / (count - 1));
    }
    return average;
}

}  // namespace

std::vector<GroupAverage> averageByGroup(std::span<const GroupedSample> samples, const CycleColumn& column)
{
    std::map<GroupName, Group, NaturalOrder> groups;
    for (const GroupedSample& sample : samples) {
        Group& group = groups[sample.group];
        ++group.samples;
        for (const CycleRow& row : *sample.cycles) {
            const std::optional<double>& value = row.*column.value;
            if (value && std::isfinite(*value)) {
                group.valuesOfCycle[row.cycle].push_back(*value);
            }
        }
    }
    std::vector<GroupAverage> averages;
    averages.reserve(groups.size());
    for (const auto& [name, group] : groups) {
        GroupAverage& average = averages.emplace_back();
        average.group = name;
        average.samples = group.samples;
        average.cycles.reserve(group.valuesOfCycle.size());
        for (const auto& [cycle, values] : group.valuesOfCycle) {
            average.cycles.push_back(averageOf(cycle, values));
        }
    }
    return averages;
}

}  // namespace aurora::analysis
