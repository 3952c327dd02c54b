#include "protocols/field_texts.h"

#include "protocols/json_values.h"
#include "protocols/payload_currents.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::protocols {

namespace {

constexpr double hour_s = 3600;
constexpr double minute_s = 60;
constexpr double mostJumps = 1e9;
constexpr std::string_view endless = "for ever";
constexpr int milli = 3;

std::string inQuotes(std::string_view text)
{
    return "“" + std::string(text) + "”";
}

FieldValue wrong(std::string sentence)
{
    return {.value = std::nullopt, .problem = std::move(sentence)};
}

FieldValue numberOf(const StepField& field, std::string_view text)
{
    const std::optional<double> value = parseTypedNumber(text);
    if (!value) {
        return wrong(inQuotes(text) + " is no number.");
    }
    return {.value = shifted(*value, -field.shift), .problem = {}};
}

FieldValue durationOf(std::string_view text)
{
    const DurationTexts parts = durationTexts(text);
    double sum_s = 0;
    for (const auto& [part, unit_s] : {std::pair{parts.hours, hour_s}, {parts.minutes, minute_s}, {parts.seconds, 1.0}})
    {
        if (part.empty()) {
            continue;
        }
        const std::optional<double> value = parseTypedNumber(part);
        if (!value) {
            return wrong(inQuotes(part) + " is no number.");
        }
        sum_s += *value * unit_s;
    }
    return {.value = sum_s, .problem = {}};
}

struct CurrentUnit
{
    std::string_view name;
    int shift;  ///< from amperes
};

constexpr std::array currentUnits{CurrentUnit{"mA", milli}, CurrentUnit{"µA", 6}, CurrentUnit{"uA", 6},
                                  CurrentUnit{"A", 0}};

FieldValue currentOf(std::string_view text)
{
    const std::string_view content = trimmed(text);
    for (const CurrentUnit& unit : currentUnits) {
        if (!content.ends_with(unit.name)) {
            continue;
        }
        const std::optional<double> value =
            parseTypedNumber(trimmed(content.substr(0, content.size() - unit.name.size())));
        if (!value) {
            return wrong(inQuotes(text) + " is no current: write C/10, D/2 or 0.25 mA.");
        }
        return {.value = shifted(*value, -unit.shift), .problem = {}};
    }
    if (parseTypedNumber(content)) {
        return wrong("Which unit? Write " + std::string(content) + "C, " + std::string(content) + "D or " +
                     std::string(content) + " mA.");
    }
    std::string rate(content);
    std::replace(rate.begin(), rate.end(), ',', '.');
    try {
        static_cast<void>(payloadCurrent(rate));
        return {.value = rate, .problem = {}};
    } catch (const Error&) {
        return wrong(inQuotes(text) + " is no current: write C/10, D/2 or 0.25 mA.");
    }
}

FieldValue cyclesOf(std::string_view text)
{
    if (equalsIgnoringCase(trimmed(text), endless) || equalsIgnoringCase(trimmed(text), "forever")) {
        return {.value = -1, .problem = {}};
    }
    const std::optional<std::int64_t> cycles = parseInteger(text);
    if (!cycles || *cycles < 1 || static_cast<double>(*cycles) > mostJumps) {
        return wrong(inQuotes(text) + " is no number of cycles: a whole number from 1, or “for ever”.");
    }
    return {.value = *cycles - 1, .problem = {}};
}

FieldValue switchOf(std::string_view text)
{
    if (text == "yes" || text == "no") {
        return {.value = text == "yes", .problem = {}};
    }
    return wrong(inQuotes(text) + " is neither yes nor no.");
}

std::string durationOfSeconds(double time_s)
{
    if (!(time_s >= minute_s)) {
        return formatNumber(time_s) + " s";
    }
    const double hours = std::floor(time_s / hour_s);
    const double withinHour_s = std::fmod(time_s, hour_s);
    const double minutes = std::floor(withinHour_s / minute_s);
    const double seconds = std::fmod(withinHour_s, minute_s);
    const auto part = [](double value) { return value > 0 ? formatNumber(value) : std::string(); };
    return durationText({part(hours), part(minutes), part(seconds)});
}

std::string cyclesText(const Json& jumps)
{
    if (!jumps.is_number_integer()) {
        return dumpJson(jumps);
    }
    const auto count = jumps.get<std::int64_t>();
    return count < 0 ? std::string(endless) : std::to_string(count + 1);
}

}  // namespace

/// By way of the decimal text: 0.3417 / 1000 is not the number nearest to 0.0003417.
double shifted(double value, int powersOfTen)
{
    const std::string text = formatNumber(value);
    const std::size_t exponent = text.find_first_of("eE");
    if (powersOfTen == 0 || !std::isfinite(value)) {
        return value;
    }
    const int before =
        exponent == std::string::npos
            ? 0
            : static_cast<int>(
                  parseInteger(text.substr(text[exponent + 1] == '+' ? exponent + 2 : exponent + 1)).value_or(0));
    const std::string moved = text.substr(0, exponent) + "e" + std::to_string(before + powersOfTen);
    return parseNumber(moved).value_or(value);
}

DurationTexts durationTexts(std::string_view text)
{
    DurationTexts parts;
    std::string number;
    for (const std::string& word : split(text, ' ')) {
        std::string* part = word == "h"     ? &parts.hours
                            : word == "min" ? &parts.minutes
                            : word == "s"   ? &parts.seconds
                                            : nullptr;
        if (part != nullptr && !number.empty()) {
            *part = number;
            number.clear();
        } else if (!word.empty()) {
            number += word;
        }
    }
    if (!number.empty()) {  // without its unit: what else could it be
        parts.seconds += number;
    }
    return parts;
}

std::string durationText(const DurationTexts& texts)
{
    std::string text;
    for (const auto& [part, unit] : {std::pair{texts.hours, "h"}, {texts.minutes, "min"}, {texts.seconds, "s"}}) {
        if (!trimmed(part).empty()) {
            text += (text.empty() ? "" : " ") + std::string(trimmed(part)) + " " + unit;
        }
    }
    return text;
}

FieldValue valueOfText(const StepField& field, std::string_view text)
{
    switch (field.kind) {
    case FieldKind::Duration:
        return durationOf(text);
    case FieldKind::Number:
        return numberOf(field, text);
    case FieldKind::Current:
        return currentOf(text);
    case FieldKind::Cycles:
        return cyclesOf(text);
    case FieldKind::Switch:
        return switchOf(text);
    case FieldKind::Step:
    case FieldKind::Text:
        break;
    }
    return {.value = std::string(text), .problem = {}};
}

std::string textOfValue(const StepField& field, const Json& value)
{
    if (value.is_null()) {
        return {};
    }
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (field.kind == FieldKind::Switch && value.is_boolean()) {
        return value.get<bool>() ? "yes" : "no";
    }
    if (field.kind == FieldKind::Cycles) {
        return cyclesText(value);
    }
    if (!value.is_number()) {
        return dumpJson(value);
    }
    if (field.kind == FieldKind::Duration) {
        return durationOfSeconds(value.get<double>());
    }
    if (field.kind == FieldKind::Current) {
        return formatNumber(shifted(value.get<double>(), milli)) + " mA";
    }
    return formatNumber(shifted(value.get<double>(), field.shift));
}

}  // namespace aurora::protocols
