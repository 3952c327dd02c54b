#include "aurora/protocols/step_fields.h"
#include "aurora/protocols/unicycler.h"

#include "protocols/json_values.h"
#include "protocols/payload_currents.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace aurora::protocols {

namespace {

constexpr double mAPerA = 1000;
constexpr const char* device = "MPG2";
constexpr std::string_view impedance = "impedance_spectroscopy";

/// "C/10" where that is the very same number, else "0.3C".
std::string rateText(double rate)
{
    const char letter = rate < 0 ? 'D' : 'C';
    const double size = std::abs(rate);
    const double hours = std::round(1 / size);
    if (size < 1 && 1 / hours == size) {
        return std::string(1, letter) + "/" + formatNumber(hours);
    }
    return formatNumber(size) + letter;
}

/// A number above or below 0: unicycler takes 0 and an empty text for none.
std::optional<double> someNumber(const Json& step, std::string_view key)
{
    const auto number = finiteNumberAt(step, key);
    return number && *number != 0 ? number : std::nullopt;
}

/// Translates one protocol.
class Reader
{
public:
    Reader(const Json& protocol, std::string_view source) : m_protocol(protocol), m_source(source) {}

    Translation read();

private:
    [[noreturn]] void refuse(std::size_t index, const std::string& what) const
    {
        throw Error(m_source + ", step " + std::to_string(index + 1) + ": " + what);
    }

    void numberSteps();
    [[nodiscard]] Json translated(const Json& step, std::size_t index);
    [[nodiscard]] Json constantCurrent(const Json& step, std::size_t index) const;
    [[nodiscard]] Json constantVoltage(const Json& step, std::size_t index) const;
    [[nodiscard]] Json loop(const Json& step, std::size_t index) const;
    [[nodiscard]] std::optional<Json> current(const Json& step, std::string_view rateKey, std::string_view currentKey,
                                              std::size_t index) const;
    void addRecording(Json& fields) const;
    void noteSafety();
    void noteTime(const Json& fields, std::size_t number);

    const Json& m_protocol;
    std::string m_source;
    std::vector<std::size_t> m_newIndex;        ///< by place in their list: the step it is, or that follows the tag
    std::map<std::string, std::size_t> m_tags;  ///< by name: the step that follows
    std::vector<std::string> m_notes;
};

void Reader::numberSteps()
{
    std::size_t next = 0;
    for (const Json& step : m_protocol["method"]) {
        m_newIndex.push_back(next);
        if (valueAt(step, "step") == "tag") {
            m_tags[textAt(step, "tag").value_or("")] = next;
        } else {
            ++next;
        }
    }
}

Translation Reader::read()
{
    const Json& method = valueAt(m_protocol, "method");
    if (!method.is_array() || method.empty()) {
        throw Error(m_source + ": this protocol of aurora-unicycler has no list \"method\" of steps.");
    }
    numberSteps();
    Json steps = Json::array();
    for (std::size_t index = 0; index < method.size(); ++index) {
        if (valueAt(method[index], "step") != "tag") {
            steps.push_back(translated(method[index], index));
            noteTime(steps.back(), steps.size());
        }
    }
    noteSafety();
    const Json& sample = valueAt(m_protocol, "sample");
    const double capacity_Ah = finiteNumberAt(sample, "capacity_mAh").value_or(0) / mAPerA;
    Json payload = {{"version", "0.2"},
                    {"sample", {{"name", textAt(sample, "name").value_or("$NAME")}, {"capacity", capacity_Ah}}},
                    {"method", std::move(steps)},
                    {"tomato", {{"unlock_when_done", true}, {"verbosity", "INFO"}}}};
    return {std::move(payload), std::move(m_notes)};
}

Json Reader::translated(const Json& step, std::size_t index)
{
    const std::string name = textAt(step, "step").value_or("");
    Json fields;
    if (name == techniques::rest) {
        fields = {{"device", device}, {"technique", name}};
        if (const auto time_s = someNumber(step, "until_time_s")) {
            fields["time"] = *time_s;
        }
        addRecording(fields);
    } else if (name == techniques::constantCurrent) {
        fields = constantCurrent(step, index);
    } else if (name == techniques::constantVoltage) {
        fields = constantVoltage(step, index);
    } else if (name == techniques::loop) {
        fields = loop(step, index);
    } else if (name == impedance) {
        fields = {{"device", device}, {"technique", name}};
        for (const auto& [key, value] : step.items()) {
            if (key != "step") {
                fields[key] = value;
            }
        }
        m_notes.push_back("Step " + std::to_string(m_newIndex[index] + 1) +
                          " measures impedance, which tomato 0.2.3 cannot do. It is kept as it is.");
        return fields;
    } else {
        refuse(index, "\"" + name + "\" is no step of aurora-unicycler that is known here.");
    }
    if (const auto id = textAt(step, "id")) {
        fields["id"] = *id;
    }
    return fields;
}

std::optional<Json> Reader::current(const Json& step, std::string_view rateKey, std::string_view currentKey,
                                    std::size_t index) const
{
    const Json& rate = valueAt(step, rateKey);
    const bool isText = rate.is_string() && !trimmed(rate.get_ref<const std::string&>()).empty();
    if (isText && !finiteNumber(rate)) {
        try {  // "C/2", "1/5"
            const std::string text = rate.get<std::string>();
            const bool hasLetter = text.find_first_of("CD") != std::string::npos;
            return rateText(payloadCurrent(hasLetter ? text : text + " C").value);
        } catch (const Error& error) {
            refuse(index, error.what());
        }
    }
    if (const auto number = someNumber(step, rateKey)) {
        return rateText(*number);
    }
    if (const auto current_mA = someNumber(step, currentKey)) {
        return *current_mA / mAPerA;
    }
    return std::nullopt;
}

Json Reader::constantCurrent(const Json& step, std::size_t index) const
{
    const std::optional<Json> set = current(step, "rate_C", "current_mA", index);
    if (!set) {
        refuse(index, "neither \"rate_C\" nor \"current_mA\" says which current flows.");
    }
    Json fields = {{"device", device}, {"technique", techniques::constantCurrent}, {"current", *set}};
    if (const auto time_s = someNumber(step, "until_time_s")) {
        fields["time"] = *time_s;
    }
    if (const auto limit_V = someNumber(step, "until_voltage_V")) {
        fields[payloadCurrent(*set).value > 0 ? "limit_voltage_max" : "limit_voltage_min"] = *limit_V;
    }
    addRecording(fields);
    return fields;
}

Json Reader::constantVoltage(const Json& step, std::size_t index) const
{
    const auto voltage_V = finiteNumberAt(step, "voltage_V");
    if (!voltage_V) {
        refuse(index, "\"voltage_V\" does not say which voltage is held.");
    }
    Json fields = {{"device", device}, {"technique", techniques::constantVoltage}, {"voltage", *voltage_V}};
    if (const auto time_s = someNumber(step, "until_time_s")) {
        fields["time"] = *time_s;
    }
    if (const auto limit = current(step, "until_rate_C", "until_current_mA", index)) {
        fields[payloadCurrent(*limit).value > 0 ? "limit_current_min" : "limit_current_max"] = *limit;
    }
    addRecording(fields);
    return fields;
}

Json Reader::loop(const Json& step, std::size_t index) const
{
    const Json& to = step.contains("loop_to") ? step["loop_to"] : valueAt(step, "start_step");
    const auto number = finiteNumber(to);
    std::optional<std::size_t> target;
    if (to.is_string() && m_tags.contains(to.get<std::string>())) {
        target = m_tags.at(to.get<std::string>());
    } else if (to.is_null()) {
        target = 0;
    } else if (number && *number >= 1 && *number <= static_cast<double>(index)) {
        target = m_newIndex[static_cast<std::size_t>(*number) - 1];
    }
    if (!target || *target >= m_newIndex[index]) {
        refuse(index, "the loop goes to " + dumpJson(to) + ", which is no step before it.");
    }
    const auto cycles = finiteNumberAt(step, "cycle_count");
    if (!cycles || *cycles < 1 || *cycles != std::floor(*cycles) || *cycles > 1e9) {
        refuse(index,
               "\"cycle_count\" must be a whole number above 0, not " + dumpJson(valueAt(step, "cycle_count")) + ".");
    }
    return {{"device", device},
            {"technique", techniques::loop},
            {"goto", *target},
            {"n_gotos", static_cast<std::int64_t>(*cycles) - 1}};
}

void Reader::addRecording(Json& fields) const
{
    const Json& record = valueAt(m_protocol, "record");
    const std::string technique = fields["technique"].get<std::string>();
    if (const auto time_s = someNumber(record, "time_s")) {
        fields["record_every_dt"] = *time_s;
    }
    if (const auto voltage_V = someNumber(record, "voltage_V"); voltage_V && hasField(technique, "record_every_dE")) {
        fields["record_every_dE"] = *voltage_V;
    }
    if (const auto current_mA = someNumber(record, "current_mA"); current_mA && hasField(technique, "record_every_dI"))
    {
        fields["record_every_dI"] = *current_mA / mAPerA;
    }
}

void Reader::noteSafety()
{
    std::string limits;
    const Json& safety = valueAt(m_protocol, "safety");
    for (const char* key :
         {"max_voltage_V", "min_voltage_V", "max_current_mA", "min_current_mA", "max_capacity_mAh", "delay_s"})
    {
        if (const auto limit = finiteNumberAt(safety, key)) {
            limits += (limits.empty() ? "" : ", ") + std::string(key) + " " + formatNumber(*limit);
        }
    }
    if (!limits.empty()) {
        m_notes.push_back("The safety limits (" + limits +
                          ") have no place in a payload of tomato: set them on the instrument.");
    }
}

void Reader::noteTime(const Json& fields, std::size_t number)
{
    const std::string technique = fields["technique"].get<std::string>();
    if (hasField(technique, "time") && !fields.contains("time")) {
        m_notes.push_back("Step " + std::to_string(number) + " has no longest time, which tomato needs: fill it in.");
    }
}

}  // namespace

bool isUnicycler(const Json& json)
{
    const Json& method = valueAt(json, "method");
    const auto hasStep = [](const Json& step) { return textAt(step, "step").has_value(); };
    return json.is_object() && (json.contains("unicycler") || (method.is_array() && !method.empty() &&
                                                               std::all_of(method.begin(), method.end(), hasStep)));
}

Translation payloadFromUnicycler(const Json& protocol, std::string_view source)
{
    return Reader(protocol, source).read();
}

}  // namespace aurora::protocols
