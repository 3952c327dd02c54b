#include "aurora/protocols/payload.h"
#include "aurora/protocols/step_fields.h"
#include "aurora/protocols/unicycler.h"

#include "protocols/field_texts.h"
#include "protocols/json_values.h"
#include "protocols/payload_currents.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <set>

namespace aurora::protocols {

namespace {

constexpr int milli = 3;
constexpr double usualRecording_s = 30;
constexpr std::string_view impedance = "impedance_spectroscopy";

/// Keys that unicycler writes by itself for the instrument, or that its `record` says.
const std::set<std::string_view> saidElsewhere{"device",          "technique",       "I_range",         "E_range",
                                               "record_every_dt", "record_every_dE", "record_every_dI", "id"};

std::string tagOf(std::size_t index)
{
    return "step " + std::to_string(index + 1);
}

/// Translates one payload.
class Writer
{
public:
    Writer(const Json& payload, std::string_view source)
        : m_payload(payload), m_method(payload.at("method")), m_source(source)
    {
    }

    Translation write();

private:
    [[noreturn]] void refuse(std::size_t index, const std::string& what) const
    {
        throw Error(m_source + ", step " + std::to_string(index + 1) + ": " + what);
    }

    void note(std::size_t index, const std::string& what)
    {
        m_notes.push_back("Step " + std::to_string(index + 1) + ": " + what);
    }

    [[nodiscard]] Json translated(std::size_t index);
    [[nodiscard]] Json constantCurrent(const Json& step, std::size_t index);
    [[nodiscard]] Json constantVoltage(const Json& step, std::size_t index);
    [[nodiscard]] Json loop(const Json& step, std::size_t index) const;
    void putCurrent(Json& to, const Json& value, const char* rateKey, const char* currentKey, std::size_t index) const;
    void refuseLists(const Json& step, std::size_t index) const;
    void noteLeftOut(const Json& step, std::size_t index, const std::set<std::string_view>& used);
    [[nodiscard]] Json record();

    const Json& m_payload;
    const Json& m_method;
    std::string m_source;
    std::vector<std::string> m_notes;
};

Translation Writer::write()
{
    std::set<std::size_t> targets;
    for (const Json& step : m_method) {
        if (valueAt(step, "technique") == techniques::loop) {
            targets.insert(static_cast<std::size_t>(numberAt(step, "goto").value_or(0)));
        }
    }
    Json method = Json::array();
    for (std::size_t index = 0; index < m_method.size(); ++index) {
        if (targets.contains(index)) {
            method.push_back({{"step", "tag"}, {"tag", tagOf(index)}});
        }
        method.push_back(translated(index));
    }
    const Json& sample = valueAt(m_payload, "sample");
    Json said = {{"name", textAt(sample, "name").value_or("$NAME")}};
    if (const auto capacity_Ah = numberAt(sample, "capacity"); capacity_Ah && *capacity_Ah > 0) {
        said["capacity_mAh"] = shifted(*capacity_Ah, milli);
    }
    Json recorded = record();
    return {{{"sample", std::move(said)},
             {"record", std::move(recorded)},
             {"safety", Json::object()},
             {"method", std::move(method)}},
            std::move(m_notes)};
}

Json Writer::translated(std::size_t index)
{
    const Json& step = m_method[index];
    const std::string technique = textAt(step, "technique").value_or("");
    refuseLists(step, index);
    Json fields;
    if (technique == techniques::rest) {
        fields = {{"step", technique}, {"until_time_s", numberAt(step, "time").value_or(0)}};
        noteLeftOut(step, index, {"time"});
    } else if (technique == techniques::constantCurrent) {
        fields = constantCurrent(step, index);
    } else if (technique == techniques::constantVoltage) {
        fields = constantVoltage(step, index);
    } else if (technique == techniques::loop) {
        fields = loop(step, index);
    } else if (technique == impedance) {
        fields = {{"step", technique}};
        for (const auto& [key, value] : step.items()) {
            if (key != "technique" && key != "device") {
                fields[key] = value;
            }
        }
        return fields;
    } else {
        refuse(index, "aurora-unicycler has no technique \"" + technique + "\". Nothing was written.");
    }
    if (const auto id = textAt(step, "id")) {
        fields["id"] = *id;
    }
    return fields;
}

void Writer::refuseLists(const Json& step, std::size_t index) const
{
    for (const char* key : {"current", "voltage", "time", "limit_voltage_max", "limit_voltage_min", "limit_current_max",
                            "limit_current_min"})
    {
        if (valueAt(step, key).is_array()) {
            refuse(index, std::string("\"") + key +
                              "\" is a list of values, and aurora-unicycler takes one. Nothing was written.");
        }
    }
    if (valueAt(step, "is_delta") == true) {
        refuse(index, "\"is_delta\" adds to the value before, which aurora-unicycler cannot do. Nothing was written.");
    }
}

void Writer::putCurrent(Json& to, const Json& value, const char* rateKey, const char* currentKey,
                        std::size_t index) const
{
    const PayloadCurrent current = payloadCurrent(value);
    if (current.value == 0) {
        refuse(index, "aurora-unicycler takes no current of 0. Nothing was written.");
    }
    if (current.isRate) {
        to[rateKey] = current.value;
    } else {
        to[currentKey] = shifted(current.value, milli);
    }
}

Json Writer::constantCurrent(const Json& step, std::size_t index)
{
    Json fields = {{"step", techniques::constantCurrent}};
    putCurrent(fields, step.at("current"), "rate_C", "current_mA", index);
    fields["until_time_s"] = numberAt(step, "time").value_or(0);
    const bool charges = payloadCurrent(step.at("current")).value > 0;
    const char* used = charges ? "limit_voltage_max" : "limit_voltage_min";
    if (const auto limit_V = numberAt(step, used)) {
        if (*limit_V == 0) {
            refuse(index, "aurora-unicycler takes a limit of 0 V for none. Nothing was written.");
        }
        fields["until_voltage_V"] = *limit_V;
    }
    noteLeftOut(step, index, {"current", "time", used});
    return fields;
}

Json Writer::constantVoltage(const Json& step, std::size_t index)
{
    Json fields = {{"step", techniques::constantVoltage},
                   {"voltage_V", numberAt(step, "voltage").value_or(0)},
                   {"until_time_s", numberAt(step, "time").value_or(0)}};
    std::set<std::string_view> used{"voltage", "time"};
    // Its one limit is a lower one where it is positive, an upper one (of a discharge) where it is negative.
    for (const char* key : {"limit_current_min", "limit_current_max"}) {
        const Json& limit = valueAt(step, key);
        const bool isLower = std::string_view(key) == "limit_current_min";
        if (!limit.is_null() && used.size() == 2 && (payloadCurrent(limit).value > 0) == isLower) {
            putCurrent(fields, limit, "until_rate_C", "until_current_mA", index);
            used.insert(key);
        }
    }
    noteLeftOut(step, index, used);
    return fields;
}

Json Writer::loop(const Json& step, std::size_t index) const
{
    const auto jumps = numberAt(step, "n_gotos");
    if (!jumps || *jumps < 0) {
        refuse(index, "the loop has no end, and aurora-unicycler needs a number of cycles. Nothing was written.");
    }
    return {{"step", techniques::loop},
            {"loop_to", tagOf(static_cast<std::size_t>(numberAt(step, "goto").value_or(0)))},
            {"cycle_count", static_cast<std::int64_t>(*jumps) + 1}};
}

void Writer::noteLeftOut(const Json& step, std::size_t index, const std::set<std::string_view>& used)
{
    for (const auto& [key, value] : step.items()) {
        const bool said = saidElsewhere.contains(key) || used.contains(key) || value.is_null() || value == false;
        if (!said) {
            note(index, "\"" + key + "\" = " + dumpJson(value) + " has no place in aurora-unicycler and is left out.");
        }
    }
}

/// One for all steps: the finest of each.
Json Writer::record()
{
    Json record = Json::object();

    struct Kind
    {
        const char* from;
        const char* to;
        int shift;
    };

    bool differ = false;
    for (const Kind& kind : {Kind{"record_every_dt", "time_s", 0}, Kind{"record_every_dE", "voltage_V", 0},
                             Kind{"record_every_dI", "current_mA", milli}})
    {
        for (const Json& step : m_method) {
            const auto every = numberAt(step, kind.from);
            if (!every || *every <= 0) {
                continue;
            }
            const double shown = shifted(*every, kind.shift);
            const auto before = numberAt(record, kind.to);
            differ = differ || (before && *before != shown);
            record[kind.to] = before ? std::min(*before, shown) : shown;
        }
    }
    if (differ) {
        m_notes.emplace_back("The steps are recorded at different intervals, but aurora-unicycler has one for all: the "
                             "finest was taken.");
    }
    if (!record.contains("time_s")) {
        record["time_s"] = usualRecording_s;
        m_notes.push_back("No step says how often it is recorded, but aurora-unicycler must know: " +
                          formatNumber(usualRecording_s) + " s was taken.");
    }
    return record;
}

}  // namespace

Translation unicyclerFromPayload(const Json& payload, std::string_view source)
{
    checkPayload(payload, source);
    return Writer(payload, source).write();
}

}  // namespace aurora::protocols
