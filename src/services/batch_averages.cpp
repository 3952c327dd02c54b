#include "aurora/services/batch_averages.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <cmath>

namespace aurora::services {

std::string plainGroupName(const std::string&, const Json& value)
{
    if (value.is_null() || (value.is_number() && !std::isfinite(value.get<double>()))) {
        return {};
    }
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_number() ? formatNumber(value.get<double>()) : dumpJson(value);
}

std::vector<analysis::GroupAverage> averageSamples(std::span<const SampleCurves> samples, std::string_view column,
                                                   const std::vector<std::string>& groupBy, const GroupNaming& naming)
{
    const CycleColumn* const found = findCycleColumn(column);
    if (found == nullptr) {
        throw UsageError("\"" + std::string(column) + "\" is not a value of a cycle.");
    }
    std::vector<analysis::GroupedSample> grouped;
    grouped.reserve(samples.size());
    for (const SampleCurves& sample : samples) {
        analysis::GroupedSample& entry = grouped.emplace_back();
        entry.cycles = &sample.cycles;
        for (const std::string& key : groupBy) {
            const auto value = sample.summary.find(key);
            entry.group.push_back(value == sample.summary.end() ? std::string() : naming(key, *value));
        }
    }
    return analysis::averageByGroup(grouped, *found);
}

}  // namespace aurora::services
