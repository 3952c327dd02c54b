#include "protocols/json_values.h"
#include "protocols/vendor_protocols.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace aurora::protocols {

namespace {

/// Keys of the job data of Neware files (aurora/formats/neware/job_data.h).
namespace key {
constexpr std::string_view name = "Step Name";
constexpr std::string_view current_A = "Current (A)";
constexpr std::string_view voltage_V = "Voltage (V)";
constexpr std::string_view cutOffVoltage_V = "Cut-off voltage (V)";
constexpr std::string_view rate = "Rate";
constexpr std::string_view cycleCount = "Cycle count";
}  // namespace key

using Kind = ProtocolStep::Kind;

enum class Direction
{
    None,
    Charge,
    Discharge
};

struct StepType
{
    std::string_view name;
    Kind kind;
    Direction direction;
};

/// A step that goes from constant current to constant voltage is one of constant current here: that is its rate, and
/// the voltage is where the current ends.
constexpr std::array stepTable{
    StepType{"CC Chg", Kind::ConstantCurrent, Direction::Charge},
    StepType{"CC DChg", Kind::ConstantCurrent, Direction::Discharge},
    StepType{"CCCV Chg", Kind::ConstantCurrent, Direction::Charge},
    StepType{"CCCV DChg", Kind::ConstantCurrent, Direction::Discharge},
    StepType{"CV Chg", Kind::ConstantVoltage, Direction::Charge},
    StepType{"CV DChg", Kind::ConstantVoltage, Direction::Discharge},
    StepType{"CP Chg", Kind::Other, Direction::Charge},
    StepType{"CP DChg", Kind::Other, Direction::Discharge},
    StepType{"CR Chg", Kind::Other, Direction::Charge},
    StepType{"CR DChg", Kind::Other, Direction::Discharge},
    StepType{"Rest", Kind::Rest, Direction::None},
    StepType{"Cycle", Kind::Loop, Direction::None},
};

/// Names come with blanks (BTSDA) or underscores (BTS 9).
StepType typeOf(std::string name)
{
    std::replace(name.begin(), name.end(), '_', ' ');
    for (const StepType& known : stepTable) {
        if (known.name == name) {
            return known;
        }
    }
    return {.name = {}, .kind = Kind::Other, .direction = Direction::None};
}

/// The capacity C-rates refer to, A·s.
std::optional<double> capacity_As(const Json& jobData)
{
    constexpr double perMilli = 1e-3;
    for (const std::string_view name : {"MultCap (mAs)", "MultCap"}) {
        const std::optional<double> capacity_mAs = finiteNumberAt(jobData, name);
        if (capacity_mAs && *capacity_mAs > 0) {
            return *capacity_mAs * perMilli;
        }
    }
    return std::nullopt;
}

/// Currents and rates are stored without sign; the name of the step tells the direction.
std::optional<double> cRateOf(const Json& entry, Direction direction, std::optional<double> capacity_As)
{
    constexpr double secondsPerHour = 3600;
    const std::optional<double> current_A = finiteNumberAt(entry, key::current_A);
    std::optional<double> rate = finiteNumberAt(entry, key::rate);
    if (current_A && capacity_As) {
        rate = *current_A * secondsPerHour / *capacity_As;
    }
    if (!rate || *rate == 0) {
        return std::nullopt;
    }
    return direction == Direction::Discharge ? -std::abs(*rate) : std::abs(*rate);
}

ProtocolStep stepOf(const Json& entry, std::optional<double> capacity_As)
{
    const StepType type = typeOf(textAt(entry, key::name).value_or(""));
    ProtocolStep step;
    step.kind = type.kind;
    if (type.kind == Kind::Loop) {
        const std::optional<double> cycles = finiteNumberAt(entry, key::cycleCount);
        step.cycles = cyclesOfLoop(cycles ? std::optional{*cycles - 1} : std::nullopt);
        return step;
    }
    const std::optional<double> voltage_V = finiteNumberAt(entry, key::voltage_V);
    std::optional<double> limit_V = finiteNumberAt(entry, key::cutOffVoltage_V);
    if (type.kind == Kind::ConstantCurrent) {
        step.cRate = cRateOf(entry, type.direction, capacity_As);
        limit_V = limit_V ? limit_V : voltage_V;
    }
    if (type.kind == Kind::ConstantVoltage) {
        step.voltage_V = voltage_V;
    }
    if (type.direction == Direction::Charge) {
        step.maxVoltage_V = limit_V;
    }
    if (type.direction == Direction::Discharge) {
        step.minVoltage_V = limit_V;
    }
    return step;
}

}  // namespace

std::optional<Protocol> fromNewareSteps(const Json& jobData)
{
    for (const std::string_view name : {"Steps", "Payload"}) {
        const Json& steps = valueAt(jobData, name);
        if (!steps.is_array()) {
            continue;
        }
        Protocol protocol;
        for (const Json& entry : steps) {
            protocol.steps.push_back(stepOf(entry, capacity_As(jobData)));
        }
        return protocol;
    }
    return std::nullopt;
}

}  // namespace aurora::protocols
