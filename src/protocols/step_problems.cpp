#include "aurora/protocols/payload.h"
#include "aurora/protocols/step_fields.h"

#include "protocols/field_texts.h"
#include "protocols/json_values.h"
#include "protocols/number_words.h"
#include "protocols/payload_currents.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <cmath>

namespace aurora::protocols {

namespace {

/// Looks at one step of a protocol.
class StepCheck
{
public:
    StepCheck(const EditedProtocol& protocol, std::size_t index, std::vector<StepProblem>& problems)
        : m_protocol(protocol), m_step(protocol.steps[index]), m_index(index), m_problems(problems)
    {
    }

    void all()
    {
        const std::optional<std::string> technique = textAt(m_step.fields, "technique");
        if (!technique || technique->empty()) {
            add("", Severity::Wrong, "The step does not say its technique.");
            return;
        }
        for (const StepField& field : fieldsOf(*technique)) {
            this->field(field);
        }
        if (*technique == techniques::constantCurrent) {
            limits();
        }
        voltageRange();
    }

private:
    void add(std::string_view key, Severity severity, std::string sentence)
    {
        m_problems.push_back({m_step.key, std::string(key), severity, std::move(sentence)});
    }

    void field(const StepField& field)
    {
        if (field.kind == FieldKind::Step) {
            target();
            return;
        }
        if (const auto typed = m_step.typed.find(std::string(field.key)); typed != m_step.typed.end()) {
            add(field.key, Severity::Wrong, valueOfText(field, typed->second).problem);
            return;
        }
        const Json& value = valueAt(m_step.fields, field.key);
        if (value.is_null()) {
            if (field.required) {
                add(field.key, Severity::Missing, "“" + std::string(field.label) + "” is still missing.");
            }
            return;
        }
        if (value.is_structured()) {
            return;  // a list that is kept: checked as a whole
        }
        this->value(field, value);
    }

    void value(const StepField& field, const Json& value)
    {
        switch (field.kind) {
        case FieldKind::Duration:
            duration(field, value);
            break;
        case FieldKind::Number:
            number(field, value);
            break;
        case FieldKind::Current:
            current(field, value);
            break;
        case FieldKind::Cycles:
            if (!value.is_number_integer()) {
                add(field.key, Severity::Wrong, dumpJson(value) + " is no whole number.");
            }
            break;
        default:
            break;
        }
    }

    void duration(const StepField& field, const Json& value)
    {
        if (!value.is_number()) {
            add(field.key, Severity::Wrong, dumpJson(value) + " is a text: type the time again.");
        } else if (!(value.get<double>() > 0)) {
            add(field.key, Severity::Wrong, "The time must be above 0.");
        }
    }

    void number(const StepField& field, const Json& value)
    {
        if (!value.is_number()) {
            add(field.key, Severity::Wrong, dumpJson(value) + " is no number: type it again.");
            return;
        }
        const double shown = shifted(value.get<double>(), field.shift);
        if (shown < field.lowest || shown > field.highest) {
            const bool bothEnds = std::isfinite(field.highest);
            const std::string unit = " " + std::string(field.unit);
            add(field.key, Severity::Wrong,
                inWords(shown) + unit + " is out of range: " +
                    (bothEnds ? "from " + inWords(field.lowest) + " to " + inWords(field.highest) + unit
                              : inWords(field.lowest) + unit + " or more") +
                    ".");
        }
    }

    void current(const StepField& field, const Json& value)
    {
        try {
            const bool isZero = payloadCurrent(value).value == 0;
            if (isZero && field.key == "current") {
                add(field.key, Severity::Doubt, "No current flows: was a rest meant?");
            }
        } catch (const Error&) {
            add(field.key, Severity::Wrong, dumpJson(value) + " is no current: write C/10, D/2 or 0.25 mA.");
        }
    }

    void target()
    {
        if (const auto typed = m_step.typed.find("goto"); typed != m_step.typed.end()) {
            add("goto", Severity::Wrong, "The loop goes back to a step that is not there: choose one before it.");
            return;
        }
        const std::optional<std::size_t> target = m_step.target ? indexOf(m_protocol, *m_step.target) : std::nullopt;
        if (m_step.target && !target) {
            add("goto", Severity::Wrong, "The step that the loop went back to was removed: choose another.");
        } else if (!target) {
            add("goto", Severity::Missing, "The step it goes back to is still missing.");
        } else if (*target >= m_index) {
            add("goto", Severity::Wrong,
                "A loop goes back: step " + std::to_string(*target + 1) + " does not stand before it.");
        }
    }

    [[nodiscard]] std::optional<double> number(std::string_view key) const
    {
        return m_step.typed.contains(std::string(key)) ? std::nullopt : numberAt(m_step.fields, key);
    }

    void limits()
    {
        const std::optional<double> upper_V = number("limit_voltage_max");
        const std::optional<double> lower_V = number("limit_voltage_min");
        if (upper_V && lower_V && *upper_V <= *lower_V) {
            add("limit_voltage_max", Severity::Wrong, "The upper limit must be above the lower one.");
        }
        const Json& current = valueAt(m_step.fields, "current");
        if (current.is_null() || current.is_structured() || m_step.typed.contains("current")) {
            return;
        }
        try {
            const double value = payloadCurrent(current).value;
            if (value > 0 && !upper_V && !m_step.typed.contains("limit_voltage_max")) {
                add("limit_voltage_max", Severity::Doubt, "Without an upper limit only the time ends this charge.");
            }
            if (value < 0 && !lower_V && !m_step.typed.contains("limit_voltage_min")) {
                add("limit_voltage_min", Severity::Doubt, "Without a lower limit only the time ends this discharge.");
            }
        } catch (const Error&) {
            return;  // told above
        }
    }

    /// "+-5.0 V" on a BioLogic instrument: nothing beyond it can be reached.
    void voltageRange()
    {
        const std::string range = textAt(m_step.fields, "E_range").value_or("");
        constexpr std::string_view before = "+-";
        constexpr std::string_view after = " V";
        if (!range.starts_with(before) || !range.ends_with(after)) {
            return;
        }
        const auto most_V =
            parseNumber(std::string_view(range).substr(before.size(), range.size() - before.size() - after.size()));
        for (const char* key : {"voltage", "limit_voltage_max", "limit_voltage_min"}) {
            const std::optional<double> voltage_V = number(key);
            if (most_V && voltage_V && std::abs(*voltage_V) > *most_V) {
                add(key, Severity::Doubt, inWords(*voltage_V) + " V lies beyond the voltage range " + range + ".");
            }
        }
    }

    const EditedProtocol& m_protocol;
    const EditedStep& m_step;
    std::size_t m_index;
    std::vector<StepProblem>& m_problems;
};

bool hasProblem(const std::vector<StepProblem>& problems, StepKey key)
{
    return std::any_of(problems.begin(), problems.end(), [key](const StepProblem& problem) {
        return problem.step == key && problem.severity != Severity::Doubt;
    });
}

/// Of a step that is not complete.
std::string unfinishedWords(const EditedStep& step)
{
    const std::string technique = textAt(step.fields, "technique").value_or("");
    if (technique == techniques::rest) {
        return "rest …";
    }
    if (technique == techniques::constantVoltage) {
        const auto voltage_V = numberAt(step.fields, "voltage");
        return voltage_V && !step.typed.contains("voltage") ? "hold " + inWords(*voltage_V) + " V …" : "hold …";
    }
    if (technique == techniques::constantCurrent) {
        const Json& current = valueAt(step.fields, "current");
        try {
            if (!current.is_null() && !step.typed.contains("current")) {
                const bool discharges = payloadCurrents(current).front().value < 0;
                return (discharges ? "discharge " : "charge ") + currentWords(current) + " …";
            }
        } catch (const Error&) {
            return "charge or discharge …";
        }
        return "charge or discharge …";
    }
    return technique == techniques::loop ? "back to …" : technique + " …";
}

}  // namespace

std::vector<StepProblem> problemsOf(const EditedProtocol& protocol)
{
    std::vector<StepProblem> problems;
    for (std::size_t index = 0; index < protocol.steps.size(); ++index) {
        StepCheck(protocol, index, problems).all();
    }
    if (protocol.steps.empty()) {
        problems.push_back({std::nullopt, "", Severity::Missing, "The protocol has no steps yet."});
    }
    if (!isComplete(problems)) {
        return problems;
    }
    try {
        checkPayload(payloadOf(protocol), "The protocol");
    } catch (const Error& error) {
        problems.push_back({std::nullopt, "", Severity::Wrong, error.what()});
    }
    return problems;
}

bool isComplete(const std::vector<StepProblem>& problems)
{
    return std::all_of(problems.begin(), problems.end(),
                       [](const StepProblem& problem) { return problem.severity == Severity::Doubt; });
}

std::string stepWords(const EditedProtocol& protocol, StepKey key, const std::vector<StepProblem>& problems)
{
    const std::optional<std::size_t> index = indexOf(protocol, key);
    if (!index) {
        return {};
    }
    const EditedStep& step = protocol.steps[*index];
    if (hasProblem(problems, key)) {
        return unfinishedWords(step);
    }
    try {
        Json fields = step.fields;
        const std::optional<std::size_t> target = step.target ? indexOf(protocol, *step.target) : std::nullopt;
        if (target) {
            fields["goto"] = *target;
        }
        return payloadSteps({{"method", Json::array({fields})}}, 1).front().words;
    } catch (const std::exception&) {  // a list that is none of currents, numbers: told as a problem of the protocol
        return unfinishedWords(step);
    }
}

}  // namespace aurora::protocols
