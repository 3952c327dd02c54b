#include "aurora/protocols/payload.h"

#include "protocols/json_values.h"
#include "protocols/payload_currents.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::protocols {

namespace {

constexpr std::array<std::string_view, 4> topLevelKeys{"version", "sample", "method", "tomato"};
constexpr std::array<std::string_view, 4> tomatoKeys{"unlock_when_done", "verbosity", "output", "snapshot"};
constexpr std::array<std::string_view, 2> outputKeys{"path", "prefix"};
constexpr std::array<std::string_view, 3> snapshotKeys{"path", "prefix", "frequency"};
constexpr std::array<std::string_view, 5> verbosities{"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"};
constexpr std::array<std::string_view, 5> numberKeys{"time", "voltage", "limit_voltage_max", "limit_voltage_min",
                                                     "record_every_dt"};

/// Checks one payload and says where the first mistake is.
class PayloadCheck
{
public:
    explicit PayloadCheck(std::string_view source) : m_source(source) {}

    void all(const Json& payload) const;

private:
    [[noreturn]] void refuse(const std::string& what) const { throw Error(m_source + ": " + what); }

    void onlyKeys(const Json& value, std::span<const std::string_view> allowed, const std::string& where) const;
    void textOrMissing(const Json& value, const std::string& where) const;
    void version(const Json& payload) const;
    void sample(const Json& payload) const;
    void tomato(const Json& payload) const;
    void snapshot(const Json& snapshot, const Json& payload) const;
    void step(const Json& step, std::size_t index) const;
    void currents(const Json& step, const std::string& where) const;
    void numbers(const Json& step, const std::string& where) const;
    void currentLimits(const Json& step, const std::string& where) const;
    void required(const Json& step, const std::string& where) const;
    void loop(const Json& step, std::size_t index, const std::string& where) const;

    std::string m_source;
};

void PayloadCheck::onlyKeys(const Json& value, std::span<const std::string_view> allowed,
                            const std::string& where) const
{
    if (!value.is_object()) {
        refuse(where + " must be an object, not " + dumpJson(value) + ".");
    }
    for (const auto& [key, ignored] : value.items()) {
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end()) {
            std::string known;
            for (const std::string_view name : allowed) {
                known += (known.empty() ? "" : ", ") + std::string(name);
            }
            refuse(where + " has the key \"" + key + "\", which tomato refuses. It knows " + known + ".");
        }
    }
}

void PayloadCheck::textOrMissing(const Json& value, const std::string& where) const
{
    if (!value.is_null() && !value.is_string()) {
        refuse(where + " must be a text, not " + dumpJson(value) + ".");
    }
}

void PayloadCheck::all(const Json& payload) const
{
    onlyKeys(payload, topLevelKeys, "the payload");
    version(payload);
    sample(payload);
    tomato(payload);
    const Json& method = valueAt(payload, "method");
    if (!method.is_array() || method.empty()) {
        refuse("\"method\" must be a list of techniques, as in [{\"technique\": \"open_circuit_voltage\", …}].");
    }
    for (std::size_t index = 0; index < method.size(); ++index) {
        step(method[index], index);
    }
}

void PayloadCheck::version(const Json& payload) const
{
    const Json& said = valueAt(payload, "version");
    if (said != "0.1" && said != "0.2") {
        refuse("\"version\" " + (said.is_null() ? "is missing" : "is " + dumpJson(said)) +
               ", but tomato 0.2.3 takes \"0.1\" and \"0.2\" only.");
    }
}

void PayloadCheck::sample(const Json& payload) const
{
    const Json& said = valueAt(payload, "sample");
    if (!said.is_null() && !said.is_object()) {
        refuse("\"sample\" must be an object, as in {\"name\": \"$NAME\"}, not " + dumpJson(said) + ".");
    }
}

void PayloadCheck::tomato(const Json& payload) const
{
    const Json& said = valueAt(payload, "tomato");
    if (said.is_null()) {
        return;
    }
    onlyKeys(said, tomatoKeys, "\"tomato\"");
    const Json& unlock = valueAt(said, "unlock_when_done");
    if (!unlock.is_null() && !unlock.is_boolean()) {
        refuse("\"tomato\": \"unlock_when_done\" must be true or false, not " + dumpJson(unlock) + ".");
    }
    const Json& verbosity = valueAt(said, "verbosity");
    if (!verbosity.is_null() && std::find(verbosities.begin(), verbosities.end(), verbosity) == verbosities.end()) {
        refuse("\"tomato\": \"verbosity\" must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not " + dumpJson(verbosity) +
               ".");
    }
    if (const Json& output = valueAt(said, "output"); !output.is_null()) {
        onlyKeys(output, outputKeys, "\"tomato\": \"output\"");
        textOrMissing(valueAt(output, "path"), "\"tomato\": \"output\": \"path\"");
        textOrMissing(valueAt(output, "prefix"), "\"tomato\": \"output\": \"prefix\"");
    }
    if (said.contains("snapshot")) {
        snapshot(said["snapshot"], payload);
    }
}

void PayloadCheck::snapshot(const Json& snapshot, const Json& payload) const
{
    const std::string where = "\"tomato\": \"snapshot\"";
    if (valueAt(payload, "version") == "0.1") {
        refuse(where + " needs \"version\": \"0.2\": this payload says \"0.1\", with which tomato refuses it.");
    }
    if (snapshot.is_null()) {
        return;
    }
    onlyKeys(snapshot, snapshotKeys, where);
    textOrMissing(valueAt(snapshot, "path"), where + ": \"path\"");
    textOrMissing(valueAt(snapshot, "prefix"), where + ": \"prefix\"");
    const Json& frequency = valueAt(snapshot, "frequency");
    if (!frequency.is_null() && (!frequency.is_number_integer() || frequency.get<std::int64_t>() <= 0)) {
        refuse(where + ": \"frequency\" must be a whole number of seconds above 0, not " + dumpJson(frequency) + ".");
    }
}

void PayloadCheck::step(const Json& step, std::size_t index) const
{
    const std::string number = "step " + std::to_string(index + 1);
    const auto technique = textAt(step, "technique");
    if (!technique || technique->empty()) {
        refuse(number + " of \"method\" has no \"technique\", as in \"constant_current\".");
    }
    const std::string where = number + " (" + *technique + ")";
    currents(step, where);
    numbers(step, where);
    required(step, where);
    if (*technique == "loop") {
        loop(step, index, where);
    }
}

void PayloadCheck::currents(const Json& step, const std::string& where) const
{
    for (const std::string_view key : currentKeys) {
        try {
            static_cast<void>(payloadCurrents(valueAt(step, key)));
        } catch (const Error& error) {
            refuse(where + ", \"" + std::string(key) + "\": " + error.what());
        }
    }
}

void PayloadCheck::numbers(const Json& step, const std::string& where) const
{
    const auto isNumber = [](const Json& value) { return value.is_number() && std::isfinite(value.get<double>()); };
    for (const std::string_view key : numberKeys) {
        const Json& said = valueAt(step, key);
        const bool fine = said.is_null() || isNumber(said) ||
                          (said.is_array() && !said.empty() && std::all_of(said.begin(), said.end(), isNumber));
        if (!fine) {
            refuse(where + ": \"" + std::string(key) + "\" must be a number, not " + dumpJson(said) + ".");
        }
    }
    const auto upper = numberAt(step, "limit_voltage_max");
    const auto lower = numberAt(step, "limit_voltage_min");
    if (upper && lower && *upper <= *lower) {
        refuse(where + ": \"limit_voltage_max\" must be above \"limit_voltage_min\".");
    }
    currentLimits(step, where);
    if (const auto time_s = numberAt(step, "time"); time_s && *time_s <= 0) {
        refuse(where + ": \"time\" must be seconds above 0, not " + dumpJson(step["time"]) + ".");
    }
}

/// Two rates or two currents can be compared before the cell is known.
void PayloadCheck::currentLimits(const Json& step, const std::string& where) const
{
    const std::vector<PayloadCurrent> upper = payloadCurrents(valueAt(step, "limit_current_max"));
    const std::vector<PayloadCurrent> lower = payloadCurrents(valueAt(step, "limit_current_min"));
    if (upper.size() != 1 || lower.size() != 1 || upper[0].isRate != lower[0].isRate) {
        return;
    }
    if (upper[0].value <= lower[0].value) {
        refuse(where + ": \"limit_current_max\" must be above \"limit_current_min\".");
    }
}

void PayloadCheck::required(const Json& step, const std::string& where) const
{
    struct Required
    {
        std::string_view technique;
        std::string_view key;
    };

    static constexpr std::array requiredTable{
        Required{"open_circuit_voltage", "time"}, Required{"constant_current", "current"},
        Required{"constant_current", "time"},     Required{"constant_voltage", "voltage"},
        Required{"constant_voltage", "time"},
    };
    for (const Required& need : requiredTable) {
        if (valueAt(step, "technique") == need.technique && valueAt(step, need.key).is_null()) {
            refuse(where + " has no \"" + std::string(need.key) + "\".");
        }
    }
}

void PayloadCheck::loop(const Json& step, std::size_t index, const std::string& where) const
{
    const Json& target = valueAt(step, "goto");
    const bool isBack = target.is_null() || (target.is_number_integer() && target.get<std::int64_t>() >= 0 &&
                                             static_cast<std::uint64_t>(target.get<std::int64_t>()) < index);
    if (index == 0 || !isBack) {
        refuse(where + ": \"goto\" is " + dumpJson(target) +
               ", but must be the number of an earlier step, counted "
               "from 0.");
    }
    const Json& jumps = valueAt(step, "n_gotos");
    const bool isCount = jumps.is_null() || (jumps.is_number_integer() && jumps.get<std::int64_t>() >= -1 &&
                                             jumps.get<std::int64_t>() <= 1'000'000'000);
    if (!isCount) {
        refuse(where + ": \"n_gotos\" must be a whole number of jumps back (2 makes 3 cycles), not " + dumpJson(jumps) +
               ".");
    }
}

}  // namespace

Json parsePayload(std::string_view text, std::string_view source)
{
    Json payload = parseJson(text, source);
    checkPayload(payload, source);
    return payload;
}

void checkPayload(const Json& payload, std::string_view source)
{
    PayloadCheck(source).all(payload);
}

std::string whyNoTomatoSample(std::string_view name)
{
    if (name.empty()) {
        return "is empty";
    }
    if (name.front() == '-') {
        return "begins with a '-', which a command line takes for an option";
    }
    if (name.find('\'') != std::string_view::npos) {
        return "contains a '";
    }
    const auto isControl = [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; };
    return std::any_of(name.begin(), name.end(), isControl) ? "contains a control character" : "";
}

}  // namespace aurora::protocols
