#include "aurora/protocols/payload.h"

#include "protocols/json_values.h"
#include "protocols/number_words.h"
#include "protocols/payload_currents.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <cmath>

namespace aurora::protocols {

namespace {

/// "20 h", "1.5 h", "10 min", "30 s".
std::string duration(double seconds)
{
    constexpr double hour_s = 3600;
    constexpr double minute_s = 60;
    const auto tidy = [](double value) { return formatNumber(std::round(value * 100) / 100); };
    if (seconds >= hour_s) {
        return tidy(seconds / hour_s) + " h";
    }
    if (seconds >= minute_s) {
        return tidy(seconds / minute_s) + " min";
    }
    return tidy(seconds) + " s";
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == parts.size() ? " or " : ", ") + parts[i];
    }
    return text;
}

/// " until 4.2 V, C/20 or 20 h": whatever ends the step. Two limits of one quantity say on which side each lies, and so
/// does an upper limit of the current: a lower one is the usual cut-off.
std::string untilWords(const Json& method)
{
    std::vector<std::string> ends;
    const auto max_V = numberAt(method, "limit_voltage_max");
    const auto min_V = numberAt(method, "limit_voltage_min");
    if (max_V) {
        ends.push_back((min_V ? "above " : "") + inWords(*max_V) + " V");
    }
    if (min_V) {
        ends.push_back((max_V ? "below " : "") + inWords(*min_V) + " V");
    }
    const Json& maxCurrent = valueAt(method, "limit_current_max");
    const Json& minCurrent = valueAt(method, "limit_current_min");
    if (!maxCurrent.is_null()) {
        ends.push_back("current above " + currentWords(maxCurrent));
    }
    if (!minCurrent.is_null()) {
        ends.push_back((maxCurrent.is_null() ? "" : "current below ") + currentWords(minCurrent));
    }
    const auto time_s = numberAt(method, "time");
    if (ends.empty()) {
        return time_s ? " for " + duration(*time_s) : "";
    }
    if (time_s) {
        ends.push_back(duration(*time_s));
    }
    return " until " + joined(ends);
}

std::string currentStepWords(const Json& method)
{
    const Json& said = valueAt(method, "current");
    const std::vector<PayloadCurrent> currents = payloadCurrents(said);
    const auto charges = [](const PayloadCurrent& current) { return current.value > 0; };
    const auto discharges = [](const PayloadCurrent& current) { return current.value < 0; };
    const bool anyCharge = std::any_of(currents.begin(), currents.end(), charges);
    const bool anyDischarge = std::any_of(currents.begin(), currents.end(), discharges);
    const std::string verb = anyCharge && anyDischarge ? "charge and discharge "
                             : anyDischarge            ? "discharge "
                             : anyCharge               ? "charge "
                                                       : "no current, ";
    return verb + currentWords(said) + untilWords(method);
}

std::string loopWords(const PayloadStep& step)
{
    const std::string back = "back to step " + std::to_string(*step.loopTo + 1);
    if (!step.loopCycles) {
        return back + " for ever";
    }
    const std::int64_t jumps = *step.loopCycles - 1;
    const std::string times = jumps == 1 ? "once" : jumps == 2 ? "twice" : std::to_string(jumps) + " times";
    return back + ", " + times + " (" + std::to_string(*step.loopCycles) + (jumps == 0 ? " cycle)" : " cycles)");
}

std::string voltageWords(const Json& voltage)
{
    if (voltage.is_array()) {
        std::string words;
        for (const Json& one : voltage) {
            words += (words.empty() ? "" : ", ") + inWords(one.get<double>());
        }
        return words;
    }
    return inWords(voltage.get<double>());
}

std::string words(const Json& method, const PayloadStep& step)
{
    if (step.technique == "open_circuit_voltage") {
        return "rest" + untilWords(method);
    }
    if (step.technique == "constant_current") {
        return currentStepWords(method);
    }
    if (step.technique == "constant_voltage") {
        return "hold " + voltageWords(method["voltage"]) + " V" + untilWords(method);
    }
    if (step.technique == "loop") {
        return loopWords(step);
    }
    return step.technique + untilWords(method);
}

std::vector<double> milliamperes(const Json& value, double capacity_mAh)
{
    std::vector<double> all;
    for (const PayloadCurrent& current : payloadCurrents(value)) {
        all.push_back(current.mA(capacity_mAh));
    }
    return all;
}

PayloadStep stepOf(const Json& method, double capacity_mAh)
{
    PayloadStep step;
    step.technique = textAt(method, "technique").value_or("");
    if (step.technique == "loop") {
        const auto jumps = numberAt(method, "n_gotos");
        step.loopTo = static_cast<std::size_t>(numberAt(method, "goto").value_or(0));
        if (jumps && *jumps >= 0) {
            step.loopCycles = static_cast<std::int64_t>(*jumps) + 1;
        }
    } else {
        step.current_mA = milliamperes(valueAt(method, "current"), capacity_mAh);
        step.maxCurrent_mA = milliamperes(valueAt(method, "limit_current_max"), capacity_mAh);
        step.minCurrent_mA = milliamperes(valueAt(method, "limit_current_min"), capacity_mAh);
        step.voltage_V = numberAt(method, "voltage");
        step.maxVoltage_V = numberAt(method, "limit_voltage_max");
        step.minVoltage_V = numberAt(method, "limit_voltage_min");
        step.time_s = numberAt(method, "time");
    }
    step.words = words(method, step);
    return step;
}

/// The currents that a column of the dry run shows.
const std::vector<double>& shownCurrents(const PayloadStep& step)
{
    return !step.current_mA.empty()      ? step.current_mA
           : !step.minCurrent_mA.empty() ? step.minCurrent_mA
                                         : step.maxCurrent_mA;
}

CellValue currentCell(const PayloadStep& step)
{
    const std::vector<double>& currents = shownCurrents(step);
    if (currents.empty()) {
        return {};
    }
    if (currents.size() == 1) {
        return currents.front();
    }
    std::string text;
    for (const double current : currents) {
        text += (text.empty() ? "" : " / ") + formatNumber(current);
    }
    return text;
}

}  // namespace

std::vector<PayloadStep> payloadSteps(const Json& payload, double capacity_mAh)
{
    std::vector<PayloadStep> steps;
    for (const Json& method : payload.at("method")) {
        steps.push_back(stepOf(method, capacity_mAh));
    }
    return steps;
}

Table dryRunTable(const Json& payload, std::span<const PayloadTarget> targets)
{
    Table table;
    table.columns = {{.name = "Sample ID", .type = CellType::Text}, {.name = "Capacity (mAh)", .type = CellType::Real}};
    std::size_t number = 0;
    for (const PayloadStep& step : payloadSteps(payload, 1)) {
        const std::string_view unit = !step.current_mA.empty()       ? " (mA)"
                                      : !shownCurrents(step).empty() ? " (cut-off, mA)"
                                                                     : "";
        const CellType type = shownCurrents(step).size() == 1 ? CellType::Real : CellType::Text;
        table.columns.push_back(
            {.name = std::to_string(++number) + ": " + step.words + std::string(unit), .type = type});
    }
    for (const PayloadTarget& target : targets) {
        std::vector<CellValue> row{target.sampleName, target.capacity_mAh};
        for (const PayloadStep& step : payloadSteps(payload, target.capacity_mAh)) {
            row.push_back(currentCell(step));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace aurora::protocols
