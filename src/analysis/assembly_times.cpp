#include "aurora/analysis/assembly_times.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"

#include <algorithm>
#include <string>
#include <vector>

namespace aurora::analysis {

namespace {

using Optional = std::optional<double>;

Optional timestamp(const Json& sampleRow, std::string_view column, std::string_view timeZone)
{
    const std::optional<std::string> text = textAt(sampleRow, column);
    return text ? parseTimestamp(*text, timeZone) : std::nullopt;
}

AssemblyTimes fromTimestamps(const Json& sampleRow, std::string_view timeZone)
{
    const Optional before = timestamp(sampleRow, "Timestamp step 3", timeZone);
    const Optional after = timestamp(sampleRow, "Timestamp step 5", timeZone);
    return {.electrolyte_uts = before && after ? std::min(*before, *after)
                               : before        ? before
                                               : after,
            .upperElectrode_uts = timestamp(sampleRow, "Timestamp step 6", timeZone),
            .press_uts = timestamp(sampleRow, "Timestamp step 10", timeZone)};
}

struct HistoryStep
{
    std::string name;
    Optional uts;
};

/// The history as a list, whether the row holds the list or its text; empty when it is neither.
Json historyList(const Json& sampleRow)
{
    const auto found = sampleRow.find("Assembly history");
    if (found == sampleRow.end()) {
        return Json::array();
    }
    if (!found->is_string()) {
        return *found;
    }
    try {
        return parseJson(found->get<std::string>(), "the assembly history");
    } catch (const Error&) {
        return Json::array();  // free text somebody typed: then nothing is known
    }
}

std::vector<HistoryStep> readHistory(const Json& sampleRow, std::string_view timeZone)
{
    std::vector<HistoryStep> steps;
    const Json list = historyList(sampleRow);
    if (!list.is_array()) {
        return steps;
    }
    for (const Json& entry : list) {
        const Optional uts = numberAt(entry, "uts");
        steps.push_back({textAt(entry, "Step").value_or(""), uts ? uts : timestamp(entry, "Timestamp", timeZone)});
    }
    return steps;
}

AssemblyTimes fromHistory(const std::vector<HistoryStep>& steps)
{
    const auto isElectrolyte = [](const HistoryStep& step) { return step.name == "Electrolyte"; };
    const auto isElectrode = [](const HistoryStep& step) { return step.name == "Anode" || step.name == "Cathode"; };
    const auto isPress = [](const HistoryStep& step) { return step.name == "Press"; };
    const auto timeOf = [&](auto found) { return found == steps.end() ? std::nullopt : found->uts; };

    const auto firstElectrolyte = std::find_if(steps.begin(), steps.end(), isElectrolyte);
    const auto afterLastElectrolyte = std::find_if(steps.rbegin(), steps.rend(), isElectrolyte).base();
    const auto upperElectrode =
        firstElectrolyte == steps.end() ? steps.end() : std::find_if(afterLastElectrolyte, steps.end(), isElectrode);
    return {.electrolyte_uts = timeOf(firstElectrolyte),
            .upperElectrode_uts = timeOf(upperElectrode),
            .press_uts = timeOf(std::find_if(steps.begin(), steps.end(), isPress))};
}

}  // namespace

AssemblyTimes assemblyTimes(const Json& sampleRow, std::string_view timeZone)
{
    const AssemblyTimes times = fromTimestamps(sampleRow, timeZone);
    if (times.electrolyte_uts || times.upperElectrode_uts || times.press_uts) {
        return times;
    }
    return fromHistory(readHistory(sampleRow, timeZone));
}

}  // namespace aurora::analysis
