#include "aurora/services/cycle_ranges.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <optional>

namespace aurora::services {

namespace {

constexpr std::int64_t largestCycle = 1'000'000;
constexpr std::size_t mostCycles = 2000;

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
        if (cycles.size() + static_cast<std::size_t>(*last - *first) >= mostCycles) {
            throw UsageError("\"" + part + "\": more than " + std::to_string(mostCycles) +
                             " cycles cannot be drawn at once. Choose fewer.");
        }
        for (std::int64_t cycle = *first; cycle <= *last; ++cycle) {
            cycles.insert(static_cast<std::int32_t>(cycle));
        }
    }
    return cycles;
}

std::string cycleRangesText(const std::set<std::int32_t>& cycles)
{
    std::string text;
    for (auto it = cycles.begin(); it != cycles.end();) {
        const std::int32_t first = *it;
        std::int32_t last = first;
        while (++it != cycles.end() && *it == last + 1) {
            last = *it;
        }
        text += (text.empty() ? "" : ",") + std::to_string(first);
        text += first == last ? "" : "-" + std::to_string(last);
    }
    return text;
}

}  // namespace aurora::services
