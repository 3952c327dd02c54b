#include "aurora/protocols/step_fields.h"

#include "protocols/field_texts.h"
#include "protocols/json_values.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <array>

namespace aurora::protocols {

namespace {

using techniques::constantCurrent;
using techniques::constantVoltage;
using techniques::loop;
using techniques::rest;

constexpr int milli = 3;
constexpr double least_V = -10;  // beyond this no cell of a lab is cycled: 42 V is 4.2 V typed in haste
constexpr double most_V = 10;

constexpr StepField recordTime(std::string_view technique)
{
    return {.technique = technique,
            .key = "record_every_dt",
            .label = "Every",
            .kind = FieldKind::Number,
            .group = FieldGroup::Records,
            .unit = "s",
            .lowest = 0};
}

constexpr StepField recordVoltage(std::string_view technique)
{
    return {.technique = technique,
            .key = "record_every_dE",
            .label = "Every change of voltage",
            .kind = FieldKind::Number,
            .group = FieldGroup::Records,
            .unit = "mV",
            .shift = milli,
            .lowest = 0};
}

constexpr StepField recordCurrent(std::string_view technique)
{
    return {.technique = technique,
            .key = "record_every_dI",
            .label = "Every change of current",
            .kind = FieldKind::Number,
            .group = FieldGroup::Records,
            .unit = "mA",
            .shift = milli,
            .lowest = 0};
}

constexpr StepField time(std::string_view technique, FieldGroup group, std::string_view label)
{
    return {.technique = technique,
            .key = "time",
            .label = label,
            .kind = FieldKind::Duration,
            .group = group,
            .required = true};
}

constexpr StepField limit(std::string_view key, std::string_view label)
{
    return {.technique = constantCurrent,
            .key = key,
            .label = label,
            .kind = FieldKind::Number,
            .group = FieldGroup::Ends,
            .unit = "V",
            .lowest = least_V,
            .highest = most_V};
}

constexpr StepField instrument(std::string_view technique, std::string_view key, std::string_view label, FieldKind kind)
{
    return {.technique = technique, .key = key, .label = label, .kind = kind, .group = FieldGroup::Instrument};
}

constexpr StepField onLimit(std::string_view technique)
{
    return {.technique = technique,
            .key = "exit_on_limit",
            .label = "A limit ends the whole job",
            .kind = FieldKind::Switch,
            .group = FieldGroup::Ends};
}

constexpr std::array fieldTable{
    time(rest, FieldGroup::Does, "Duration"),
    recordTime(rest),
    recordVoltage(rest),
    instrument(rest, "I_range", "Current range", FieldKind::Text),
    instrument(rest, "E_range", "Voltage range", FieldKind::Text),
    instrument(rest, "device", "Device", FieldKind::Text),

    StepField{.technique = constantCurrent,
              .key = "current",
              .label = "Current",
              .kind = FieldKind::Current,
              .required = true},
    instrument(constantCurrent, "is_delta", "Relative to the step before", FieldKind::Switch),
    limit("limit_voltage_max", "Upper voltage limit"),
    limit("limit_voltage_min", "Lower voltage limit"),
    time(constantCurrent, FieldGroup::Ends, "At the longest"),
    onLimit(constantCurrent),
    recordTime(constantCurrent),
    recordVoltage(constantCurrent),
    instrument(constantCurrent, "I_range", "Current range", FieldKind::Text),
    instrument(constantCurrent, "E_range", "Voltage range", FieldKind::Text),
    instrument(constantCurrent, "device", "Device", FieldKind::Text),

    StepField{.technique = constantVoltage,
              .key = "voltage",
              .label = "Voltage",
              .required = true,
              .unit = "V",
              .lowest = least_V,
              .highest = most_V},
    instrument(constantVoltage, "is_delta", "Relative to the step before", FieldKind::Switch),
    StepField{.technique = constantVoltage,
              .key = "limit_current_min",
              .label = "Current falls below",
              .kind = FieldKind::Current,
              .group = FieldGroup::Ends},
    StepField{.technique = constantVoltage,
              .key = "limit_current_max",
              .label = "Current rises above",
              .kind = FieldKind::Current,
              .group = FieldGroup::Ends},
    time(constantVoltage, FieldGroup::Ends, "At the longest"),
    onLimit(constantVoltage),
    recordTime(constantVoltage),
    recordCurrent(constantVoltage),
    instrument(constantVoltage, "I_range", "Current range", FieldKind::Text),
    instrument(constantVoltage, "E_range", "Voltage range", FieldKind::Text),
    instrument(constantVoltage, "device", "Device", FieldKind::Text),

    StepField{.technique = loop, .key = "goto", .label = "Back to", .kind = FieldKind::Step, .required = true},
    StepField{
        .technique = loop, .key = "n_gotos", .label = "Cycles in all", .kind = FieldKind::Cycles, .required = true},
    instrument(loop, "device", "Device", FieldKind::Text),
};

struct TechniqueName
{
    std::string_view technique;
    std::string_view label;
};

constexpr std::array techniqueTable{TechniqueName{rest, "Rest"}, TechniqueName{constantCurrent, "Constant current"},
                                    TechniqueName{constantVoltage, "Constant voltage"}, TechniqueName{loop, "Loop"}};

const EditedStep* find(const EditedProtocol& protocol, StepKey key)
{
    const std::optional<std::size_t> index = indexOf(protocol, key);
    return index ? &protocol.steps[*index] : nullptr;
}

void setTarget(EditedProtocol& protocol, EditedStep& step, std::string_view text)
{
    step.typed.erase("goto");
    const std::optional<std::int64_t> number = parseInteger(text);
    if (number && *number >= 1 && static_cast<std::uint64_t>(*number) <= protocol.steps.size()) {
        step.fields["goto"] = *number - 1;
        step.target = protocol.steps[static_cast<std::size_t>(*number) - 1].key;
        return;
    }
    step.fields.erase("goto");
    step.target.reset();
    if (!trimmed(text).empty()) {
        step.typed["goto"] = text;
    }
}

/// Typing a value again that stood there must not change how the file spells it: 14400 stays 14400, not 14400.0.
bool sameValue(const Json& before, const Json& now)
{
    return before.is_number() && now.is_number() ? before.get<double>() == now.get<double>() : before == now;
}

}  // namespace

std::vector<StepField> fieldsOf(std::string_view technique)
{
    std::vector<StepField> fields;
    std::copy_if(fieldTable.begin(), fieldTable.end(), std::back_inserter(fields),
                 [technique](const StepField& field) { return field.technique == technique; });
    return fields;
}

bool hasField(std::string_view technique, std::string_view key)
{
    return std::any_of(fieldTable.begin(), fieldTable.end(), [technique, key](const StepField& field) {
        return field.technique == technique && field.key == key;
    });
}

std::string fieldText(const EditedProtocol& protocol, StepKey key, const StepField& field)
{
    const EditedStep* step = find(protocol, key);
    if (step == nullptr) {
        return {};
    }
    if (const auto typed = step->typed.find(std::string(field.key)); typed != step->typed.end()) {
        return typed->second;
    }
    if (field.kind == FieldKind::Step) {
        const std::optional<std::size_t> target = step->target ? indexOf(protocol, *step->target) : std::nullopt;
        return target ? std::to_string(*target + 1) : std::string();
    }
    return textOfValue(field, valueAt(step->fields, field.key));
}

EditedProtocol withField(EditedProtocol protocol, StepKey key, const StepField& field, std::string_view text)
{
    const std::optional<std::size_t> index = indexOf(protocol, key);
    if (!index) {
        return protocol;
    }
    EditedStep& step = protocol.steps[*index];
    const std::string name(field.key);
    if (field.kind == FieldKind::Step) {
        setTarget(protocol, step, text);
        return protocol;
    }
    step.typed.erase(name);
    if (trimmed(text).empty()) {
        step.fields.erase(name);
        return protocol;
    }
    const FieldValue value = valueOfText(field, text);
    if (!value.value) {
        step.typed[name] = text;
        return protocol;
    }
    if (!step.fields.contains(name) || !sameValue(step.fields[name], *value.value)) {
        step.fields[name] = *value.value;
    }
    return protocol;
}

bool isEditable(const EditedStep& step, const StepField& field)
{
    const Json& value = valueAt(step.fields, field.key);
    return !value.is_structured();
}

std::vector<std::string> keptKeys(const EditedStep& step)
{
    const std::string technique = textAt(step.fields, "technique").value_or("");
    std::vector<std::string> keys;
    for (const auto& [key, ignored] : step.fields.items()) {
        if (key != "technique" && !hasField(technique, key)) {
            keys.push_back(key);
        }
    }
    return keys;
}

std::string techniqueLabel(std::string_view technique)
{
    const auto known = std::find_if(techniqueTable.begin(), techniqueTable.end(),
                                    [technique](const TechniqueName& name) { return name.technique == technique; });
    return std::string(known != techniqueTable.end() ? known->label : technique);
}

}  // namespace aurora::protocols
