#include "aurora/services/cycle_ranges.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

namespace aurora::services {

namespace {

constexpr std::int64_t largestCycle = 1'000'000;

std::optional<std::int64_t> cycleNumber(std::string_view text)
{
    const auto number = parseInteger(text);
    return number && *number >= 0 && *number <= largestCycle ? number : std::nullopt;
}

}  // namespace

std::set<std::int32_t> parseCycleRanges(std::string_view text)
{
    std::set<std::int32_t> cycles;
    if (trimmed(text).empty()) {
        return cycles;
    }
    for (const std::string& part : split(text, ',')) {
        const auto dash = part.find('-');
        const auto first = cycleNumber(part.substr(0, dash));
        const auto last = dash == std::string::npos ? first : cycleNumber(std::string_view(part).substr(dash + 1));
        if (!first || !last || *last < *first) {
            throw UsageError("\"" + part + "\" is not a cycle or a range of cycles. Write them as 1-3,10,50.");
        }
        for (std::int64_t cycle = *first; cycle <= *last; ++cycle) {
            cycles.insert(static_cast<std::int32_t>(cycle));
        }
    }
    return cycles;
}

}  // namespace aurora::services
