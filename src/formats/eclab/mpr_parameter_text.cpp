#include "aurora/formats/eclab/mpr_readable.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/eclab/mpr_codes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>

namespace aurora::formats::eclab {

namespace {

/// Parameters whose number is a code, by their names without digits ("lim1_type" is "lim_type" here).
struct CodedParameter
{
    std::string_view name;
    CodeGroup group;
};

constexpr auto codedParameters = std::to_array<CodedParameter>({
    {"Set I/C", CodeGroup::SetIOverC},
    {"Apply I/C", CodeGroup::ApplyIOverC},
    {"I sign", CodeGroup::ISign},
    {"charge/discharge", CodeGroup::ChargeDischarge},
    {"Charge/Discharge", CodeGroup::ChargeDischarge},
    {"current/potential", CodeGroup::CurrentOrPotential},
    {"unit Is", CodeGroup::CurrentUnit},
    {"unit Im", CodeGroup::CurrentUnit},
    {"unit Imax", CodeGroup::CurrentUnit},
    {"unit Imin", CodeGroup::CurrentUnit},
    {"unit Ia", CodeGroup::CurrentUnit},
    {"unit dI", CodeGroup::CurrentUnit},
    {"unit dIp", CodeGroup::CurrentUnit},
    {"unit dq", CodeGroup::ChargeUnit},
    {"unit dQ", CodeGroup::ChargeUnit},
    {"unit dQM", CodeGroup::ChargeUnit},
    {"unit dQp", CodeGroup::ChargeUnit},
    {"unit f", CodeGroup::FrequencyUnit},
    {"unit fi", CodeGroup::FrequencyUnit},
    {"unit ff", CodeGroup::FrequencyUnit},
    {"dE/dt unit", CodeGroup::SweepUnit},
    {"dunit dI/dt", CodeGroup::CurrentSlopeUnit},
    {"ctrl_type", CodeGroup::ControlType},
    {"ctrl_trigger", CodeGroup::Trigger},
    {"ctrl_TO_t_unit", CodeGroup::TimeUnit},
    {"lim_type", CodeGroup::LimitType},
    {"lim_comp", CodeGroup::LimitComparison},
    {"lim_Q", CodeGroup::ChargeLimit},
    {"lim_action", CodeGroup::LimitAction},
    {"rec_type", CodeGroup::RecordType},
    {"Points", CodeGroup::Points},
    {"spacing", CodeGroup::Spacing},
    {"Ia/Va", CodeGroup::AmplitudeKind},
    {"comp. mode", CodeGroup::CompensationMode},
});

/// Codes of `ctrl_type`, `limN_type` and `recN_type` that say what a value is, and so which units it can have.
enum ControlCode : std::uint8_t
{
    ConstantCurrent = 0,
    ConstantVoltage = 1,
    VoltageImpedance = 8,
    CurrentImpedance = 9,
    CurrentThenVoltage = 17,
};

enum LimitCode : std::uint8_t
{
    Time = 0,
    Voltage = 1,
    Charge = 5,
};

/// "lim1_value_unit" → "lim_value_unit", "Set I/C 2" → "Set I/C", "unit  Ia" → "unit Ia".
std::string withoutDigits(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        const bool digit = c >= '0' && c <= '9';
        const bool secondBlank = c == ' ' && plain.ends_with(' ');
        if (!digit && !secondBlank) {
            plain += c;
        }
    }
    while (plain.ends_with('_') || plain.ends_with(' ')) {
        plain.pop_back();
    }
    return plain;
}

char digitOf(std::string_view name)
{
    const std::size_t at = name.find_first_of("0123456789");
    return at == std::string_view::npos ? '1' : name[at];
}

std::optional<std::uint32_t> codeAt(const Json& sequence, std::string_view name)
{
    const auto value = numberAt(sequence, name);
    constexpr double largest = 4294967295.0;
    return value && *value >= 0 && *value <= largest ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

/// What the first, second or third value of a control is; nothing where the control has no such value.
std::optional<CodeGroup> controlUnits(const Json& sequence, char number)
{
    constexpr std::string_view numbers = "123";
    const std::size_t place = numbers.find(number);
    const auto type = codeAt(sequence, "ctrl_type");
    if (!type || place == std::string_view::npos) {
        return std::nullopt;
    }
    using Units = std::array<std::optional<CodeGroup>, 3>;
    const auto of = [place](const Units& units) { return units.at(place); };
    switch (*type) {
    case ConstantCurrent:
        return of({CodeGroup::CurrentUnit, std::nullopt, std::nullopt});
    case ConstantVoltage:
        return of({CodeGroup::VoltageUnit, std::nullopt, std::nullopt});
    case VoltageImpedance:
        return of({CodeGroup::AmplitudeUnit, CodeGroup::FrequencyUnit, CodeGroup::FrequencyUnit});
    case CurrentImpedance:
        return of({CodeGroup::CurrentUnit, CodeGroup::FrequencyUnit, CodeGroup::FrequencyUnit});
    case CurrentThenVoltage:
        return of({CodeGroup::CurrentUnit, CodeGroup::VoltageUnit, CodeGroup::CurrentUnit});
    default:
        return std::nullopt;
    }
}

std::optional<CodeGroup> limitUnits(const Json& sequence, const std::string& typeName)
{
    const auto type = codeAt(sequence, typeName);
    switch (type.value_or(~0U)) {
    case Time:
        return CodeGroup::TimeUnit;
    case Voltage:
        return CodeGroup::VoltageUnit;
    case Charge:
        return CodeGroup::ChargeUnit;
    default:
        return std::nullopt;
    }
}

std::optional<CodeGroup> groupOf(std::string_view name, const Json& sequence, std::string_view technique)
{
    const std::string plain = withoutDigits(name);
    if (plain == "Mode" && (technique == "PEIS" || technique == "GEIS")) {
        return CodeGroup::ImpedanceMode;
    }
    if (plain == "ctrl_val_unit") {
        return controlUnits(sequence, digitOf(name));
    }
    if (plain == "lim_value_unit" || plain == "rec_value_unit") {
        return limitUnits(sequence, plain.substr(0, 3) + digitOf(name) + "_type");
    }
    const auto found = std::ranges::find(codedParameters, plain, &CodedParameter::name);
    return found != codedParameters.end() ? std::optional(found->group) : std::nullopt;
}

/// `I Range` is the code of the column less 1; in `I Range min`, `max` and `init` it is the code itself.
std::optional<std::string> rangeText(std::string_view name, std::uint32_t code)
{
    if (!name.starts_with("I Range")) {
        return std::nullopt;
    }
    const auto text = currentRangeText(name == "I Range" ? code + 1 : code);
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// Code 2 says that a voltage counts from the one measured, and of a current that it counts from nothing.
std::optional<std::string> versusText(std::string_view name, const Json& sequence, std::uint32_t code)
{
    const std::string plain = withoutDigits(name);
    if (plain != "vs." && plain != "EM vs." && plain != "ctrl_val_vs") {
        return std::nullopt;
    }
    constexpr std::uint32_t fromMeasured = 2;
    if (code == fromMeasured) {
        const bool current = sequence.contains("unit Is") || codeAt(sequence, "ctrl_type") == ConstantCurrent;
        return current ? "<None>" : "Emeas";
    }
    const auto text = codeText(CodeGroup::Versus, code);
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// Whether every point or averages are recorded: of the voltage where the current is controlled, else of the current.
std::optional<std::string> recordText(std::string_view name, std::string_view technique, std::uint32_t code)
{
    constexpr std::array voltageIsRecorded{"OCV", "CP", "CoC"};
    constexpr std::array currentIsRecorded{"CA", "LSV", "CoV"};
    const bool voltage = std::ranges::find(voltageIsRecorded, technique) != voltageIsRecorded.end();
    const bool current = std::ranges::find(currentIsRecorded, technique) != currentIsRecorded.end();
    if (name != "record" || code > 1 || (!voltage && !current)) {
        return std::nullopt;
    }
    const std::string quantity = voltage ? "Ewe" : "I";
    return code == 0 ? quantity : "<" + quantity + ">";
}

/// 72000.5 → "20:00:00.5"
std::string timeText(double seconds)
{
    constexpr double longest_s = 1e9;
    if (!(seconds >= 0) || seconds > longest_s) {
        return formatNumber(seconds);
    }
    const double minutes = std::floor(seconds / 60);
    const double rest = std::round((seconds - 60 * minutes) * 1e4) / 1e4;  // as many decimals as EC-Lab prints
    const auto whole = static_cast<long>(minutes);
    char text[32];
    std::snprintf(text, sizeof(text), "%ld:%02ld:%s", whole / 60, whole % 60, rest < 10 ? "0" : "");
    return text + formatNumber(rest);
}

constexpr std::string_view day = "date (m/d/y)";
constexpr std::string_view timeOfDay = "date (h:m:s)";

/// A moment that WAIT waits for: a number of days since 1899-12-30, and beside it the fraction of the day. Nothing
/// where the name is no part of it, or the number no day.
std::optional<std::string> dateText(std::string_view name, const Json& sequence)
{
    constexpr double lastDay = 100000;  // in the year 2173
    constexpr double secondsPerDay = 86400;
    const auto days = numberAt(sequence, day);
    if ((name != day && name != timeOfDay) || !days || !(*days > 0) || *days > lastDay) {
        return std::nullopt;
    }
    // 32 bits hold the fraction to some milliseconds, EC-Lab prints seconds.
    const double seconds = std::round((*days + numberAt(sequence, timeOfDay).value_or(0)) * secondsPerDay);
    const std::string moment = formatTimestamp(oleDaysToUts(seconds / secondsPerDay, "UTC"), "UTC");
    if (moment.size() != std::string_view("YYYY-MM-DD HH:MM:SS").size()) {
        return std::nullopt;
    }
    return name == day ? moment.substr(5, 2) + '/' + moment.substr(8, 2) + '/' + moment.substr(2, 2)
                       : moment.substr(11);
}

}  // namespace

std::optional<std::string> parameterText(std::string_view name, const Json& sequence, std::string_view technique)
{
    const auto value = sequence.find(name);
    if (value == sequence.end()) {
        return std::nullopt;
    }
    if (value->is_null()) {
        return "pass";
    }
    if (value->is_string()) {
        return value->get<std::string>();  // of a text export
    }
    if (auto date = dateText(name, sequence)) {
        return date;
    }
    if (name.ends_with("(h:m:s)") && value->is_number()) {
        return timeText(value->get<double>());
    }
    const auto code = codeAt(sequence, name);
    if (!code) {
        return std::nullopt;
    }
    for (const auto& text :
         {rangeText(name, *code), versusText(name, sequence, *code), recordText(name, technique, *code)}) {
        if (text) {
            return text;
        }
    }
    const auto group = groupOf(name, sequence, technique);
    const auto text = group ? codeText(*group, *code) : std::nullopt;
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

}  // namespace aurora::formats::eclab
