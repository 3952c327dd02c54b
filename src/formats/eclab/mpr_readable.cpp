#include "aurora/formats/eclab/mpr_readable.h"

#include "aurora/core/column.h"
#include "aurora/core/significant.h"
#include "aurora/core/text.h"
#include "aurora/formats/eclab/mpr_job_data.h"

#include <algorithm>
#include <array>

namespace aurora::formats::eclab {

namespace {

/// Six digits: what 32 bits hold without noise (30.000002 was typed as 30).
std::string sixDigits(double value)
{
    constexpr int digits = 6;
    return formatDigits(value, digits);
}

std::string plain(const Json& value)
{
    if (value.is_number_float()) {
        return sixDigits(value.get<double>());
    }
    return value.is_string() ? value.get<std::string>() : dumpJson(value);
}

/// Names under which the unit of a parameter may stand beside it.
std::array<std::string, 5> unitNames(std::string_view name)
{
    const std::string text(name);
    return {"unit " + text, "unit  " + text, "dunit " + text, text + " unit", text + "_unit"};
}

bool isUnit(std::string_view name)
{
    return name.starts_with("unit ") || name.starts_with("dunit ") || name.ends_with(" unit") ||
           name.ends_with("_unit") || name.starts_with("limit_unit");
}

/// The number that stands in a name of the form `<before><number><behind…>`, or nothing.
std::optional<std::int64_t> numberBehind(std::string_view name, std::string_view before)
{
    if (!name.starts_with(before) || name.size() == before.size()) {
        return std::nullopt;
    }
    return parseInteger(name.substr(before.size(), 1));
}

/// Limits and records beyond their stated number, and values that a control has no use for, are leftovers.
bool isLeftover(std::string_view name, const Json& sequence, std::string_view technique)
{
    const double limits = numberAt(sequence, "lim_nb").value_or(0);
    const double records = numberAt(sequence, "rec_nb").value_or(0);
    const auto limit = numberBehind(name, "lim");
    const auto record = numberBehind(name, "rec");
    if ((limit && static_cast<double>(*limit) > limits) || (record && static_cast<double>(*record) > records)) {
        return true;
    }
    if (name.starts_with("limit_")) {
        return static_cast<double>(parseInteger(name.substr(name.size() - 1)).value_or(0)) > limits;
    }
    const bool isControl = numberBehind(name, "ctrl").has_value();
    const std::string ownUnit = std::string(name.substr(0, name.find("_val"))) + "_val_unit";
    return isControl && !parameterText(ownUnit, sequence, technique);
}

std::string unitOf(std::string_view name, const Json& sequence, std::string_view technique)
{
    for (const std::string& unitName : unitNames(name)) {
        if (const auto unit = parameterText(unitName, sequence, technique)) {
            return " " + *unit;
        }
    }
    return {};
}

/// True for names that differ in their brackets alone: "date (m/d/y)" and "date (h:m:s)".
bool hasTwin(const std::string& title, const Json& sequence)
{
    std::size_t same = 0;
    for (const auto& [name, value] : sequence.items()) {
        same += name.starts_with(title) && splitHeader(name).first == title ? 1 : 0;
    }
    return same > 1;
}

Json readableSequence(const Json& sequence, std::string_view technique)
{
    Json readable = Json::object();
    for (const auto& [name, value] : sequence.items()) {
        if (isUnit(name) || isLeftover(name, sequence, technique)) {
            continue;
        }
        const auto [title, unit] = splitHeader(name);
        if (hasTwin(title, sequence)) {
            readable[name] = parameterText(name, sequence, technique).value_or(plain(value));
            continue;
        }
        if (const auto text = parameterText(name, sequence, technique)) {
            readable[title] = *text;
            continue;
        }
        const bool unitInName = !unit.empty() && title != name;
        readable[title] = plain(value) + (unitInName ? " " + unit : unitOf(name, sequence, technique));
    }
    return readable;
}

/// Two keys of the job data that are one fact.
struct Pair
{
    std::string_view key;
    std::string_view before;  ///< text between the two
    std::string_view second;
    std::string_view behind;
};

constexpr std::array pairs{
    Pair{key::surfaceArea, " ", key::surfaceAreaUnit, ""},
    Pair{key::characteristicMass, " ", key::characteristicMassUnit, ""},
    Pair{key::device, " (SN ", key::deviceSerial, ")"},
    Pair{key::channel, " (SN ", key::channelSerial, ")"},
    Pair{key::technique, ", ", key::techniqueTitle, ""},
};

/// For programs only, or told elsewhere.
constexpr std::array leftOut{key::batteryCapacityUnit, key::parametersVersion};

void joinPairs(Json& readable)
{
    for (const Pair& pair : pairs) {
        const auto first = readable.find(pair.key);
        const auto second = readable.find(pair.second);
        if (first != readable.end() && second != readable.end()) {
            *first = plain(*first) + std::string(pair.before) + plain(*second) + std::string(pair.behind);
            readable.erase(std::string(pair.second));
        }
    }
}

/// "3 from rows 0, 100, 200"; of many only the first ones. The last entry is the row count.
std::string loopsText(const Json& loops)
{
    constexpr std::size_t most = 10;
    const std::size_t count = loops.size() - 1;
    std::string text = std::to_string(count) + " from rows ";
    for (std::size_t i = 0; i < std::min(count, most); ++i) {
        text += (i == 0 ? "" : ", ") + plain(loops[i]);
    }
    return text + (count > most ? ", …" : "");
}

}  // namespace

Json readableJobData(const Json& jobData)
{
    Json readable = jobData;
    const std::string technique = textAt(jobData, key::technique).value_or("");
    if (const auto parameters = readable.find(key::parameters); parameters != readable.end()) {
        for (Json& sequence : *parameters) {
            sequence = readableSequence(sequence, technique);
        }
    }
    if (const auto loops = readable.find(key::loops); loops != readable.end() && loops->size() > 1) {
        *loops = loopsText(*loops);
    }
    joinPairs(readable);
    for (const std::string_view name : leftOut) {
        readable.erase(std::string(name));
    }
    return readable;
}

}  // namespace aurora::formats::eclab
