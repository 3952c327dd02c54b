#include "protocols/json_values.h"
#include "protocols/vendor_protocols.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>

namespace aurora::protocols {

namespace {

/// Names of EC-Lab parameters, as its text exports print them (aurora/formats/eclab/mpr_job_data.h).
namespace key {
constexpr std::string_view gcplSetCurrent = "Set I/C";
constexpr std::string_view gcplCurrent = "Is";
constexpr std::string_view gcplCurrentUnit = "unit Is";
constexpr std::string_view gcplSign = "I sign";
constexpr std::string_view gcplLimit_V = "EM (V)";
constexpr std::string_view gcplRepeats = "nc cycles";
constexpr std::string_view mbControl = "ctrl_type";
constexpr std::string_view mbSetCurrent = "Apply I/C";
constexpr std::string_view mbValue = "ctrl1_val";
constexpr std::string_view mbValueUnit = "ctrl1_val_unit";
constexpr std::string_view mbSecondValue = "ctrl2_val";
constexpr std::string_view mbSecondUnit = "ctrl2_val_unit";
constexpr std::string_view mbSign = "charge/discharge";
constexpr std::string_view mbLimits = "lim_nb";
constexpr std::string_view mbRepeats = "ctrl_repeat";
constexpr std::string_view divisor = "N";
}  // namespace key

/// A choice is stored as a code; the Python program writes the text for some.
struct Choice
{
    int code;
    std::string_view text;
};

constexpr int setCurrent = 0;
constexpr int setCapacityOverN = 1;
constexpr int setCapacityTimesN = 2;
constexpr std::array currentSettings{
    Choice{setCurrent, "I"},       Choice{setCapacityOverN, "C / N"},  Choice{setCapacityOverN, "C/N"},
    Choice{setCapacityOverN, "C"}, Choice{setCapacityTimesN, "C x N"}, Choice{setCapacityTimesN, "C * N"},
};

constexpr int negative = 1;
constexpr std::array signs{
    Choice{0, "> 0"},
    Choice{negative, "< 0"},
    Choice{0, "Charge"},
    Choice{negative, "Discharge"},
};

constexpr std::array currentUnits{
    Choice{0, "A"}, Choice{1, "mA"}, Choice{2, "µA"}, Choice{2, "uA"}, Choice{3, "nA"}, Choice{4, "pA"},
};

constexpr std::array voltageUnits{Choice{0, "V"}, Choice{1, "mV"}};

constexpr int controlCurrent = 0;
constexpr int controlVoltage = 1;
constexpr int controlRest = 4;
constexpr int controlLoop = 5;
constexpr int controlCurrentThenVoltage = 17;
constexpr std::array controls{
    Choice{controlCurrent, "CC"},
    Choice{controlVoltage, "CV"},
    Choice{controlRest, "Rest"},
    Choice{controlLoop, "Loop"},
};

constexpr int limitVoltage = 1;
constexpr std::array limitTypes{Choice{0, "Time"}, Choice{limitVoltage, "Ewe"}, Choice{limitVoltage, "Ecell"}};

constexpr int limitBelow = 1;
constexpr std::array limitComparisons{Choice{0, ">"}, Choice{limitBelow, "<"}};

std::optional<int> choiceAt(const Json& sequence, std::string_view name, std::span<const Choice> choices)
{
    const Json& value = valueAt(sequence, name);
    if (value.is_number()) {
        constexpr double largestCode = 255;
        const double code = value.get<double>();
        return code >= 0 && code <= largestCode ? std::optional{static_cast<int>(code)} : std::nullopt;
    }
    const std::string text(trimmed(textAt(sequence, name).value_or("")));
    for (const Choice& choice : choices) {
        if (choice.text == text) {
            return choice.code;
        }
    }
    return std::nullopt;
}

/// A number with its unit, both of which the sequence names; the units of a table are steps of a thousand.
std::optional<double> inBaseUnit(const Json& sequence, std::string_view valueName, std::string_view unitName,
                                 std::span<const Choice> units)
{
    const std::optional<double> value = finiteNumberAt(sequence, valueName);
    const std::optional<int> unit = choiceAt(sequence, unitName, units);
    if (!value || !unit) {
        return std::nullopt;
    }
    return *value / std::pow(1000.0, *unit);
}

using Kind = ProtocolStep::Kind;

struct CurrentNames
{
    std::string_view setting;
    std::string_view value;
    std::string_view unit;
    std::string_view sign;
};

/// A current that a sequence applies.
struct Applied
{
    bool flows = false;  ///< false: the sequence rests
    bool charges = false;
    std::optional<double> cRate;
};

std::optional<double> magnitudeFromN(int setting, std::optional<double> divisor)
{
    if (!divisor || *divisor <= 0) {
        return std::nullopt;
    }
    return setting == setCapacityTimesN ? *divisor : 1 / *divisor;
}

/// With a C-rate, `I sign` or `charge/discharge` is the direction and the current is left over from before. With a
/// current GCPL writes the direction into it, MB into `charge/discharge`.
Applied appliedCurrent(const Json& sequence, const CurrentNames& names, std::optional<double> capacity_Ah)
{
    const int setting = choiceAt(sequence, names.setting, currentSettings).value_or(setCurrent);
    const bool saysNegative = choiceAt(sequence, names.sign, signs) == negative;
    if (setting != setCurrent) {
        const std::optional<double> rate = magnitudeFromN(setting, finiteNumberAt(sequence, key::divisor));
        return {.flows = true, .charges = !saysNegative, .cRate = rate && saysNegative ? std::optional{-*rate} : rate};
    }
    const std::optional<double> current_A = inBaseUnit(sequence, names.value, names.unit, currentUnits);
    if (!current_A || *current_A == 0) {
        return {};
    }
    const bool charges = *current_A > 0 && !saysNegative;
    Applied applied{.flows = true, .charges = charges, .cRate = std::nullopt};
    if (capacity_Ah) {
        applied.cRate = (charges ? 1 : -1) * std::abs(*current_A) / *capacity_Ah;
    }
    return applied;
}

ProtocolStep loop(std::optional<double> repeats)
{
    ProtocolStep step;
    step.kind = Kind::Loop;
    step.cycles = cyclesOfLoop(repeats);
    return step;
}

void setLimit(ProtocolStep& step, bool isUpper, std::optional<double> limit_V)
{
    (isUpper ? step.maxVoltage_V : step.minVoltage_V) = limit_V;
}

/// A GCPL sequence, and the loop that it closes when it repeats.
void addGcpl(Protocol& protocol, const Json& sequence, std::optional<double> capacity_Ah)
{
    constexpr CurrentNames names{key::gcplSetCurrent, key::gcplCurrent, key::gcplCurrentUnit, key::gcplSign};
    const Applied applied = appliedCurrent(sequence, names, capacity_Ah);
    ProtocolStep step;
    step.kind = applied.flows ? Kind::ConstantCurrent : Kind::Rest;
    step.cRate = applied.cRate;
    if (applied.flows) {
        setLimit(step, applied.charges, finiteNumberAt(sequence, key::gcplLimit_V));
    }
    protocol.steps.push_back(step);
    const std::optional<double> repeats = finiteNumberAt(sequence, key::gcplRepeats);
    if (repeats && *repeats > 0) {
        protocol.steps.push_back(loop(repeats));
    }
}

void addMbLimits(ProtocolStep& step, const Json& sequence)
{
    constexpr int storedLimits = 3;
    const int limits =
        static_cast<int>(std::min(finiteNumberAt(sequence, key::mbLimits).value_or(0), 1.0 * storedLimits));
    for (int number = 1; number <= limits; ++number) {
        const std::string prefix = "lim" + std::to_string(number) + "_";
        if (choiceAt(sequence, prefix + "type", limitTypes) != limitVoltage) {
            continue;
        }
        const bool isUpper = choiceAt(sequence, prefix + "comp", limitComparisons) != limitBelow;
        setLimit(step, isUpper, inBaseUnit(sequence, prefix + "value", prefix + "value_unit", voltageUnits));
    }
}

ProtocolStep mbCurrentStep(const Json& sequence, std::optional<double> capacity_Ah)
{
    constexpr CurrentNames names{key::mbSetCurrent, key::mbValue, key::mbValueUnit, key::mbSign};
    const Applied applied = appliedCurrent(sequence, names, capacity_Ah);
    ProtocolStep step;
    step.kind = applied.flows ? Kind::ConstantCurrent : Kind::Rest;
    step.cRate = applied.cRate;
    if (!applied.flows) {
        return step;
    }
    addMbLimits(step, sequence);
    if (choiceAt(sequence, key::mbControl, controls) == controlCurrentThenVoltage) {
        setLimit(step, applied.charges, inBaseUnit(sequence, key::mbSecondValue, key::mbSecondUnit, voltageUnits));
    }
    return step;
}

/// An unused value keeps what an earlier technique left there, so the control type decides what is read.
ProtocolStep mbStep(const Json& sequence, std::optional<double> capacity_Ah)
{
    ProtocolStep step;
    switch (choiceAt(sequence, key::mbControl, controls).value_or(-1)) {
    case controlCurrent:
    case controlCurrentThenVoltage:
        return mbCurrentStep(sequence, capacity_Ah);
    case controlVoltage:
        step.kind = Kind::ConstantVoltage;
        step.voltage_V = inBaseUnit(sequence, key::mbValue, key::mbValueUnit, voltageUnits);
        return step;
    case controlRest:
        step.kind = Kind::Rest;
        return step;
    case controlLoop:
        return loop(finiteNumberAt(sequence, key::mbRepeats));
    default:
        return step;
    }
}

std::optional<double> batteryCapacity_Ah(const Json& jobData)
{
    constexpr double perMilli = 1e-3;
    const Json& settings = valueAt(jobData, "settings");  // of the Python program
    std::optional<double> capacity_mAh = finiteNumberAt(jobData, "Battery capacity (mA.h)");
    capacity_mAh = capacity_mAh ? capacity_mAh : finiteNumberAt(settings, "battery_capacity");
    return capacity_mAh && *capacity_mAh > 0 ? std::optional{*capacity_mAh * perMilli} : std::nullopt;
}

/// One list a parameter → one object a sequence.
Json rowsOf(const Json& columns)
{
    Json rows = Json::array();
    for (const auto& [name, values] : columns.items()) {
        for (std::size_t row = 0; values.is_array() && row < values.size(); ++row) {
            if (rows.size() <= row) {
                rows.push_back(Json::object());
            }
            rows[row][name] = values[row];
        }
    }
    return rows;
}

Json sequencesOf(const Json& jobData)
{
    const Json& parameters = valueAt(jobData, "Parameters");
    const Json& ofPython = valueAt(jobData, "params");
    if (parameters.is_array()) {
        return parameters;
    }
    return ofPython.is_object() ? rowsOf(ofPython) : ofPython;
}

}  // namespace

std::optional<Protocol> fromEcLabParameters(const Json& jobData)
{
    const Json sequences = sequencesOf(jobData);
    if (!sequences.is_array()) {
        return std::nullopt;
    }
    const std::optional<double> capacity_Ah = batteryCapacity_Ah(jobData);
    Protocol protocol;
    for (const Json& sequence : sequences) {
        if (!valueAt(sequence, key::gcplSetCurrent).is_null()) {
            addGcpl(protocol, sequence, capacity_Ah);
        }
        if (!valueAt(sequence, key::mbControl).is_null()) {
            protocol.steps.push_back(mbStep(sequence, capacity_Ah));
        }
    }
    return protocol;
}

}  // namespace aurora::protocols
