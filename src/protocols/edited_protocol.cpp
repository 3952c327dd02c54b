#include "aurora/protocols/edited_protocol.h"

#include "protocols/json_values.h"

#include "aurora/core/error.h"
#include "aurora/protocols/step_fields.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::protocols {

namespace {

/// What a new step takes over from the step before it: the same instrument, recorded in the same way.
constexpr std::array<std::string_view, 5> sharedKeys{"device", "tag", "record_every_dt", "I_range", "E_range"};
constexpr std::string_view usualDevice = "MPG2";

bool isLoop(const Json& fields)
{
    return valueAt(fields, "technique") == techniques::loop;
}

/// The steps of a list of techniques, with loops as they point within it.
void append(EditedProtocol& protocol, const Json& method)
{
    const std::size_t first = protocol.steps.size();
    for (const Json& fields : method) {
        protocol.steps.push_back({.key = protocol.nextKey++, .fields = fields});
    }
    for (std::size_t index = first; index < protocol.steps.size(); ++index) {
        EditedStep& step = protocol.steps[index];
        if (!isLoop(step.fields)) {
            continue;
        }
        const Json& said = valueAt(step.fields, "goto");
        const bool isIndex =
            said.is_number_integer() && said.get<std::int64_t>() >= 0 && said.get<std::uint64_t>() < method.size();
        if (isIndex) {
            step.target = protocol.steps[first + said.get<std::size_t>()].key;
        } else if (!said.is_null()) {
            step.typed["goto"] = dumpJson(said);
        }
    }
}

std::vector<EditedStep>::iterator find(EditedProtocol& protocol, StepKey key)
{
    return std::find_if(protocol.steps.begin(), protocol.steps.end(),
                        [key](const EditedStep& step) { return step.key == key; });
}

bool contains(std::span<const StepKey> keys, StepKey key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::vector<EditedStep>::iterator placeOf(EditedProtocol& protocol, std::size_t before)
{
    return protocol.steps.begin() + static_cast<std::ptrdiff_t>(std::min(before, protocol.steps.size()));
}

/// What the nearest step before this index says under a key, or else the nearest one behind it; null when none does.
Json said(const EditedProtocol& protocol, std::size_t index, std::string_view key)
{
    const std::size_t end = std::min(index, protocol.steps.size());
    for (std::size_t before = end; before > 0; --before) {
        if (const Json& value = valueAt(protocol.steps[before - 1].fields, key); !value.is_null()) {
            return value;
        }
    }
    for (std::size_t behind = end; behind < protocol.steps.size(); ++behind) {
        if (const Json& value = valueAt(protocol.steps[behind].fields, key); !value.is_null()) {
            return value;
        }
    }
    return nullptr;
}

/// Whichever of the forms a clipboard may hold. @throws Error
Json methodOf(const Json& content)
{
    Json method = content;
    if (content.is_object()) {
        method = content.contains("method") ? content["method"] : Json::array({content});
    }
    const auto isTechnique = [](const Json& step) { return textAt(step, "technique").has_value(); };
    if (!method.is_array() || method.empty() || !std::all_of(method.begin(), method.end(), isTechnique)) {
        throw Error("What was copied holds no steps of a protocol.");
    }
    return method;
}

/// Of a step that was copied out of this very protocol: the target that was not copied with it, and what was typed.
void takeUp(EditedStep& step, const Json& content, std::size_t index, const EditedProtocol& protocol, bool sameDocument)
{
    const Json& targets = valueAt(content, "targets");
    if (sameDocument && targets.is_array() && index < targets.size() && targets[index].is_number_unsigned()) {
        const auto target = targets[index].get<StepKey>();
        step.target = indexOf(protocol, target) ? std::optional(target) : step.target;
    }
    const Json& typed = valueAt(content, "typed");
    if (typed.is_array() && index < typed.size() && typed[index].is_object()) {
        for (const auto& [key, text] : typed[index].items()) {
            step.typed[key] = text.is_string() ? text.get<std::string>() : dumpJson(text);
        }
    }
}

}  // namespace

bool sameContent(const EditedProtocol& a, const EditedProtocol& b)
{
    const auto sameTyped = [](const EditedStep& x, const EditedStep& y) { return x.typed == y.typed; };
    return a.steps.size() == b.steps.size() && payloadOf(a) == payloadOf(b) &&
           std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), sameTyped);
}

EditedProtocol newProtocol()
{
    return {.frame = {{"version", "0.2"},
                      {"sample", {{"name", "$NAME"}, {"capacity", 0.0}}},
                      {"method", nullptr},
                      {"tomato", {{"unlock_when_done", true}, {"verbosity", "INFO"}}}},
            .steps = {}};
}

EditedProtocol editedProtocol(const Json& payload, std::string_view source)
{
    const Json& method = valueAt(payload, "method");
    const auto isObject = [](const Json& step) { return step.is_object(); };
    if (!payload.is_object() || !method.is_array() || !std::all_of(method.begin(), method.end(), isObject)) {
        throw Error(std::string(source) +
                    ": this is no protocol: it has no list \"method\" of techniques, as in {\"method\": "
                    "[{\"technique\": \"open_circuit_voltage\", \"time\": 3600.0}]}.");
    }
    EditedProtocol protocol;
    protocol.frame = payload;
    protocol.frame["method"] = nullptr;
    append(protocol, method);
    return protocol;
}

Json payloadOf(const EditedProtocol& protocol)
{
    Json method = Json::array();
    for (const EditedStep& step : protocol.steps) {
        Json fields = step.fields;
        if (step.target) {
            const std::optional<std::size_t> index = indexOf(protocol, *step.target);
            fields["goto"] = index ? Json(*index) : Json();
        }
        method.push_back(std::move(fields));
    }
    Json payload = protocol.frame;
    payload["method"] = std::move(method);
    return payload;
}

std::optional<std::size_t> indexOf(const EditedProtocol& protocol, StepKey key)
{
    const auto found = std::find_if(protocol.steps.begin(), protocol.steps.end(),
                                    [key](const EditedStep& step) { return step.key == key; });
    if (found == protocol.steps.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - protocol.steps.begin());
}

EditedProtocol withNewStep(EditedProtocol protocol, std::size_t before, std::string_view technique)
{
    EditedStep step;
    step.key = protocol.nextKey++;
    if (protocol.steps.empty()) {
        step.fields["device"] = usualDevice;
    }
    for (const std::string_view key : sharedKeys) {
        const bool everyTechnique = key == "device" || key == "tag";
        const Json value = said(protocol, before, key);
        if (!value.is_null() && (everyTechnique || hasField(technique, key))) {
            step.fields[std::string(key)] = value;
        }
    }
    step.fields["technique"] = technique;
    protocol.steps.insert(placeOf(protocol, before), std::move(step));
    return protocol;
}

EditedProtocol withoutSteps(EditedProtocol protocol, std::span<const StepKey> keys)
{
    std::erase_if(protocol.steps, [keys](const EditedStep& step) { return contains(keys, step.key); });
    return protocol;
}

EditedProtocol withStepsMoved(EditedProtocol protocol, std::span<const StepKey> keys, std::size_t before)
{
    const auto place = placeOf(protocol, before);
    const auto moves = [keys](const EditedStep& step) { return contains(keys, step.key); };
    const auto stays = [&moves](const EditedStep& step) { return !moves(step); };
    std::stable_partition(protocol.steps.begin(), place, stays);
    std::stable_partition(place, protocol.steps.end(), moves);
    return protocol;
}

EditedProtocol withTechnique(EditedProtocol protocol, StepKey key, std::string_view technique)
{
    const auto step = find(protocol, key);
    if (step == protocol.steps.end() || valueAt(step->fields, "technique") == technique) {
        return protocol;
    }
    const std::string before = textAt(step->fields, "technique").value_or("");
    Json fields = Json::object();
    for (const auto& [name, value] : step->fields.items()) {
        if (name == "technique") {
            fields[name] = technique;
        } else if (hasField(technique, name) || !hasField(before, name)) {
            fields[name] = value;
        }
    }
    fields["technique"] = technique;
    step->fields = std::move(fields);
    std::erase_if(step->typed, [technique](const auto& typed) { return !hasField(technique, typed.first); });
    if (technique != techniques::loop) {
        step->target.reset();
    }
    return protocol;
}

std::string copiedSteps(const EditedProtocol& protocol, std::span<const StepKey> keys, std::string_view document)
{
    std::vector<const EditedStep*> copied;
    for (const EditedStep& step : protocol.steps) {
        if (contains(keys, step.key)) {
            copied.push_back(&step);
        }
    }
    Json content = {
        {"method", Json::array()}, {"document", document}, {"targets", Json::array()}, {"typed", Json::array()}};
    for (const EditedStep* step : copied) {
        Json fields = step->fields;
        Json target;
        if (step->target) {
            const auto inside = std::find_if(copied.begin(), copied.end(),
                                             [step](const EditedStep* other) { return other->key == *step->target; });
            fields.erase("goto");
            if (inside != copied.end()) {
                fields["goto"] = static_cast<std::size_t>(inside - copied.begin());
            } else {
                target = *step->target;
            }
        }
        content["method"].push_back(std::move(fields));
        content["targets"].push_back(std::move(target));
        content["typed"].push_back(Json(step->typed));
    }
    constexpr int indentation = 2;
    return dumpJson(content, indentation);
}

EditedProtocol withStepsPasted(EditedProtocol protocol, std::size_t before, std::string_view text,
                               std::string_view document)
{
    const Json content = parseJson(text, "What was copied");
    const Json method = methodOf(content);
    EditedProtocol pasted;
    pasted.nextKey = protocol.nextKey;
    append(pasted, method);
    const bool sameDocument = textAt(content, "document") == document;
    for (std::size_t index = 0; index < pasted.steps.size(); ++index) {
        takeUp(pasted.steps[index], content, index, protocol, sameDocument);
    }
    protocol.nextKey = pasted.nextKey;
    protocol.steps.insert(placeOf(protocol, before), pasted.steps.begin(), pasted.steps.end());
    return protocol;
}

}  // namespace aurora::protocols
