#include "protocols/json_values.h"
#include "protocols/vendor_protocols.h"

#include "aurora/core/c_rate.h"
#include "aurora/core/error.h"

#include <array>
#include <string>

namespace aurora::protocols {

namespace {

namespace key {
constexpr std::string_view method = "method";
constexpr std::string_view sample = "sample";
constexpr std::string_view capacity_Ah = "capacity";
constexpr std::string_view technique = "technique";
constexpr std::string_view current = "current";
constexpr std::string_view voltage_V = "voltage";
constexpr std::string_view maxVoltage_V = "limit_voltage_max";
constexpr std::string_view minVoltage_V = "limit_voltage_min";
constexpr std::string_view gotos = "n_gotos";
}  // namespace key

using Kind = ProtocolStep::Kind;

struct Technique
{
    std::string_view name;
    Kind kind;
};

constexpr std::array techniqueTable{
    Technique{"open_circuit_voltage", Kind::Rest},
    Technique{"constant_current", Kind::ConstantCurrent},
    Technique{"constant_voltage", Kind::ConstantVoltage},
    Technique{"loop", Kind::Loop},
};

Kind kindOf(const Json& technique)
{
    for (const Technique& known : techniqueTable) {
        if (technique == known.name) {
            return known.kind;
        }
    }
    return Kind::Other;
}

/// A current is a C-rate as text (a bare number means the same), or amperes as a number.
std::optional<double> cRateOf(const Json& current, std::optional<double> capacity_Ah)
{
    const std::optional<double> number = finiteNumber(current);
    if (current.is_number()) {
        return number && capacity_Ah && *capacity_Ah > 0 ? std::optional{*number / *capacity_Ah} : std::nullopt;
    }
    if (number || !current.is_string()) {
        return number;
    }
    try {
        return parseCRate(current.get_ref<const std::string&>());
    } catch (const Error&) {
        return std::nullopt;
    }
}

ProtocolStep stepOf(const Json& method, std::optional<double> capacity_Ah)
{
    ProtocolStep step;
    step.kind = kindOf(valueAt(method, key::technique));
    if (step.kind == Kind::Loop) {
        step.cycles = cyclesOfLoop(finiteNumberAt(method, key::gotos));
        return step;
    }
    step.maxVoltage_V = finiteNumberAt(method, key::maxVoltage_V);
    step.minVoltage_V = finiteNumberAt(method, key::minVoltage_V);
    if (step.kind == Kind::ConstantCurrent) {
        step.cRate = cRateOf(valueAt(method, key::current), capacity_Ah);
    }
    if (step.kind == Kind::ConstantVoltage) {
        step.voltage_V = finiteNumberAt(method, key::voltage_V);
    }
    return step;
}

std::optional<Protocol> fromPayload(const Json& payload)
{
    const Json& methods = valueAt(payload, key::method);
    if (!methods.is_array()) {
        return std::nullopt;
    }
    const std::optional<double> capacity_Ah = finiteNumberAt(valueAt(payload, key::sample), key::capacity_Ah);
    Protocol protocol;
    for (const Json& method : methods) {
        protocol.steps.push_back(stepOf(method, capacity_Ah));
    }
    return protocol;
}

std::optional<Protocol> fromPayloadText(const std::string& text)
{
    try {
        return fromPayload(parseJson(text, "the payload"));
    } catch (const Error&) {
        return std::nullopt;  // the name of a payload file, say
    }
}

}  // namespace

std::optional<Protocol> fromTomatoPayload(const Json& jobData)
{
    for (const std::string_view name : {"Payload", "payload"}) {
        const Json& payload = valueAt(jobData, name);
        std::optional<Protocol> protocol =
            payload.is_string() ? fromPayloadText(payload.get_ref<const std::string&>()) : fromPayload(payload);
        if (protocol) {
            return protocol;
        }
    }
    return fromPayload(jobData);
}

}  // namespace aurora::protocols
